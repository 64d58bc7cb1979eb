public import Facility
public import Ledger

/// Which tickets a list asks for; what is nil or empty doesn't narrow it.
public struct TicketQuery: Hashable, Sendable {
    public var states: Set<TicketState>
    public var places: Set<PlaceID>
    public var device: DeviceID?
    /// Of these teams, or meanwhile with one of the organisations in `referredTo`.
    public var teams: Set<TeamKey>
    public var referredTo: Set<OrganisationKey>
    /// Of this team, whatever else; nil: of any.
    public var team: TeamKey?
    public var lead: PersonID?
    /// true: only those that wait to be located (待定位).
    public var unlocatedOnly: Bool
    /// true: only incidents (群障) that wait for a yes or no.
    public var proposalsOnly: Bool
    /// Only those whose running clock ends in this span (`TicketRow.clockDue`), the first due first; nil: whatever clock.
    public var due: Range<Instant>?
    /// At this place or anywhere below it; nil: anywhere.
    public var below: PlaceID?
    /// Of this kind; nil: of any.
    public var category: FaultCategoryKey?
    /// true: only those with an urge (催单) that nobody has answered, the one that waits longest first.
    public var urgedOnly: Bool
    /// nil: whoever reads the list may see every ticket.
    public var reach: TicketReach?
    /// nil: from the most urgent on.
    public var after: Place?
    /// 1 to 1,000.
    public var limit: Int

    /// Where in the order of a list the next page begins: behind this ticket.
    public struct Place: Hashable, Sendable {
        public var priority: Priority
        public var openedAt: Instant
        public var id: TicketID
        public var due: Instant?
        public var urgedAt: Instant?

        public init(of row: TicketRow) {
            (priority, openedAt, id) = (row.priority, row.openedAt, row.id)
            (due, urgedAt) = (row.clockDue, row.urgedAt)
        }
    }

    public init(
        states: Set<TicketState> = [], places: Set<PlaceID> = [], device: DeviceID? = nil,
        teams: Set<TeamKey> = [], referredTo: Set<OrganisationKey> = [],
        team: TeamKey? = nil, lead: PersonID? = nil, unlocatedOnly: Bool = false, proposalsOnly: Bool = false,
        due: Range<Instant>? = nil, below: PlaceID? = nil, category: FaultCategoryKey? = nil,
        urgedOnly: Bool = false, reach: TicketReach? = nil, after: Place? = nil, limit: Int = 100
    ) {
        self.states = states
        self.places = places
        self.device = device
        self.teams = teams
        self.referredTo = referredTo
        self.team = team
        self.lead = lead
        self.unlocatedOnly = unlocatedOnly
        self.proposalsOnly = proposalsOnly
        self.due = due
        self.below = below
        self.category = category
        self.urgedOnly = urgedOnly
        self.reach = reach
        self.after = after
        self.limit = limit
    }
}
