public import Ledger

/// Something that is wrong with a label, as anybody may say on its page: a task for facilities.
public struct LabelProblem: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// Torn, scratched, faded: hard to read or to scan.
        case torn
        /// Another code is stuck over it, perhaps to mislead.
        case covered
        /// It hangs where it doesn't belong.
        case wrongDoor
        /// What it says is out of date.
        case wrongText
    }

    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, taken, settled, dismissed

        /// Where the list leads from here.
        public var successors: Set<State> {
            switch self {
            case .open: [.taken, .settled, .dismissed]
            case .taken: [.open, .settled, .dismissed]
            case .settled, .dismissed: []
            }
        }

        public var isOpen: Bool { self == .open || self == .taken }
    }

    /// 1 and up for one label.
    public var number: Int
    public var kind: Kind
    public var state: State
    public var reportedAt: Instant
    public var changedAt: Instant

    public init(number: Int, kind: Kind, state: State = .open, reportedAt: Instant, changedAt: Instant) {
        self.number = number
        self.kind = kind
        self.state = state
        self.reportedAt = reportedAt
        self.changedAt = changedAt
    }
}

/// Somebody says that something is wrong with a label.
public struct LabelProblemReported: Hashable, Sendable, Codable {
    public var kind: LabelProblem.Kind

    public init(kind: LabelProblem.Kind) { self.kind = kind }
}

/// A task about a label went on.
public struct LabelProblemMoved: Hashable, Sendable, Codable {
    /// The problem's.
    public var number: Int
    public var state: LabelProblem.State
    /// What was done; nil where the state says it all.
    public var note: String?

    public init(number: Int, state: LabelProblem.State, note: String? = nil) {
        self.number = number
        self.state = state
        self.note = note
    }
}

/// A scan by anybody: at most one fact a label a day.
public struct LabelSeen: Hashable, Sendable, Codable {
    public init() {}

    /// A scan within this time after the last one is none.
    public static let interval: Duration = .seconds(86_400)
}
