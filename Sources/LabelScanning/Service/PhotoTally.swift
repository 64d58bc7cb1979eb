import Synchronization

/// What came of photos since the start.
public struct PhotoTally: Hashable, Sendable {
    /// A decoder was let at them: their headers were in order.
    public var decoded = 0
    /// For whatever reason, before or in decoding.
    public var refused = 0

    public init() {}
}

/// A tally that any thread counts on.
final class PhotoCounter: Sendable {
    private let counts = Mutex(PhotoTally())

    var tally: PhotoTally { counts.withLock { $0 } }

    func decoding() { counts.withLock { $0.decoded += 1 } }

    /// Counts a refusal on its way.
    func counting<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let refusal as PhotoRefusal {
            counts.withLock { $0.refused += 1 }
            throw refusal
        }
    }
}
