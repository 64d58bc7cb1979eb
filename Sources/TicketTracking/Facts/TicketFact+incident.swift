public import Facility
public import Ledger

extension TicketFact {
    /// 群障: many reports that look like one fault. It opens a ticket that waits for a yes or no.
    public struct IncidentProposed: Hashable, Sendable, Codable {
        public var grouping: IncidentRules.Grouping
        /// The common place, or where the switch hangs.
        public var place: PlaceID
        public var path: [PlaceStep]
        /// The switch that they share; nil: they share a place.
        public var device: DeviceID?
        public var category: FaultCategoryKey
        /// Oldest first.
        public var members: [TicketID]
        /// Whose words come first: the first member's reporter.
        public var reporter: PersonID
        /// When the first of them was reported.
        public var openedAt: Instant
        /// By when it must be answered.
        public var until: Instant
        /// Who is rung.
        public var team: TeamKey
        public var organisation: OrganisationKey

        public init(
            grouping: IncidentRules.Grouping, place: PlaceID, path: [PlaceStep], device: DeviceID? = nil,
            category: FaultCategoryKey, members: [TicketID], reporter: PersonID, openedAt: Instant,
            until: Instant, team: TeamKey, organisation: OrganisationKey
        ) {
            self.grouping = grouping
            self.place = place
            self.path = path
            self.device = device
            self.category = category
            self.members = members
            self.reporter = reporter
            self.openedAt = openedAt
            self.until = until
            self.team = team
            self.organisation = organisation
        }
    }

    /// One more report in the scope of an incident that nobody has answered yet.
    public struct IncidentGrew: Hashable, Sendable, Codable {
        public var member: TicketID

        public init(member: TicketID) { self.member = member }
    }

    /// Other parts of the building report the same, while nobody has answered: it is about the whole of it now.
    public struct IncidentWidened: Hashable, Sendable, Codable {
        public var grouping: IncidentRules.Grouping
        public var place: PlaceID
        public var path: [PlaceStep]
        /// Tickets that come to it, oldest first.
        public var members: [TicketID]

        public init(
            grouping: IncidentRules.Grouping, place: PlaceID, path: [PlaceStep], members: [TicketID]
        ) {
            self.grouping = grouping
            self.place = place
            self.path = path
            self.members = members
        }
    }

    public struct IncidentAccepted: Hashable, Sendable, Codable {
        /// nil: an operator at the command line.
        public var person: PersonID?

        public init(person: PersonID? = nil) { self.person = person }
    }

    public struct IncidentRefused: Hashable, Sendable, Codable {
        /// Nobody answered in time.
        public var isLapse: Bool
        public var words: Personal<String>?

        public init(isLapse: Bool, words: Personal<String>? = nil) {
            self.isLapse = isLapse
            self.words = words
        }
    }

    /// Nobody is sent until an incident is answered.
    public struct DispatchFrozen: Hashable, Sendable, Codable {
        public var incident: TicketID
        public var until: Instant

        public init(incident: TicketID, until: Instant) {
            self.incident = incident
            self.until = until
        }
    }

    /// It goes its own way after all.
    public struct DispatchResumed: Hashable, Sendable, Codable {
        public var incident: TicketID
        public var isLapse: Bool

        public init(incident: TicketID, isLapse: Bool) {
            self.incident = incident
            self.isLapse = isLapse
        }
    }
}
