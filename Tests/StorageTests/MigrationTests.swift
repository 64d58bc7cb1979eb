import Ledger
import Testing

@testable import Storage

struct MigrationTests {
    private func migrated(
        _ folder: ScratchFolder, _ migrations: [Migration]
    ) async throws -> Result<[Int], StorageError> {
        let engine = try SQLiteEngine(path: folder.location.database)
        defer { try? engine.close() }
        return await withCheckedContinuation { continuation in
            engine.write { session in
                let result = Result { () throws(StorageError) in
                    try Migrator(migrations: migrations).migrate(session)
                }
                continuation.resume(returning: result)
            }
        }
    }

    @Test func `migrations are numbered from 1 without a gap`() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
    }

    @Test func `an empty database gets all of them, once`() async throws {
        let folder = try ScratchFolder()
        #expect(try await migrated(folder, Migration.all).get() == Migration.all.map(\.number))
        #expect(try await migrated(folder, Migration.all).get() == [])
    }

    @Test func `a database of an earlier release gets what is new and keeps its rows`() async throws {
        for last in 1..<Migration.all.count {
            let folder = try ScratchFolder()
            _ = try await migrated(folder, Array(Migration.all.prefix(last))).get()
            let rest = try await migrated(folder, Migration.all).get()
            #expect(rest == Array(last + 1...Migration.all.count))
            let storage = try await folder.open()
            _ = try await storage.commit(SampleCommits.report(1))
            try storage.close()
        }
    }

    @Test func `a database that knows more than this program is refused`() async throws {
        let folder = try ScratchFolder()
        let next = Migration(
            number: Migration.all.count + 1, title: "later", script: "CREATE TABLE later (a TEXT)")
        _ = try await migrated(folder, Migration.all + [next]).get()
        await #expect(
            throws: StorageError.newerSchema(found: Migration.all.count + 1, newest: Migration.all.count)
        ) { try await folder.open() }
    }

    @Test func `a migration that fails leaves the schema as it was`() async throws {
        let folder = try ScratchFolder()
        let bad = Migration(
            number: Migration.all.count + 1, title: "bad",
            script: "CREATE TABLE half (a TEXT); CREATE NONSENSE")
        let result = try await migrated(folder, Migration.all + [bad])
        guard case .failure(.migration(bad.number, _)) = result else {
            Issue.record("expected migration \(bad.number) to fail, found \(result)")
            return
        }
        let storage = try await folder.open()
        let tables = try await storage.read { session in
            try session.first("SELECT count(*) FROM sqlite_master WHERE name = 'half'", []) { $0.integer(0) }
        }
        #expect(tables == 0)
        try storage.close()
    }
}
