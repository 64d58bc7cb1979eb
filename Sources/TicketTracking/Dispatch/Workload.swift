public import Facility
public import Ledger

/// What a person has to do at one moment.
public struct Workload: Hashable, Sendable {
    public var person: PersonID
    /// Open tickets that the person leads: assigned, accepted or worked on. Those on hold or referred wait for others.
    public var load: Int
    /// Where the open tickets that the person leads are, those on hold and referred too.
    public var places: Set<PlaceID>
    /// When the person was last given a ticket; nil: never.
    public var lastGiven: Instant?

    public init(person: PersonID, load: Int = 0, places: Set<PlaceID> = [], lastGiven: Instant? = nil) {
        self.person = person
        self.load = load
        self.places = places
        self.lastGiven = lastGiven
    }

    /// States in which a ticket waits for its lead.
    public static let loading: Set<TicketState> = [.assigned, .accepted, .working]
}

/// A person was given a ticket: asked to take it on, assigned it, or took it from a pool.
public struct Giving: Hashable, Sendable {
    public var person: PersonID
    public var at: Instant

    public init(person: PersonID, at: Instant) {
        self.person = person
        self.at = at
    }
}

extension TicketFact {
    /// Whom it gives the ticket to; nil: nobody.
    public var given: PersonID? {
        switch self {
        case .offered(let payload): payload.to
        case .assigned(let payload): payload.lead
        case .accepted(let payload): payload.isClaimed == true ? payload.lead : nil
        default: nil
        }
    }
}
