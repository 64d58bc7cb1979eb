public import Facility
public import Ledger

/// By what a storage narrows a list to tickets of which somebody may see something: none that `TicketSight` shows is
/// left out, and hardly any comes that it hides.
public struct TicketReach: Hashable, Sendable {
    /// What grants reach.
    public struct Scopes: Hashable, Sendable {
        /// A grant at the whole site.
        public var isSite = false
        public var teams: Set<TeamKey> = []
        public var places: Set<PlaceID> = []

        public var isEmpty: Bool { !isSite && teams.isEmpty && places.isEmpty }

        func covers(_ row: TicketRow) -> Bool {
            isSite || row.team.map(teams.contains) == true || row.path.contains(where: places.contains)
        }
    }
    /// Whose the own tickets are.
    public var person: PersonID
    /// Seen whoever has them.
    public var all: Scopes
    /// Seen while nobody has them, by contractors.
    public var nobodys: Scopes
    /// Whose referred tickets are seen.
    public var referredTo: Set<OrganisationKey>
    /// Whether everything that may hurt somebody is seen, by the duty desk.
    public var hazards: Bool

    /// The own tickets only.
    public init(person: PersonID) {
        (self.person, all, nobodys) = (person, Scopes(), Scopes())
        (referredTo, hazards) = ([], false)
    }

    /// - Parameter policy: says which teams an organisation has.
    /// - Returns: nil where every ticket is seen.
    public init?(of principal: Principal, at instant: Instant, under policy: DeskPolicy) {
        guard let person = principal.actor.person else { return nil }
        self.person = person
        (all, nobodys, referredTo) = (Scopes(), Scopes(), [])
        hazards = principal.isOfDutyDesk(under: policy, at: instant)
        for grant in principal.grants where grant.holds(at: instant) && TicketSight.of(grant.role) > .nothing
        {
            let scopes = grant.role == .contractor ? \TicketReach.nobodys : \.all
            switch grant.scope {
            case .site: self[keyPath: scopes].isSite = true
            case .team(let key): self[keyPath: scopes].teams.insert(key)
            case .subtree(let place): self[keyPath: scopes].places.insert(place)
            case .organisation(let key):
                self[keyPath: scopes].teams.formUnion(
                    policy.teams.lazy.filter { $0.organisation == key }.map(\.key))
                referredTo.insert(key)
            }
        }
        if all.isSite { return nil }
    }

    public func includes(_ row: TicketRow) -> Bool {
        row.lead == person || (hazards && (row.isHazard || row.priority == .hazard))
            || row.referredTo.map(referredTo.contains) == true || all.covers(row)
            || (row.lead == nil && nobodys.covers(row))
    }
}
