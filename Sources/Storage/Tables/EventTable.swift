import Ledger

/// The ledger's rows.
enum EventTable {
    private static let columns = """
        position, stream_kind, stream_number, number, kind, kind_version, recorded_at, occurred_at, based_on, actor,
        channel, command, audience, payload, algorithm, previous_hash, hash
        """

    static func insert(_ envelope: EventEnvelope, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO events (site, \(columns))
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            """,
            [
                .integer(envelope.site.rawValue), .integer(envelope.position.rawValue),
                .text(envelope.stream.kind.rawValue), .integer(envelope.stream.number),
                .integer(envelope.number),
                .text(envelope.kind.name), .integer(Int64(envelope.kind.version)),
                .integer(envelope.recordedAt.microseconds), .optional(envelope.occurredAt?.microseconds),
                .optional(envelope.basedOn), .text(envelope.actor.description),
                .text(envelope.channel.rawValue),
                .blob(envelope.command.bytes), .text(envelope.audience.rawValue), .blob(envelope.payload),
                .text(envelope.algorithm), .blob(envelope.previousHash), .blob(envelope.hash),
            ])
    }

    /// 0 for a stream without events.
    static func lastNumber(of stream: StreamID, _ site: SiteID, _ session: any SQLSession) throws -> Int64 {
        let found = try session.first(
            "SELECT max(number) FROM events WHERE site = $1 AND stream_kind = $2 AND stream_number = $3",
            [.integer(site.rawValue), .text(stream.kind.rawValue), .integer(stream.number)]
        ) { $0.integer(0) }
        return (found ?? nil) ?? 0
    }

    static func after(
        _ position: Position, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [EventEnvelope] {
        try session.all(
            "SELECT \(columns) FROM events WHERE site = $1 AND position > $2 ORDER BY position LIMIT $3",
            [.integer(site.rawValue), .integer(position.rawValue), .integer(Int64(limit))]
        ) { try envelope($0, site) }
    }

    static func of(_ stream: StreamID, _ site: SiteID, _ session: any SQLSession) throws -> [EventEnvelope] {
        try session.all(
            """
            SELECT \(columns) FROM events
            WHERE site = $1 AND stream_kind = $2 AND stream_number = $3 ORDER BY number
            """, [.integer(site.rawValue), .text(stream.kind.rawValue), .integer(stream.number)]
        ) { try envelope($0, site) }
    }

    /// nil: the stream has no such event.
    static func recordedAt(
        _ stream: StreamID, _ number: Int64, _ site: SiteID, _ session: any SQLSession
    ) throws -> Instant? {
        try session.first(
            """
            SELECT recorded_at FROM events
            WHERE site = $1 AND stream_kind = $2 AND stream_number = $3 AND number = $4
            """,
            [
                .integer(site.rawValue), .text(stream.kind.rawValue), .integer(stream.number),
                .integer(number),
            ]
        ) { Instant(microseconds: try $0.int(0)) }
    }

    static func head(_ site: SiteID, _ session: any SQLSession) throws -> Position {
        let found = try session.first(
            "SELECT position FROM site_heads WHERE site = $1", [.integer(site.rawValue)]
        ) { try $0.int(0) }
        return Position(found ?? 0)
    }

    private static func envelope(_ row: any SQLRow, _ site: SiteID) throws -> EventEnvelope {
        let position = try row.int(0)
        guard let actor = EventActor(try row.string(9)), let command = CommandID(bytes: try row.bytes(11))
        else {
            throw StorageError.corrupt("event \(position): actor or command")
        }
        return EventEnvelope(
            site: site, position: Position(position), stream: StreamID(try row.named(1), try row.int(2)),
            number: try row.int(3), kind: EventKind(try row.string(4), version: Int(try row.int(5))),
            recordedAt: Instant(microseconds: try row.int(6)),
            occurredAt: row.integer(7).map(Instant.init(microseconds:)), basedOn: row.integer(8),
            actor: actor,
            channel: try row.named(10), command: command, audience: try row.named(12),
            payload: try row.bytes(13),
            algorithm: try row.string(14), previousHash: try row.bytes(15), hash: try row.bytes(16))
    }
}
