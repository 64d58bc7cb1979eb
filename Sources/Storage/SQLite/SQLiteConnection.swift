import GRDB

/// A connection behind GRDB's serial queue.
///
/// `@unchecked`: the session is touched inside `queue` only, which lets in one caller at a time.
final class SQLiteConnection: @unchecked Sendable {
    private let queue: DatabaseQueue
    private let session: SQLiteSession

    init(path: String, isReadOnly: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 1
        configuration.foreignKeysEnabled = false
        configuration.label = isReadOnly ? "mendmark.reading" : "mendmark.writing"
        // The transactions are ours; without this GRDB stops the process where one is left open by an I/O
        // error.
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: path, configuration: configuration)
        session = try queue.inDatabase { database in
            guard let session = SQLiteSession(database) else { throw StorageError.closed }
            return session
        }
    }

    /// Where it is called; waits while another caller is inside.
    func use<Value>(_ body: (SQLiteSession) throws -> Value) rethrows -> Value {
        try queue.inDatabase { _ in try body(session) }
    }

    /// On the queue's own thread, after everything asked before.
    func enqueue(_ body: @escaping @Sendable (SQLiteSession) -> Void) {
        queue.asyncWriteWithoutTransaction { [session = Confined(session)] _ in body(session.value) }
    }

    func close() throws {
        queue.inDatabase { _ in session.finish() }
        try queue.close()
    }

    /// Carries the session into a closure that runs on its queue.
    private struct Confined: @unchecked Sendable {
        let value: SQLiteSession
        init(_ value: SQLiteSession) { self.value = value }
    }
}
