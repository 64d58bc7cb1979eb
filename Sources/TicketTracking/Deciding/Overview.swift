public import Facility
import Ledger

/// What is asked about many tickets at once.
public enum Overview: String, Hashable, Sendable, CaseIterable {
    /// Which calls are due.
    case callsDue
    /// Drawing a month's sample for round 3.
    case drawSample
    /// Drawing it again, to compare.
    case checkSample
    case rates

    /// Each alone suffices.
    public var roles: Set<Role> {
        switch self {
        case .callsDue: [.caller, .dispatcher, .teamLead, .supervisor]
        case .drawSample: [.supervisor]
        case .checkSample: [.supervisor, .auditor]
        case .rates: [.teamLead, .supervisor, .head, .auditor]
        }
    }

    /// Whether only a grant for the whole site suffices: part of a drawing is no drawing.
    var isForSiteOnly: Bool { self == .drawSample || self == .checkSample }
}

/// The tickets of which somebody sees an overview.
struct OverviewScope {
    /// nil: all tickets.
    private let scopes: Set<GrantScope>?

    /// - Throws: `Refusal.overview`
    init(of overview: Overview, for principal: Principal, at instant: Instant) throws(Refusal) {
        if case .system = principal.actor {
            scopes = nil
            return
        }
        let grants = principal.grants.filter { overview.roles.contains($0.role) && $0.holds(at: instant) }
        let scopes = Set(grants.map(\.scope))
        if scopes.contains(.site) {
            self.scopes = nil
        } else {
            guard !scopes.isEmpty, !overview.isForSiteOnly else {
                throw .overview(overview, roles: overview.roles)
            }
            self.scopes = scopes
        }
    }

    func covers(_ ticket: Ticket) -> Bool {
        covers(
            ticket.team, organisations: [ticket.organisation, ticket.referral?.organisation],
            isWithin: { place in ticket.path.contains { $0.id == place } })
    }

    func covers(_ ticket: CountedTicket) -> Bool {
        covers(
            ticket.team, organisations: [ticket.organisation, ticket.referredTo],
            isWithin: ticket.path.contains)
    }

    private func covers(
        _ team: TeamKey?, organisations: [OrganisationKey?], isWithin: (PlaceID) -> Bool
    ) -> Bool {
        guard let scopes else { return true }
        return scopes.contains { scope in
            switch scope {
            case .site: true
            case .organisation(let key): organisations.contains(key)
            case .team(let key): team == key
            case .subtree(let place): isWithin(place)
            }
        }
    }
}
