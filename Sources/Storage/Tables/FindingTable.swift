import Facility
import Ledger
import TicketTracking

/// Findings of repeated faults, for lists.
enum FindingTable {
    /// - Throws: `CommitFailure.raced` for a new one while another of its place or device stands open; `SQLFault`.
    static func write(_ row: FindingRow, _ site: SiteID, _ session: any SQLSession) throws {
        if row.closedAt == nil, try isSecond(row, site, session) {
            throw CommitFailure.raced(StreamID(.ticket, row.ticket.rawValue), number: 1)
        }
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

    /// Exact without a constraint, since all that writes comes one after another; and sites may hold such twins of old.
    private static func isSecond(_ row: FindingRow, _ site: SiteID, _ session: any SQLSession) throws -> Bool
    {
        let (column, number) =
            row.device.map { ("device", $0.rawValue) } ?? ("place", row.place?.rawValue ?? 0)
        let alone = column == "place" ? "AND device IS NULL" : ""
        return try session.first(
            """
            SELECT 1 FROM findings
            WHERE site = $1 AND closed_at IS NULL AND ticket <> $2 AND \(column) = $3 \(alone)
                AND NOT EXISTS (SELECT 1 FROM findings WHERE site = $1 AND ticket = $2)
            LIMIT 1
            """, [.integer(site.rawValue), .integer(row.ticket.rawValue), .integer(number)]
        ) { _ in true } ?? false
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
