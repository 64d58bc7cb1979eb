import Ledger
import TicketTracking

/// What is due, claimed with a lease: a worker that dies loses its claim by itself.
enum DeadlineTable {
    /// All deadlines of a ticket, instead of those it had; one that stays keeps its lease.
    ///
    /// - Parameter isNew: the ticket was opened in this transaction, so that it had none.
    static func replace(
        _ deadlines: [Deadline], of ticket: TicketID, isNew: Bool, _ site: SiteID, _ session: any SQLSession
    ) throws {
        if !isNew { try deleteOthers(than: deadlines, of: ticket, site, session) }
        for deadline in deadlines {
            try session.run(
                """
                INSERT INTO deadlines (site, ticket, kind, due) VALUES ($1, $2, $3, $4)
                ON CONFLICT (site, ticket, kind) DO UPDATE SET due = excluded.due, leased_until =
                    CASE WHEN deadlines.due = excluded.due THEN deadlines.leased_until ELSE NULL END
                """,
                [
                    .integer(site.rawValue), .integer(ticket.rawValue), .text(deadline.kind.rawValue),
                    .integer(deadline.due.microseconds),
                ])
        }
    }

    private static func deleteOthers(
        than deadlines: [Deadline], of ticket: TicketID, _ site: SiteID, _ session: any SQLSession
    ) throws {
        let key: [SQLValue] = [.integer(site.rawValue), .integer(ticket.rawValue)]
        let kinds = deadlines.map { SQLValue.text($0.kind.rawValue) }
        let names = kinds.indices.map { "$\($0 + 3)" }.joined(separator: ", ")
        let others = kinds.isEmpty ? "" : " AND kind NOT IN (\(names))"
        try session.run("DELETE FROM deadlines WHERE site = $1 AND ticket = $2\(others)", key + kinds)
    }

    /// Of a ticket, in no order.
    static func of(_ ticket: TicketID, _ site: SiteID, _ session: any SQLSession) throws -> [Deadline] {
        try session.all(
            "SELECT ticket, kind, due FROM deadlines WHERE site = $1 AND ticket = $2",
            [.integer(site.rawValue), .integer(ticket.rawValue)], read)
    }

    private static func read(_ row: any SQLRow) throws -> Deadline {
        Deadline(
            ticket: TicketID(try row.int(0)), kind: try row.named(1),
            due: Instant(microseconds: try row.int(2)))
    }

    /// Of these kinds, from an instant on, earliest first: found by the index over dues.
    static func list(
        _ kinds: Set<Deadline.Kind>, from: Instant, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [Deadline] {
        guard !kinds.isEmpty else { return [] }
        let names = kinds.map(\.rawValue).sorted()
        let places = names.indices.map { "$\($0 + 4)" }.joined(separator: ", ")
        return try session.all(
            """
            SELECT ticket, kind, due FROM deadlines
            WHERE site = $1 AND due >= $2 AND kind IN (\(places))
            ORDER BY due, ticket, kind LIMIT $3
            """,
            [.integer(site.rawValue), .integer(from.microseconds), .integer(Int64(limit))]
                + names.map { .text($0) },
            read)
    }

    /// Due and leased to nobody, earliest first; leased to the caller from now on.
    static func claim(
        dueBy now: Instant, until leaseEnd: Instant, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [Deadline] {
        let due = try session.all(
            """
            SELECT ticket, kind, due FROM deadlines
            WHERE site = $1 AND due <= $2 AND (leased_until IS NULL OR leased_until <= $2)
            ORDER BY due, ticket, kind LIMIT $3\(session.dialect.skipLockedRows)
            """, [.integer(site.rawValue), .integer(now.microseconds), .integer(Int64(limit))],
            read)
        for deadline in due {
            try session.run(
                "UPDATE deadlines SET leased_until = $4 WHERE site = $1 AND ticket = $2 AND kind = $3",
                [
                    .integer(site.rawValue), .integer(deadline.ticket.rawValue),
                    .text(deadline.kind.rawValue),
                    .integer(leaseEnd.microseconds),
                ])
        }
        return due
    }
}
