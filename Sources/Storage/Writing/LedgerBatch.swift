import Ledger

/// The end of a site's ledger inside a writing transaction, held under the lock of the site's head row from
/// the first job that asks until COMMIT. A job that is undone gets the value back that stood before it:
/// rolling back to a savepoint also lets go of a lock that was taken after it.
struct LedgerBatch {
    private let site: SiteID
    private(set) var head: LedgerHead?
    /// The head as the database has it.
    private var stored: LedgerHead?

    init(site: SiteID) { self.site = site }

    /// The head, locked against every other writer of the site.
    mutating func lockedHead(_ session: any SQLSession) throws -> LedgerHead {
        if let head { return head }
        let found = try session.first(
            """
            UPDATE site_heads SET position = position WHERE site = $1
            RETURNING position, hash, recorded_at
            """, [.integer(site.rawValue)]
        ) { row in
            LedgerHead(
                position: Position(try row.int(0)), hash: try row.bytes(1),
                recordedAt: Instant(microseconds: try row.int(2)))
        }
        guard let found else { throw StorageError.corrupt("site \(site) has no head row") }
        head = found
        stored = found
        return found
    }

    mutating func move(to head: LedgerHead) { self.head = head }

    /// Writes the head back where it moved: once for the whole group.
    func store(_ session: any SQLSession) throws {
        guard let head, head != stored else { return }
        try session.run(
            "UPDATE site_heads SET position = $2, hash = $3, recorded_at = $4 WHERE site = $1",
            [
                .integer(site.rawValue), .integer(head.position.rawValue), .blob(head.hash),
                .integer(head.recordedAt.microseconds),
            ])
    }
}

/// Where the next event joins on.
struct LedgerHead: Hashable, Sendable {
    var position: Position
    var hash: [UInt8]
    var recordedAt: Instant
}
