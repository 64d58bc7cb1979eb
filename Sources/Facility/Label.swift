public import Ledger

public typealias LabelID = Identifier<Label>
public typealias BatchID = Identifier<Batch>

/// A print run of labels.
public enum Batch {}

/// A code bound to one target.
public struct Label: Hashable, Sendable, Codable {
    public let id: LabelID
    public let code: LabelCode
    public var target: LabelTarget
    /// Where it sticks, in words, e.g. `front door`; nil: the only one there.
    public var placement: String?
    public var state: LabelState
    /// What was printed, oldest first; empty until the first print.
    public var issues: [LabelIssue]
    /// The label that took its place; nil unless replaced.
    public var replacedBy: LabelCode?
    /// The number of its newest event.
    public var revision: Int64

    public init(
        id: LabelID, code: LabelCode, target: LabelTarget, placement: String? = nil,
        state: LabelState = .minted,
        issues: [LabelIssue] = [], replacedBy: LabelCode? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.code = code
        self.target = target
        self.placement = placement
        self.state = state
        self.issues = issues
        self.replacedBy = replacedBy
        self.revision = revision
    }

    /// Whether a scan of it opens its target's page.
    public var isLive: Bool { state != .revoked && state != .replaced && state != .spoiled }
}

/// What a label names.
public enum LabelTarget: Hashable, Sendable {
    case place(PlaceID)
    case device(DeviceID)
    /// Printed for later; bound by hand.
    case blank
}

public enum LabelState: String, Hashable, Sendable, Codable, CaseIterable {
    case minted, printed, spoiled, stuck, confirmed, misplaced, damaged, covered, lost, replaced, revoked
}

/// What was printed on a label once: enough to rebuild its symbol bit for bit, whatever changed since.
public struct LabelIssue: Hashable, Sendable, Codable {
    /// 1 and up for one label.
    public var number: Int
    /// The whole text in the symbol, e.g. `https://MEND.EXAMPLE.EDU/7F3K…`.
    public var text: String
    public var host: String
    /// QR version, 1 to 40.
    public var version: Int
    /// `L`, `M`, `Q` or `H`.
    public var level: String
    /// 0 to 7.
    public var mask: Int
    public var batch: BatchID
    /// The target's reference as it was printed.
    public var printedReference: String
    public var printedAt: Instant

    public init(
        number: Int, text: String, host: String, version: Int, level: String, mask: Int, batch: BatchID,
        printedReference: String, printedAt: Instant
    ) {
        self.number = number
        self.text = text
        self.host = host
        self.version = version
        self.level = level
        self.mask = mask
        self.batch = batch
        self.printedReference = printedReference
        self.printedAt = printedAt
    }
}
