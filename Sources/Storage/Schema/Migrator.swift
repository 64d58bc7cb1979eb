/// Brings a database to the newest schema, one migration a transaction.
struct Migrator {
    private static let table = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number {integer} NOT NULL PRIMARY KEY,
            title TEXT NOT NULL
        )
        """
    var migrations = Migration.all

    /// - Returns: the numbers of the migrations that were carried out now.
    /// - Throws: `StorageError.newerSchema` where the database knows more than this program, `.migration`.
    func migrate(_ session: any SQLSession) throws(StorageError) -> [Int] {
        let newest = migrations.last?.number ?? 0
        let found = try version(session)
        guard found <= newest else { throw .newerSchema(found: found, newest: newest) }
        var done: [Int] = []
        for migration in migrations where migration.number > found {
            try carryOut(migration, session)
            done.append(migration.number)
        }
        return done
    }

    private func version(_ session: any SQLSession) throws(StorageError) -> Int {
        do {
            try session.run(session.dialect.schema(Self.table))
            let number = try session.first("SELECT max(number) FROM schema_migrations", []) { $0.integer(0) }
            return Int((number ?? nil) ?? 0)
        } catch {
            throw .migration(number: 0, reason: "\(error)")
        }
    }

    private func carryOut(_ migration: Migration, _ session: any SQLSession) throws(StorageError) {
        do {
            try session.run(session.dialect.beginWriting)
            try session.runScript(session.dialect.schema(migration.script))
            try session.run(
                "INSERT INTO schema_migrations (number, title) VALUES ($1, $2)",
                [.integer(Int64(migration.number)), .text(migration.title)])
            try session.run("COMMIT")
        } catch {
            if session.isInTransaction { _ = try? session.run("ROLLBACK") }
            throw .migration(number: migration.number, reason: "\(error)")
        }
    }
}
