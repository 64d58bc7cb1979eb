public import Facility
public import Ledger

/// Under what a command is decided.
public struct DecisionContext: Sendable {
    public var principal: Principal
    /// Now.
    public var at: Instant
    public var policy: DeskPolicy
    /// From the campus down to the ticket's present place, or a new report's; empty where there are only
    /// words.
    public var path: [Place]
    /// From the campus down to a place that the command names (locate, relocate, arrive); empty where it
    /// names none.
    public var namedPath: [Place]
    /// Grants, in force at that moment, of the people whom the command names (assign, accept); who isn't there has none.
    public var named: [PersonID: Set<Grant>]
    /// From the campus down to the present place of a ticket that a report made elsewhere joins; nil: as `path`.
    public var ticketPath: [Place]?
    /// Switches on which a new report's place hangs.
    public var switches: [DeviceID] = []
    /// A number for the ticket that a split or a rework makes.
    public var newTicket: TicketID?
    /// A number for the report that a rework makes.
    public var newReport: ReportID?
    /// The people of teams that have a rota, as far as the decision asks for them.
    public var rosters: [TeamKey: Roster] = [:]
    /// The number of the last event that the sender had seen; nil: not said.
    public var basedOn: Int64?
    /// When it happened as claimed; nil: now.
    public var occurredAt: Instant?

    public init(
        by principal: Principal, at: Instant, policy: DeskPolicy, path: [Place] = [], namedPath: [Place] = [],
        named: [PersonID: Set<Grant>] = [:], newTicket: TicketID? = nil, basedOn: Int64? = nil,
        occurredAt: Instant? = nil
    ) {
        self.principal = principal
        self.at = at
        self.policy = policy
        self.path = path
        self.namedPath = namedPath
        self.named = named
        self.newTicket = newTicket
        self.basedOn = basedOn
        self.occurredAt = occurredAt
    }

    /// When it happened: as claimed, else now.
    var happenedAt: Instant { occurredAt ?? at }
}
