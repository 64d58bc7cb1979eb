import Facility
import Ledger

/// The projection of print runs.
enum BatchTable {
    private static let columns = "id, title, opened_at, opened_by, items, runs, voided, revision"

    static func write(_ batch: Batch, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO batches (site, \(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (site, id) DO UPDATE SET
                items = excluded.items, runs = excluded.runs, voided = excluded.voided, revision = excluded.revision
            """,
            [
                .integer(site.rawValue), .integer(batch.id.rawValue), .text(batch.title),
                .integer(batch.openedAt.microseconds), .text(batch.openedBy.description),
                try .list(batch.items), try .list(batch.runs),
                try .list(batch.voided.map { [$0] } ?? []), .integer(batch.revision),
            ])
    }

    static func find(_ id: BatchID, _ site: SiteID, _ session: any SQLSession) throws -> Batch? {
        try session.first(
            "SELECT \(columns) FROM batches WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)], batch)
    }

    static func newest(limit: Int, _ site: SiteID, _ session: any SQLSession) throws -> [Batch] {
        try session.all(
            "SELECT \(columns) FROM batches WHERE site = $1 ORDER BY id DESC LIMIT $2",
            [.integer(site.rawValue), .integer(Int64(limit))], batch)
    }

    private static func batch(_ row: any SQLRow) throws -> Batch {
        let id = BatchID(try row.int(0))
        guard let actor = EventActor(try row.string(3)) else {
            throw StorageError.corrupt("batch \(id): actor")
        }
        let voided: [BatchEnding] = try row.list(6)
        return Batch(
            id: id, title: try row.string(1), openedAt: Instant(microseconds: try row.int(2)),
            openedBy: actor, items: try row.list(4), runs: try row.list(5), voided: voided.first,
            revision: try row.int(7))
    }
}
