import Facility
import Ledger
import Sealing
import TicketTracking

/// A report behind a valid tracking link, with the ticket that carries it now.
struct Tracked: Sendable {
    var token: String
    var row: ReportRow
    var ticket: Ticket
    var report: ReportStanding
    var events: [RecordedEvent<TicketFact>]

    var position: Position? { events.last?.envelope.position }

    /// Whether its reader is to keep away: somebody may get hurt, whoever said so and however, and it isn't answered yet.
    var isDangerous: Bool { ticket.mayHurt && ticket.state.isOpen && report.closing != .withdrawn }
}

extension Gateway {
    /// - Throws: `GatewayError.badLink` for a token that we never made, a void one and one of a report that is gone.
    func tracked(_ token: String) async throws -> Tracked {
        guard let claim = links.verify(token) else { throw GatewayError.badLink }
        guard let row = try await tickets.report(ReportID(claim.number)), row.linkEpoch == claim.epoch else {
            throw GatewayError.badLink
        }
        return try tracked(row, try await tickets.events(of: row.ticket), token: token)
    }

    /// What is behind the link of a report that was just made.
    func tracked(_ filed: FiledReport, token: String) async throws -> Tracked {
        if let opening = filed.opening { return try tracked(filed.row, opening, token: token) }
        return try tracked(filed.row, try await tickets.events(of: filed.row.ticket), token: token)
    }

    private func tracked(
        _ row: ReportRow, _ events: [RecordedEvent<TicketFact>], token: String
    ) throws -> Tracked {
        guard let ticket = try Ticket.folding(events), let report = ticket.standing(of: row.id) else {
            throw GatewayError.badLink
        }
        return Tracked(token: token, row: row, ticket: ticket, report: report, events: events)
    }

    func link(to row: ReportRow) throws -> Route {
        guard let token = links.token(number: row.id.rawValue, epoch: row.linkEpoch) else {
            throw GatewayError.badLink
        }
        return .tracking(token)
    }
}
