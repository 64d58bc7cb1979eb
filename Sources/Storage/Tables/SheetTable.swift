import Facility
import Ledger

/// The projection of part-used sheets.
enum SheetTable {
    private static let columns = "id, stock, free, spoiled, batch, kept_at, discarded, revision"

    static func write(_ sheet: WalletSheet, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            """
            INSERT INTO sheets (site, \(columns), is_usable) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (site, id) DO UPDATE SET
                free = excluded.free, spoiled = excluded.spoiled, discarded = excluded.discarded,
                is_usable = excluded.is_usable, revision = excluded.revision
            """,
            [
                .integer(site.rawValue), .integer(sheet.id.rawValue), .text(sheet.stock),
                try .list(sheet.free), try .list(sheet.spoiled), .integer(sheet.batch.rawValue),
                .integer(sheet.keptAt.microseconds), .optional(sheet.discarded), .integer(sheet.revision),
                .flag(sheet.isUsable),
            ])
    }

    static func find(_ id: SheetID, _ site: SiteID, _ session: any SQLSession) throws -> WalletSheet? {
        try session.first(
            "SELECT \(columns) FROM sheets WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)], sheet)
    }

    static func usable(_ site: SiteID, _ session: any SQLSession) throws -> [WalletSheet] {
        try session.all(
            "SELECT \(columns) FROM sheets WHERE site = $1 AND is_usable = 1 ORDER BY id",
            [.integer(site.rawValue)], sheet)
    }

    private static func sheet(_ row: any SQLRow) throws -> WalletSheet {
        WalletSheet(
            id: SheetID(try row.int(0)), stock: try row.string(1), free: try row.list(2),
            spoiled: try row.list(3), batch: BatchID(try row.int(4)),
            keptAt: Instant(microseconds: try row.int(5)), discarded: row.text(6), revision: try row.int(7))
    }
}
