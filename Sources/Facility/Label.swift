public import Ledger

public typealias LabelID = Identifier<Label>

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
    /// When anybody last scanned it, to the day; nil: never since it was minted.
    public var lastSeenAt: Instant?
    /// What people said is wrong with it, oldest first.
    public var problems: [LabelProblem]
    /// The number of its newest event.
    public var revision: Int64

    public init(
        id: LabelID, code: LabelCode, target: LabelTarget, placement: String? = nil,
        state: LabelState = .minted,
        issues: [LabelIssue] = [], replacedBy: LabelCode? = nil, lastSeenAt: Instant? = nil,
        problems: [LabelProblem] = [], revision: Int64 = 0
    ) {
        self.id = id
        self.code = code
        self.target = target
        self.placement = placement
        self.state = state
        self.issues = issues
        self.replacedBy = replacedBy
        self.lastSeenAt = lastSeenAt
        self.problems = problems
        self.revision = revision
    }

    /// Whether a scan of it opens its target's page.
    public var isLive: Bool { state != .revoked && state != .replaced && state != .spoiled }

    /// Whether it was put on paper and nobody has scanned it in place yet: it works, but staff are told.
    public var isUnconfirmed: Bool { state == .printed || state == .stuck }
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
    /// The target's name and path as they were printed; nil: printed before they were kept.
    public var printedName: LocalizedName?
    public var printedPath: LocalizedName?
    public var printedAt: Instant

    public init(
        number: Int, text: String, host: String, version: Int, level: String, mask: Int, batch: BatchID,
        printedReference: String, printedName: LocalizedName? = nil, printedPath: LocalizedName? = nil,
        printedAt: Instant
    ) {
        self.number = number
        self.text = text
        self.host = host
        self.version = version
        self.level = level
        self.mask = mask
        self.batch = batch
        self.printedReference = printedReference
        self.printedName = printedName
        self.printedPath = printedPath
        self.printedAt = printedAt
    }
}
