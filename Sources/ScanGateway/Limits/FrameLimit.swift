import Ledger
import Synchronization

/// Photos that one client may have looked at: so many a second, with a stock for the beginning.
///
/// A camera page sends three to five frames a second for a few seconds. The limit keeps one client from taking every
/// scanner, whoever else waits; what the machine can do at all is limited by the photo service.
final class FrameLimit: Sendable {
    private let perSecond: Double
    private let stock: Double
    private let clientsMax: Int
    private let buckets = Mutex<[String: TokenBucket]>([:])

    /// - Parameters:
    ///   - perSecond: above 0.
    ///   - stock: 1 and up.
    ///   - clientsMax: remembered at once; beyond it those are forgotten that have their whole stock, then a quarter of the
    ///     others, those with most left first.
    init(perSecond: Double, stock: Double, clientsMax: Int = 20_000) {
        self.perSecond = perSecond
        self.stock = max(1, stock)
        self.clientsMax = clientsMax
    }

    /// - Returns: whether the client's photo may be read now.
    func take(_ client: String, at now: Instant) -> Bool {
        buckets.withLock { buckets in
            if buckets[client] == nil, buckets.count >= clientsMax { forget(&buckets, at: now) }
            var bucket =
                buckets[client] ?? TokenBucket(perSecond: perSecond, capacity: stock, at: now)
            let isTaken = bucket.take(at: now)
            buckets[client] = bucket
            return isTaken
        }
    }

    private func forget(_ buckets: inout [String: TokenBucket], at now: Instant) {
        for name in buckets.keys { buckets[name]?.fill(at: now) }
        buckets = buckets.filter { !$0.value.isFull }
        guard buckets.count >= clientsMax else { return }
        let fullest = buckets.sorted { $0.value.tokens > $1.value.tokens }.prefix(max(1, clientsMax / 4))
        for (name, _) in fullest { buckets[name] = nil }
    }
}
