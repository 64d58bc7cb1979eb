import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

/// Who sees what of tickets: `TicketSight` decides, pages and programs ask here.
extension Gateway {
    /// - Throws: `GatewayError.needsRole` where whoever asks sees nothing of it.
    @discardableResult
    func checkSees(
        _ ticket: Ticket, _ staff: StaffSession, atLeast least: TicketSight = .outline
    ) async throws -> TicketSight {
        let sight = try await sight(of: ticket, staff)
        guard sight >= least else { throw GatewayError.needsRole("role.dispatcher") }
        return sight
    }

    /// By the place as it stands in the tree now, and as it stood when the ticket was located.
    func sight(of ticket: Ticket, _ staff: StaffSession) async throws -> TicketSight {
        let path: [Place] = if let id = ticket.place.place { try await store.path(to: id) } else { [] }
        return TicketSight(of: ticket, at: path, for: staff.principal, on: clock(), under: policy)
    }

    func sight(of row: TicketRow, _ staff: StaffSession) -> TicketSight {
        TicketSight(of: row, for: staff.principal, on: clock(), under: policy)
    }

    /// Those of which whoever asks sees something, at most as many as a list shows.
    func seen(_ query: TicketQuery, _ staff: StaffSession, max: Int) async throws -> [TicketRow] {
        var query = query
        query.limit = Self.lookedMax
        return Array(
            try await tickets.ticketRows(query).lazy.filter { sight(of: $0, staff) > .nothing }.prefix(max))
    }

    /// Rows that are looked at for one list, the most urgent first.
    private static let lookedMax = 1_000

    /// Teams that somebody's grants name, and those of the organisations that they name.
    func teams(of staff: StaffSession) -> Set<TeamKey> {
        var teams: Set<TeamKey> = []
        for scope in staff.principal.grants.map(\.scope) {
            switch scope {
            case .team(let key): teams.insert(key)
            case .organisation(let key):
                teams.formUnion(policy.teams.lazy.filter { $0.organisation == key }.map(\.key))
            case .site, .subtree: break
            }
        }
        return teams
    }
}

extension StaffSession {
    /// Whether a grant reaches tickets of any team.
    var reachesAnyTeam: Bool {
        principal.grants.contains { grant in
            switch grant.scope {
            case .site, .subtree: true
            case .team, .organisation: false
            }
        }
    }
}
