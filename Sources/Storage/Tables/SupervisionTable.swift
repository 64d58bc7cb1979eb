import Ledger
import TicketTracking

/// Supervisions (督办单), for lists.
enum SupervisionTable {
    static func write(_ row: SupervisionRow, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO supervisions (site, ticket, number, cause, opened_at, due, read_at, answered_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (site, ticket, number) DO UPDATE SET
                due = excluded.due, read_at = excluded.read_at, answered_at = excluded.answered_at
            """,
            [
                .integer(site.rawValue), .integer(row.ticket.rawValue), .integer(Int64(row.number)),
                .text(row.cause.rawValue), .integer(row.openedAt.microseconds),
                .integer(row.due.microseconds), .optional(row.readAt?.microseconds),
                .optional(row.answeredAt?.microseconds),
            ])
    }

    /// The earliest due first.
    static func list(
        answeredToo: Bool, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [SupervisionRow] {
        try session.all(
            """
            SELECT ticket, number, cause, opened_at, due, read_at, answered_at FROM supervisions
            WHERE site = $1 AND (answered_at IS NULL OR $2 = 1) ORDER BY due, ticket, number LIMIT $3
            """, [.integer(site.rawValue), .flag(answeredToo), .integer(Int64(limit))]
        ) { row in
            SupervisionRow(
                ticket: TicketID(try row.int(0)), number: Int(try row.int(1)), cause: try row.named(2),
                openedAt: Instant(microseconds: try row.int(3)), due: Instant(microseconds: try row.int(4)),
                readAt: row.integer(5).map(Instant.init(microseconds:)),
                answeredAt: row.integer(6).map(Instant.init(microseconds:)))
        }
    }
}
