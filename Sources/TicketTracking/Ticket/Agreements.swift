import Facility
public import Ledger

/// 预约: when somebody comes, as agreed with one reporter.
public struct Appointment: Hashable, Sendable {
    public var report: ReportID
    public var from: Instant
    /// After `from`.
    public var until: Instant
    public var isReminded = false
    /// Nobody came in time.
    public var isMissed = false
}

/// 待用户: what one reporter was asked and hasn't answered.
public struct Question: Hashable, Sendable {
    public var report: ReportID
    public var question: Personal<String>
    public var askedAt: Instant
    /// The number of the event that asked it.
    public var event: Int64
}

/// 延期: more time that was asked for, undecided.
public struct ExtensionRequest: Hashable, Sendable {
    public var until: Instant
    /// nil: an operator at the command line asked for the team.
    public var askedBy: PersonID?
    public var askedAt: Instant
    public var words: Personal<String>
}
