import Dispatch
import Glibc
import Synchronization

/// SQLite in a file: one connection writes and checkpoints (SQLite before 3.51.3 can corrupt the journal when
/// two do), a small stack of others reads in place.
final class SQLiteEngine: SQLEngine {
    /// What `PRAGMA synchronous` is set to; anything but full loses acknowledged commits at a power failure.
    enum Durability: Int64, Sendable {
        case normal = 1
        case full = 2
    }

    static let journalPagesBeforeCheckpoint: Int64 = 4_000
    static let readersDefault = 4

    let dialect = Dialect.sqlite
    private let lock: SiteLock
    private let writer: SQLiteConnection
    private let readers: [SQLiteConnection]
    private let free: Mutex<[Int]?>
    private let freeCount: DispatchSemaphore
    private let longReads = DispatchQueue(label: "mendmark.long-reads", attributes: .concurrent)

    /// Opens or makes the database; the folder must be there.
    ///
    /// - Parameter durability: `.normal` only to show in a test what it loses.
    /// - Throws: `StorageError`: `.locked`, `.cannotOpen`, `.setting`.
    init(
        path: String, readerCount: Int = SQLiteEngine.readersDefault, durability: Durability = .full
    ) throws(StorageError) {
        lock = try SiteLock(path: path + ".lock")
        do {
            writer = try SQLiteConnection(path: path, isReadOnly: false)
            try writer.use { session in try Self.setUp(session, durability) }
            // The files hold sealed values, yet also who may sign in: nobody else's business.
            for suffix in ["", "-wal", "-shm"] { chmod(path + suffix, 0o600) }
            readers = try (0..<readerCount).map { _ in
                let reader = try SQLiteConnection(path: path, isReadOnly: true)
                try reader.use { session in try Self.setUpReader(session) }
                return reader
            }
        } catch let error as StorageError {
            throw error
        } catch {
            throw .cannotOpen(path: path, reason: "\(error)")
        }
        free = Mutex(Array(readers.indices))
        freeCount = DispatchSemaphore(value: readerCount)
    }

    func write(_ body: @escaping @Sendable (any SQLSession) -> Void) {
        writer.enqueue { session in body(session) }
    }

    func read<Value: Sendable>(_ body: (any SQLSession) throws -> Value) async throws -> Value {
        try readInPlace(body)
    }

    func readLong<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            longReads.async { continuation.resume(with: Result { try self.readInPlace(body) }) }
        }
    }

    /// No holder of a reader suspends or takes a second one, so waiting for one here is short and ends.
    private func readInPlace<Value>(_ body: (any SQLSession) throws -> Value) throws -> Value {
        freeCount.wait()
        defer { freeCount.signal() }
        guard let index = free.withLock({ $0?.popLast() }) else { throw StorageError.closed }
        defer { free.withLock { $0?.append(index) } }
        return try readers[index].use { session in
            do { return try body(session) } catch let fault as SQLFault {
                throw StorageError.engine("\(fault)")
            }
        }
    }

    func checkpoint() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            writer.enqueue { session in
                continuation.resume(with: Result { _ = try session.run("PRAGMA wal_checkpoint(TRUNCATE)") })
            }
        }
    }

    func close() throws {
        for _ in readers { freeCount.wait() }
        defer { for _ in readers { freeCount.signal() } }
        guard
            free.withLock({ free in
                defer { free = nil }
                return free != nil
            })
        else { return }
        for reader in readers { try reader.close() }
        try writer.close()
        lock.letGo()
    }

    private static func setUp(_ session: SQLiteSession, _ durability: Durability) throws {
        try set("journal_mode", "wal", session)
        try set("synchronous", durability.rawValue, session)
        try set("mmap_size", 0, session)
        try set("secure_delete", 1, session)
        try set("wal_autocheckpoint", journalPagesBeforeCheckpoint, session)
        // Savepoints keep their page copies in memory instead of in a file of their own.
        try set("temp_store", 2, session)
        try set("cache_size", -32_000, session)
        // Makes the journal, without which a read-only connection can't open the database.
        try session.runScript("BEGIN IMMEDIATE; PRAGMA user_version = 0; COMMIT")
    }

    private static func setUpReader(_ session: SQLiteSession) throws {
        try set("mmap_size", 0, session)
        try set("query_only", 1, session)
        try set("cache_size", -8_000, session)
    }

    /// Sets a pragma and reads it back.
    private static func set(_ name: String, _ value: some CustomStringConvertible, _ session: SQLiteSession)
        throws
    {
        try session.run("PRAGMA \(name) = \(value)")
        let found = try session.first("PRAGMA \(name)", []) { $0.text(0) } ?? nil
        // A build without mmap answers nothing at all: then there is none.
        guard let found else { return }
        guard found == value.description else {
            throw StorageError.setting(name: name, expected: value.description, found: found)
        }
    }
}
