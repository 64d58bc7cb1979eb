import Facility
import HTTPTypes
import Hummingbird
import Ledger
import TicketTracking

/// Who sees what of tickets: `TicketSight` decides, pages and programs ask here.
extension Gateway {
    /// - Throws: `GatewayError.needsSight` where whoever asks sees less of it.
    @discardableResult
    func checkSees(
        _ ticket: Ticket, _ staff: StaffSession, atLeast least: TicketSight = .outline
    ) async throws -> TicketSight {
        let sight = try await sight(of: ticket, staff)
        guard sight >= least else { throw GatewayError.needsSight }
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

    /// Those of which whoever asks sees something, the most urgent first.
    ///
    /// - Parameter max: how many at most, 1 to 999.
    /// - Returns: with them whether there are more.
    func seen(
        _ query: TicketQuery, _ staff: StaffSession, max: Int
    ) async throws -> (rows: [TicketRow], isCut: Bool) {
        var query = query
        query.reach = TicketReach(of: staff.principal, at: clock(), under: policy)
        query.limit = max + 1
        var rows: [TicketRow] = []
        while true {
            let page = try await tickets.ticketRows(query)
            rows += page.lazy.filter { sight(of: $0, staff) > .nothing }.prefix(max + 1 - rows.count)
            // The reach is nearly what is seen: a second page is rare.
            guard rows.count <= max, page.count == query.limit, let last = page.last else {
                return (Array(rows.prefix(max)), rows.count > max)
            }
            query.after = TicketQuery.Place(of: last)
        }
    }

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
    /// Organisations to which somebody belongs by a grant.
    var organisations: Set<OrganisationKey> {
        Set(
            principal.grants.compactMap { grant in
                if case .organisation(let key) = grant.scope { key } else { nil }
            })
    }

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
