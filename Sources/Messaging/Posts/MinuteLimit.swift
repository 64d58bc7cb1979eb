import Ledger
import Synchronization

/// How many posts a channel takes within any minute.
final class MinuteLimit: Sendable {
    private let max: Int
    private let taken = Mutex<[Instant]>([])

    init(max: Int) { self.max = max }

    /// Takes a place.
    ///
    /// - Returns: nil where there was one; else when the next is free.
    func take(at now: Instant) -> Instant? {
        taken.withLock { taken in
            taken.removeAll { $0 + .seconds(60) <= now || $0 > now }
            if taken.count < max {
                taken.append(now)
                return nil
            }
            return taken.min().map { $0 + .seconds(60) }
        }
    }
}
