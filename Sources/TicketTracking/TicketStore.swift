public import Facility
public import Ledger

/// Events of tickets with all rows that follow from them, written together or not at all.
public struct TicketCommit: Sendable {
    public var commit: Commit
    /// Each ticket that the events touch, as it stands after them.
    public var tickets: [TicketRow]
    /// Reports that are new or that changed their ticket, contact or link.
    public var reports: [ReportRow]
    /// All deadlines of each ticket in `tickets`, instead of those it had.
    public var deadlines: [Deadline]
    public var outbox: [OutboxEntry]
    /// All supervisions of each ticket in `tickets`.
    public var supervisions: [SupervisionRow]
    /// The findings of each ticket in `tickets`.
    public var findings: [FindingRow]
    /// Who was given a ticket by these events.
    public var givings: [Giving]
    /// What the rows are where the events are recorded at another instant than the one they were decided at.
    private let recording: (@Sendable (inout TicketCommit, Instant) -> Void)?

    /// - Parameter recording: brings the rows to the instant at which a storage records the events; nil: they bear
    ///   none that depends on it.
    public init(
        commit: Commit, tickets: [TicketRow], reports: [ReportRow] = [], deadlines: [Deadline] = [],
        outbox: [OutboxEntry] = [], supervisions: [SupervisionRow] = [], findings: [FindingRow] = [],
        givings: [Giving] = [],
        recording: (@Sendable (inout TicketCommit, Instant) -> Void)? = nil
    ) {
        self.commit = commit
        self.tickets = tickets
        self.reports = reports
        self.deadlines = deadlines
        self.outbox = outbox
        self.supervisions = supervisions
        self.findings = findings
        self.givings = givings
        self.recording = recording
    }

    /// With rows as a fold of the events gives them. A storage writes these, not those it was given: its clock is
    /// later than the desk's by what the way takes, and `recordedAt` never goes back where a clock does.
    ///
    /// - Parameter instant: the events' `recordedAt`.
    public func recorded(at instant: Instant) -> TicketCommit {
        var commit = self
        recording?(&commit, instant)
        return commit
    }
}

/// What the repair desk needs of a storage.
public protocol TicketStore: EventSource, IdentifierSource {
    /// A ticket's events from the first; empty where there is no such ticket.
    func events(of ticket: TicketID) async throws -> [RecordedEvent<TicketFact>]
    func report(_ id: ReportID) async throws -> ReportRow?
    func ticketRow(_ id: TicketID) async throws -> TicketRow?
    /// What may belong to one incident with a report; the newest first. Read by an index: whatever lies elsewhere or is
    /// of another family costs nothing.
    func groupable(_ query: GroupingQuery) async throws -> [TicketRow]
    /// Most urgent first: priority, then age.
    func ticketRows(_ query: TicketQuery) async throws -> [TicketRow]
    /// Tickets with a report whose phone ends in these four digits or whose phone or mail is this; newest
    /// first.
    func tickets(contact: ContactSearch, limit: Int) async throws -> [TicketRow]

    /// Supervisions, the earliest due first; those that were answered only where asked for, at most `limit`.
    func supervisions(answeredToo: Bool, limit: Int) async throws -> [SupervisionRow]

    /// Findings of repeated faults, the newest first; those that were closed only where asked for, at most `limit`.
    func findings(closedToo: Bool, limit: Int) async throws -> [FindingRow]

    /// Tickets of a device (incidents too) or at exactly a place, that were opened since; the newest first. Read by
    /// an index.
    func recent(of device: DeviceID, since: Instant, limit: Int) async throws -> [TicketRow]
    func recent(at place: PlaceID, since: Instant, limit: Int) async throws -> [TicketRow]

    /// What these people have to do, by one query; who has nothing and was never given anything may be left out.
    func workloads(of people: [PersonID]) async throws -> [Workload]

    /// Deadlines that are due and not leased by anyone, each leased to the caller until `leaseUntil`.
    func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) async throws -> [Deadline]

    /// Tickets that aren't closed or dismissed, with a number above one, by number.
    func unfinished(after ticket: TicketID?, limit: Int) async throws -> [TicketID]
    /// All deadlines of a ticket, instead of those it had, without an event; one that stays keeps its lease.
    ///
    /// - Parameter revision: of the ticket that they follow from.
    /// - Returns: whether the ticket still was at that revision; else nothing was written.
    func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) async throws -> Bool

    /// Deadlines of these kinds from an instant on, leased or not, earliest first; none is leased by it.
    ///
    /// - Parameter limit: 1 to 20,000.
    func deadlines(_ kinds: Set<Deadline.Kind>, from: Instant, limit: Int) async throws -> [Deadline]

    /// How often somebody's data was erased by this process: what was opened before isn't kept after it.
    var erasures: Int { get }

    /// The result of an earlier commit under this key, or nil.
    func result(of command: CommandID) async throws -> [UInt8]?
    /// - Throws: `CommitFailure`; `.raced` too for a second open finding of a place or device.
    func commit(_ commit: TicketCommit) async throws -> TicketCommitOutcome
}

/// What became of a ticket commit that didn't fail.
public enum TicketCommitOutcome: Hashable, Sendable {
    /// Durable; its events in order, as they were written.
    case committed([EventEnvelope])
    /// The same command had been committed before, with this result; nothing was written.
    case repeated(result: [UInt8])
}

/// A look-up by blind index.
public enum ContactSearch: Hashable, Sendable {
    case phone(String)
    case mail(String)
    /// Used only together with a ticket number, a place or a day.
    case phoneEnding(String)
}
