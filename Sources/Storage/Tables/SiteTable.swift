import Ledger

/// The row that says which site and which secret a database belongs to, with the head of its ledger.
enum SiteTable {
    static func secretCheck(_ site: SiteID, _ session: any SQLSession) throws -> [UInt8]? {
        try session.first("SELECT secret_check FROM sites WHERE site = $1", [.integer(site.rawValue)]) {
            try $0.bytes(0)
        }
    }

    static func add(_ site: SiteID, secretCheck: [UInt8], _ session: any SQLSession) throws {
        try session.run(
            "INSERT INTO sites (site, secret_check) VALUES ($1, $2)",
            [.integer(site.rawValue), .blob(secretCheck)])
        try session.run(
            "INSERT INTO site_heads (site, position, hash, recorded_at) VALUES ($1, 0, $2, $3)",
            [.integer(site.rawValue), .blob(EventChain.origin), .integer(.min)])
    }

    /// - Returns: the first of `count` numbers that are the caller's from now on.
    static func reserve(
        _ kind: IdentifierKind, count: Int64, _ site: SiteID, _ session: any SQLSession
    ) throws -> Int64 {
        let next = try session.first(
            """
            INSERT INTO identifier_blocks (site, kind, next) VALUES ($1, $2, $3 + 1)
            ON CONFLICT (site, kind) DO UPDATE SET next = identifier_blocks.next + $3 RETURNING next
            """, [.integer(site.rawValue), .text(kind.rawValue), .integer(count)]
        ) { try $0.int(0) }
        guard let next else { throw StorageError.corrupt("identifier block of \(kind)") }
        return next - count
    }
}
