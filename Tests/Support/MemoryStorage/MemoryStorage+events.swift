public import Ledger
import Synchronization

extension MemoryStorage: EventSource {
    public func head() async throws -> Position { state.withLock(\.head) }

    public func envelopes(after position: Position, limit: Int) async throws -> [EventEnvelope] {
        state.withLock { Array($0.events.dropFirst(Int(max(position.rawValue, 0))).prefix(limit)) }
    }

    public func envelopes(of stream: StreamID) async throws -> [EventEnvelope] {
        state.withLock { $0.events.filter { $0.stream == stream } }
    }

    public func waitForEvents(after position: Position) async throws {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer: Result<Void, any Error>? = state.withLock { state in
                    if state.head > position { return .success(()) }
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.waiters[id] = Waiter(position: position, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.continuation
                .resume(throwing: CancellationError())
        }
    }
}
