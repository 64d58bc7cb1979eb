import Synchronization

/// Something that waits to be written: it shares its transaction with whatever waits beside it, and is
/// answered once that transaction is durable.
protocol WriteJob: Sendable {
    /// How many rows it writes, roughly; a group ends once it has enough of them.
    var weight: Int { get }
    /// Writes, or throws, which undoes what it wrote and nothing of the others. It may be called twice, the first
    /// writing undone: a group in which one fails is written anew with a savepoint for each.
    func write(_ session: any SQLSession, _ batch: inout LedgerBatch) throws
    /// Called once: with nil after COMMIT returned, else with why nothing was, or may not have been, written.
    func finish(_ failure: (any Error)?)
}

/// A job that gives its caller a value.
final class ReturningJob<Value: Sendable>: WriteJob {
    let weight: Int
    private let body: @Sendable (any SQLSession, inout LedgerBatch) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let value = Mutex<Value?>(nil)

    init(
        weight: Int, _ continuation: CheckedContinuation<Value, any Error>,
        _ body: @escaping @Sendable (any SQLSession, inout LedgerBatch) throws -> Value
    ) {
        self.weight = weight
        self.body = body
        self.continuation = continuation
    }

    func write(_ session: any SQLSession, _ batch: inout LedgerBatch) throws {
        let made = try body(session, &batch)
        value.withLock { $0 = made }
    }

    func finish(_ failure: (any Error)?) {
        if let failure {
            continuation.resume(throwing: failure)
        } else if let made = value.withLock({ $0 }) {
            continuation.resume(returning: made)
        } else {
            continuation.resume(throwing: StorageError.closed)
        }
    }
}
