import Facility
import Ledger
import TicketTracking

/// Messages that wait to be sent.
enum OutboxTable {
    /// - Parameter recordedAt: of the event that is told of.
    static func insert(
        _ entry: OutboxEntry, at recordedAt: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws {
        let (kind, recipient) = columns(of: entry.recipient)
        var notBefore = entry.notBefore
        if let quiet = entry.quiet, let wanted = entry.notBefore {
            notBefore = try DisturbanceTable.moment(
                wanted: wanted, quiet: quiet, kind: kind, recipient: recipient, now: recordedAt, site, session
            )
        }
        try session.run(
            """
            INSERT INTO outbox (site, ticket, event, template, recipient_kind, recipient, not_before, quiet)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """,
            [
                .integer(site.rawValue), .integer(entry.ticket.rawValue), .integer(entry.event),
                .text(entry.template), .text(kind), .text(recipient),
                .optional(notBefore?.microseconds), .optional(entry.quiet?.components.seconds),
            ])
    }

    static func list(limit: Int, _ site: SiteID, _ session: any SQLSession) throws -> [OutboxEntry] {
        try session.all(
            """
            SELECT \(columns) FROM outbox WHERE site = $1
            ORDER BY ticket, event, template, recipient_kind, recipient LIMIT $2
            """, [.integer(site.rawValue), .integer(Int64(limit))], read)
    }

    /// nil: nothing that may go out is there.
    static func waiting(
        at now: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws -> WaitingDeliveries? {
        try session.first(
            """
            SELECT count(*), min(wanted), count(urgent), min(CASE WHEN urgent = 1 THEN wanted END) FROM (
                SELECT COALESCE(o.not_before, e.recorded_at, $2) AS wanted,
                    CASE WHEN t.is_hazard = 1 THEN 1 END AS urgent
                FROM outbox o
                LEFT JOIN events e ON e.site = o.site AND e.stream_kind = 'ticket'
                    AND e.stream_number = o.ticket AND e.number = o.event
                LEFT JOIN tickets t ON t.site = o.site AND t.id = o.ticket
                WHERE o.site = $1 AND (o.not_before IS NULL OR o.not_before <= $2)) AS entries
            """, [.integer(site.rawValue), .integer(now.microseconds)]
        ) { row -> WaitingDeliveries? in
            guard let since = row.integer(1) else { return nil }
            return WaitingDeliveries(
                channel: nil, count: Int(try row.int(0)), since: Instant(microseconds: since),
                urgentCount: Int(try row.int(2)),
                urgentSince: row.integer(3).map(Instant.init(microseconds:)))
        } ?? nil
    }

    /// May go out and leased to nobody, by their events; leased to the caller from now on.
    static func claim(
        at now: Instant, until leaseEnd: Instant, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [OutboxEntry] {
        let found = try session.all(
            """
            SELECT \(columns) FROM outbox
            WHERE site = $1 AND (not_before IS NULL OR not_before <= $2)
                AND (leased_until IS NULL OR leased_until <= $2)
            ORDER BY ticket, event, template, recipient_kind, recipient LIMIT $3\(session.dialect.skipLockedRows)
            """, [.integer(site.rawValue), .integer(now.microseconds), .integer(Int64(limit))], read)
        for entry in found {
            try session.run(
                "UPDATE outbox SET leased_until = $7 WHERE \(isEntry)",
                key(of: entry, site) + [.integer(leaseEnd.microseconds)])
        }
        return found
    }

    /// - Returns: whether it was there.
    @discardableResult
    static func delete(_ entry: OutboxEntry, _ site: SiteID, _ session: any SQLSession) throws -> Bool {
        try session.run("DELETE FROM outbox WHERE \(isEntry)", key(of: entry, site)) == 1
    }

    private static let columns = "ticket, event, template, recipient_kind, recipient, not_before, quiet"

    private static let isEntry = """
        site = $1 AND ticket = $2 AND event = $3 AND template = $4 AND recipient_kind = $5 AND recipient = $6
        """

    private static func key(of entry: OutboxEntry, _ site: SiteID) -> [SQLValue] {
        let (kind, recipient) = columns(of: entry.recipient)
        return [
            .integer(site.rawValue), .integer(entry.ticket.rawValue), .integer(entry.event),
            .text(entry.template), .text(kind), .text(recipient),
        ]
    }

    private static func read(_ row: any SQLRow) throws -> OutboxEntry {
        OutboxEntry(
            recipient: try recipient(kind: row.string(3), text: row.string(4)),
            template: try row.string(2),
            ticket: TicketID(try row.int(0)), event: try row.int(1),
            notBefore: row.integer(5).map(Instant.init(microseconds:)),
            quiet: row.integer(6).map { .seconds($0) })
    }

    static func columns(of recipient: OutboxEntry.Recipient) -> (kind: String, text: String) {
        switch recipient {
        case .person(let id): ("person", String(id.rawValue))
        case .team(let key): ("team", key.rawValue)
        case .role(let role, let team): ("role", "\(role.rawValue) \(team?.rawValue ?? "")")
        }
    }

    static func recipient(kind: String, text: String) throws(StorageError) -> OutboxEntry.Recipient {
        if kind == "person", let number = Int64(text) { return .person(PersonID(number)) }
        if kind == "team", let key = TeamKey(text) { return .team(key) }
        if kind == "role" {
            // A role's name has no blank, and neither has a team's key.
            let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            if let role = Role(rawValue: String(parts[0])) {
                return .role(role, parts.count > 1 ? TeamKey(String(parts[1])) : nil)
            }
        }
        throw .corrupt("outbox recipient of kind \(kind)")
    }
}
