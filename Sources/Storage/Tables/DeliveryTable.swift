import Facility
import Ledger
import TicketTracking

/// Messages on their way, each claimed with a lease and told from a later claim by its attempts.
enum DeliveryTable {
    private static let columns = """
        id, ticket, event, template, recipient_kind, recipient, channel, person, is_urgent, state, attempts, due,
        since, settled_at, remark
        """

    /// One that is there already stays as it is.
    static func insert(_ delivery: Delivery, _ site: SiteID, _ session: any SQLSession) throws {
        let (kind, recipient) = OutboxTable.columns(of: delivery.recipient)
        try session.run(
            """
            INSERT INTO deliveries (site, \(columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING
            """,
            [
                .integer(site.rawValue), .text(delivery.id), .integer(delivery.ticket.rawValue),
                .integer(delivery.event), .text(delivery.template), .text(kind), .text(recipient),
                .optional(delivery.channel?.rawValue), .optional(delivery.person?.rawValue),
                .flag(delivery.isUrgent), .text(delivery.state.rawValue),
                .integer(Int64(delivery.attempts)), .integer(delivery.due.microseconds),
                .integer(delivery.since.microseconds), .optional(delivery.settledAt?.microseconds),
                .optional(delivery.remark),
            ])
    }

    static func claim(
        at now: Instant, until leaseEnd: Instant, resting: Set<ChannelKey>, limit: Int, _ site: SiteID,
        _ session: any SQLSession
    ) throws -> [Delivery] {
        let names = resting.map(\.rawValue).sorted()
        let places = names.indices.map { "$\($0 + 4)" }.joined(separator: ", ")
        let others = names.isEmpty ? "" : "AND channel NOT IN (\(places))"
        let due = try session.all(
            """
            SELECT \(columns) FROM deliveries
            WHERE site = $1 AND state = 'waiting' AND due <= $2
                AND (leased_until IS NULL OR leased_until <= $2) \(others)
            ORDER BY is_urgent DESC, due, id LIMIT $3\(session.dialect.skipLockedRows)
            """,
            [.integer(site.rawValue), .integer(now.microseconds), .integer(Int64(limit))]
                + names.map { .text($0) }, read)
        return try due.map { delivery in
            var claimed = delivery
            claimed.attempts += 1
            try session.run(
                "UPDATE deliveries SET leased_until = $3, attempts = $4 WHERE site = $1 AND id = $2",
                [
                    .integer(site.rawValue), .text(claimed.id), .integer(leaseEnd.microseconds),
                    .integer(Int64(claimed.attempts)),
                ])
            return claimed
        }
    }

    static func settle(
        _ delivery: Delivery, claimedAs attempts: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> Bool {
        try session.run(
            """
            UPDATE deliveries SET state = $4, attempts = $5, due = $6, settled_at = $7, remark = $8,
                leased_until = NULL
            WHERE site = $1 AND id = $2 AND attempts = $3 AND state = 'waiting' AND leased_until IS NOT NULL
            """,
            [
                .integer(site.rawValue), .text(delivery.id), .integer(Int64(attempts)),
                .text(delivery.state.rawValue), .integer(Int64(delivery.attempts)),
                .integer(delivery.due.microseconds), .optional(delivery.settledAt?.microseconds),
                .optional(delivery.remark),
            ]) == 1
    }

    static func hasten(
        _ channel: ChannelKey, at now: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws {
        try session.run(
            """
            UPDATE deliveries SET due = since
            WHERE site = $1 AND channel = $2 AND state = 'waiting' AND due > since AND due > $3
                AND (leased_until IS NULL OR leased_until <= $3)
            """, [.integer(site.rawValue), .text(channel.rawValue), .integer(now.microseconds)])
    }

    static func list(
        _ state: Delivery.State?, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [Delivery] {
        let only = state == nil ? "" : "AND state = $3"
        return try session.all(
            """
            SELECT \(columns) FROM deliveries WHERE site = $1 \(only)
            ORDER BY COALESCE(settled_at, since) DESC, id LIMIT $2
            """,
            [.integer(site.rawValue), .integer(Int64(limit))] + (state.map { [.text($0.rawValue)] } ?? []),
            read)
    }

    static func waiting(
        at now: Instant, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [Delivery] {
        try session.all(
            """
            SELECT \(columns) FROM deliveries WHERE site = $1 AND state = 'waiting' AND since <= $2
            ORDER BY is_urgent DESC, since, id LIMIT $3
            """, [.integer(site.rawValue), .integer(now.microseconds), .integer(Int64(limit))], read)
    }

    /// By channel.
    static func waiting(
        at now: Instant, _ site: SiteID, _ session: any SQLSession
    ) throws -> [WaitingDeliveries] {
        let values: [SQLValue] = [.integer(site.rawValue), .integer(now.microseconds)]
        let found = try session.all(
            """
            SELECT channel, count(*), min(since), count(CASE WHEN is_urgent = 1 THEN 1 END),
                min(CASE WHEN is_urgent = 1 THEN since END)
            FROM deliveries WHERE site = $1 AND state = 'waiting' AND since <= $2
            GROUP BY channel ORDER BY channel
            """, values
        ) { row in
            WaitingDeliveries(
                channel: row.text(0).flatMap { ChannelKey($0) }, count: Int(try row.int(1)),
                since: Instant(microseconds: try row.int(2)), urgentCount: Int(try row.int(3)),
                urgentSince: row.integer(4).map(Instant.init(microseconds:)))
        }
        return try found.map { waiting in
            guard let channel = waiting.channel else { return waiting }
            var waiting = waiting
            // What is due last was tried last: each try puts it off.
            waiting.remark = try session.first(
                """
                SELECT remark FROM deliveries
                WHERE site = $1 AND state = 'waiting' AND since <= $2 AND channel = $3 AND remark IS NOT NULL
                ORDER BY due DESC, id LIMIT 1
                """, values + [.text(channel.rawValue)]
            ) { try $0.string(0) }
            return waiting
        }
    }

    /// - Parameter prefix: hexadecimal digits, 1 to 32.
    static func list(idPrefix prefix: String, _ site: SiteID, _ session: any SQLSession) throws -> [Delivery]
    {
        try session.all(
            """
            SELECT \(columns) FROM deliveries WHERE site = $1 AND id >= $2 AND id <= $3 ORDER BY id LIMIT 2
            """, [.integer(site.rawValue), .text(prefix), .text(prefix + "g")], read)
    }

    static func revive(_ id: String, at now: Instant, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            UPDATE deliveries SET state = 'waiting', attempts = 0, due = $3, since = $3, settled_at = NULL,
                leased_until = NULL
            WHERE site = $1 AND id = $2 AND state = 'dead'
            """, [.integer(site.rawValue), .text(id), .integer(now.microseconds)])
    }

    /// Goes on from one settled state to another.
    ///
    /// - Returns: false unless it was in the first.
    static func move(
        _ id: String, from before: Delivery.State, to state: Delivery.State, remark: String, at now: Instant,
        _ site: SiteID, _ session: any SQLSession
    ) throws -> Bool {
        try session.run(
            """
            UPDATE deliveries SET state = $5, settled_at = $3, remark = $4
            WHERE site = $1 AND id = $2 AND state = $6
            """,
            [
                .integer(site.rawValue), .text(id), .integer(now.microseconds), .text(remark),
                .text(state.rawValue), .text(before.rawValue),
            ]) == 1
    }

    static func delete(_ id: String, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "DELETE FROM deliveries WHERE site = $1 AND id = $2", [.integer(site.rawValue), .text(id)])
    }

    /// - Returns: how many were forgotten.
    static func prune(
        settledBefore: Instant, keeping: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> Int {
        let old = try session.run(
            "DELETE FROM deliveries WHERE site = $1 AND state <> 'waiting' AND settled_at < $2",
            [.integer(site.rawValue), .integer(settledBefore.microseconds)])
        let many = try session.run(
            """
            DELETE FROM deliveries WHERE site = $1 AND id IN (
                SELECT id FROM deliveries WHERE site = $1 AND state <> 'waiting'
                ORDER BY settled_at DESC, id LIMIT 1000000000 OFFSET $2)
            """, [.integer(site.rawValue), .integer(Int64(keeping))])
        return old + many
    }

    private static func read(_ row: any SQLRow) throws -> Delivery {
        Delivery(
            id: try row.string(0), ticket: TicketID(try row.int(1)), event: try row.int(2),
            template: try row.string(3),
            recipient: try OutboxTable.recipient(kind: row.string(4), text: row.string(5)),
            channel: row.text(6).flatMap { ChannelKey($0) }, person: row.integer(7).map { PersonID($0) },
            isUrgent: row.flag(8), state: try row.named(9), attempts: Int(try row.int(10)),
            due: Instant(microseconds: try row.int(11)), since: Instant(microseconds: try row.int(12)),
            settledAt: row.integer(13).map(Instant.init(microseconds:)), remark: row.text(14))
    }
}
