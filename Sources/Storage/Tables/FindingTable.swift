import Facility
import Ledger
import TicketTracking

/// Findings of repeated faults, for lists.
enum FindingTable {
    static func write(_ row: FindingRow, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO findings (site, ticket, place, device, fault_count, since, found_at, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (site, ticket) DO UPDATE SET closed_at = excluded.closed_at
            """,
            [
                .integer(site.rawValue), .integer(row.ticket.rawValue), .optional(row.place?.rawValue),
                .optional(row.device?.rawValue), .integer(Int64(row.count)),
                .integer(row.since.microseconds), .integer(row.foundAt.microseconds),
                .optional(row.closedAt?.microseconds),
            ])
    }

    /// The newest first.
    static func list(
        closedToo: Bool, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [FindingRow] {
        // Said in the words of the partial index, so that the planner takes it.
        let open = closedToo ? "" : "AND closed_at IS NULL"
        return try session.all(
            """
            SELECT ticket, place, device, fault_count, since, found_at, closed_at FROM findings
            WHERE site = $1 \(open) ORDER BY found_at DESC, ticket DESC LIMIT $2
            """, [.integer(site.rawValue), .integer(Int64(limit))]
        ) { row in
            FindingRow(
                ticket: TicketID(try row.int(0)), place: row.integer(1).map { PlaceID($0) },
                device: row.integer(2).map { DeviceID($0) }, count: Int(try row.int(3)),
                since: Instant(microseconds: try row.int(4)),
                foundAt: Instant(microseconds: try row.int(5)),
                closedAt: row.integer(6).map(Instant.init(microseconds:)))
        }
    }
}
