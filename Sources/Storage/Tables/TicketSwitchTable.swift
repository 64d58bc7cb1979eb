import Ledger
import TicketTracking

/// On which switches the tickets hang of which an incident may be made.
enum TicketSwitchTable {
    /// A ticket's switches are those of its first report and stay: one without any never had a row here.
    static func write(
        _ row: TicketRow, _ ground: GroupingGround?, _ site: SiteID, _ session: any SQLSession
    ) throws {
        if row.switches.isEmpty { return }
        try session.run(
            "DELETE FROM ticket_switches WHERE site = $1 AND ticket = $2",
            [.integer(site.rawValue), .integer(row.id.rawValue)])
        guard let ground else { return }
        for device in Set(row.switches) {
            try session.run(
                """
                INSERT INTO ticket_switches (site, device, family, part, opened_at, ticket, place)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    .integer(site.rawValue), .integer(device.rawValue), .text(ground.family),
                    .text(ground.part.rawValue), .integer(row.openedAt.microseconds),
                    .integer(row.id.rawValue), .optional(row.place?.rawValue),
                ])
        }
    }
}
