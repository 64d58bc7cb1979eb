import Synchronization

/// Bits from a list, the last of them for ever.
public final class ScriptedBits: Sendable {
    private let rest: Mutex<[UInt64]>

    public init(_ values: [UInt64]) { rest = Mutex(values) }

    public var source: @Sendable () -> UInt64 {
        { self.rest.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? 0 } }
    }
}
