import Ledger
import Sealing

/// What happens once when a storage is opened: migrations, the site's first row, the check of its secret.
struct SiteOpening: Sendable {
    let engine: any SQLEngine
    let site: SiteID
    let secret: SiteSecret

    /// - Returns: the position of the newest event.
    func carryOut() async throws -> Position {
        try await withCheckedThrowingContinuation { continuation in
            engine.write { session in
                continuation.resume(with: Result { try carryOut(session) })
            }
        }
    }

    private func carryOut(_ session: any SQLSession) throws -> Position {
        let done = try Migrator().migrate(session)
        let check = secret.check(of: site)
        try session.run(session.dialect.beginWriting)
        do {
            if let found = try SiteTable.secretCheck(site, session) {
                guard found == check else { throw StorageError.foreignSecret }
            } else {
                try SiteTable.add(site, secretCheck: check, session)
            }
            // Until then places weren't found by the first letters of their readings, which no script of a migration knows.
            if done.contains(Migration.grouping.number) { try PlaceTable.rewriteWords(site, session) }
            try session.run("COMMIT")
        } catch {
            if session.isInTransaction { _ = try? session.run("ROLLBACK") }
            throw error
        }
        return try EventTable.head(site, session)
    }
}
