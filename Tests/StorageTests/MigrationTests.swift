import Facility
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

    /// A ticket as the release before kept it; its path leads through the building 10.
    private static func earlier(
        _ id: Int, _ grouping: String, category: String = "network.outage", priority: Int = 3,
        isOpen: Bool = true, switches: String = "NULL"
    ) -> String {
        """
        INSERT INTO tickets (site, id, state, is_open, place, is_located, category, is_hazard, priority, opened_at,
            changed_at, report_count, revision, path, switches, grouping_state, resolution_due)
        VALUES (1, \(id), 'assigned', \(isOpen ? 1 : 0), 100, 1, '\(category)', 0, \(priority), 5, 5, 1, 1,
            CAST('[1,10,12,100]' AS BLOB), \(switches), '\(grouping)', 7);
        """
    }

    @Test func `tickets of an earlier release are found by house and switch from the first start on`()
        async throws
    {
        let folder = try ScratchFolder()
        let before = Migration.all.prefix { $0.number < Migration.grouping.number }
        let places = [(1, "campus"), (10, "building"), (12, "building"), (100, "room")].map { id, kind in
            """
            INSERT INTO places (site, id, kind, reference, is_name_generated, revision)
            VALUES (1, \(id), '\(kind)', 'P\(id)', 1, 1);
            """
        }
        let tickets = [
            Self.earlier(1, "free", switches: "CAST('[8,9]' AS BLOB)"),
            Self.earlier(2, "incident", category: "network"),
            Self.earlier(3, "settled"), Self.earlier(4, "free", priority: 1),
            Self.earlier(5, "free", isOpen: false), Self.earlier(6, "free", category: "power.light"),
        ]
        let rows = Migration(
            number: before.count + 1, title: "rows", script: (places + tickets).joined())
        var rest = Array(Migration.all.dropFirst(before.count))
        for index in rest.indices { rest[index].number += 1 }
        _ = try await migrated(folder, before + [rows] + rest).get()
        let engine = try SQLiteEngine(path: folder.location.database)
        defer { try? engine.close() }
        func read(_ text: String) async throws -> [String] {
            try await withCheckedThrowingContinuation { continuation in
                engine.write { session in
                    continuation.resume(
                        with: Result { try session.all(text, []) { $0.text(0) ?? "" } })
                }
            }
        }
        #expect(
            try await read(
                """
                SELECT id || ' ' || group_part || ' ' || group_house || ' ' || group_family FROM tickets
                WHERE group_part IS NOT NULL ORDER BY id
                """) == ["1 member 10 network", "2 whole 10 network", "6 member 10 power"])
        #expect(
            try await read(
                """
                SELECT device || ' ' || ticket || ' ' || part || ' ' || family || ' ' || place
                FROM ticket_switches ORDER BY device
                """) == ["8 1 member network 100", "9 1 member network 100"])
        #expect(
            try await read("SELECT DISTINCT CAST(clock_due AS TEXT) FROM tickets ORDER BY 1") == ["7"])
    }

    @Test func `places of an earlier release are found in short from the first start on`() async throws {
        let folder = try ScratchFolder()
        var storage = try await folder.open()
        let hall = SampleCommits.place(1, kind: .building, reference: "M", zh: "明理楼")
        _ = try await storage.commit(SampleCommits.register(1, [SampleCommits.added(hall)]))
        try storage.close()
        let engine = try SQLiteEngine(path: folder.location.database)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            engine.write { session in
                continuation.resume(
                    with: Result {
                        try session.run("UPDATE place_words SET words = 'm'")
                        try session.runScript(Self.undone)
                    })
            }
        }
        try engine.close()
        storage = try await folder.open()
        #expect(try await storage.places(matching: "mll", limit: 5).map(\.id.rawValue) == [1])
        try storage.close()
    }

    /// Takes the newest migrations back, down to the one that finds places by more.
    private static let undone = """
        DELETE FROM schema_migrations WHERE number >= \(Migration.grouping.number);
        DROP TABLE kept_views; DROP INDEX tickets_urged; ALTER TABLE tickets DROP COLUMN urged_at;
        ALTER TABLE channel_tests DROP COLUMN message;
        DROP INDEX tickets_by_team; DROP INDEX tickets_by_referral;
        DROP TABLE ticket_switches;
        DROP INDEX tickets_by_group; DROP INDEX tickets_proposed; DROP INDEX tickets_by_clock;
        DROP INDEX tickets_by_state; DROP INDEX tickets_unlocated;
        ALTER TABLE tickets DROP COLUMN group_part; ALTER TABLE tickets DROP COLUMN group_house;
        ALTER TABLE tickets DROP COLUMN group_family; ALTER TABLE tickets DROP COLUMN clock_due;
        CREATE INDEX tickets_groupable ON tickets (site, grouping_state, opened_at) WHERE is_open = 1;
        """
}
