import Ledger
import Synchronization

/// Wakes whoever waits for an event beyond a position; inside one process, without asking the database again.
final class EventWaiters: Sendable {
    /// Tasks that may wait at once; one more is refused.
    static let waitersMax = 20_000

    private struct Waiting {
        var newest: Position
        var next = 0
        var waiters: [Int: (position: Position, continuation: CheckedContinuation<Void, any Error>)] = [:]
    }
    private let waiting: Mutex<Waiting>

    init(newest: Position) { waiting = Mutex(Waiting(newest: newest)) }

    func publish(_ position: Position) {
        let woken = waiting.withLock { waiting in
            waiting.newest = max(waiting.newest, position)
            let woken = waiting.waiters.filter { $0.value.position < waiting.newest }
            for id in woken.keys { waiting.waiters[id] = nil }
            return woken.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// - Throws: `CancellationError`; `StorageError.tooManyWaiters`.
    func wait(after position: Position) async throws {
        let id = waiting.withLock { waiting in
            waiting.next += 1
            return waiting.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add($0, id, position) }
        } onCancel: {
            waiting.withLock { $0.waiters.removeValue(forKey: id) }?.continuation
                .resume(throwing: CancellationError())
        }
    }

    private func add(_ continuation: CheckedContinuation<Void, any Error>, _ id: Int, _ position: Position) {
        let answer: Result<Void, any Error>? = waiting.withLock { waiting in
            if waiting.newest > position { return .success(()) }
            // A cancellation that came before this one found no waiter to end.
            if Task.isCancelled { return .failure(CancellationError()) }
            guard waiting.waiters.count < Self.waitersMax else {
                return .failure(StorageError.tooManyWaiters(max: Self.waitersMax))
            }
            waiting.waiters[id] = (position, continuation)
            return nil
        }
        if let answer { continuation.resume(with: answer) }
    }
}
