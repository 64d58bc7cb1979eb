import Ledger
import Synchronization

/// Switches that break a promise, so that a test can show its check go red. Nothing but a test sets them.
final class StorageFaults: Sendable {
    /// Positions are drawn from a counter before the transaction instead of under the head row's lock.
    let drawsPositionsEarly: Bool
    /// Called between an event's position and its COMMIT, with the command.
    let afterPosition: (@Sendable (CommandID) -> Void)?
    private let drawn = Mutex<Int64>(0)

    init(drawsPositionsEarly: Bool = false, afterPosition: (@Sendable (CommandID) -> Void)? = nil) {
        self.drawsPositionsEarly = drawsPositionsEarly
        self.afterPosition = afterPosition
    }

    /// The position before the first of `count` new ones; nil unless they are drawn early.
    func drawEarly(_ count: Int) -> Position? {
        guard drawsPositionsEarly else { return nil }
        return drawn.withLock { last in
            defer { last += Int64(count) }
            return Position(last)
        }
    }
}
