import Ledger

/// A stock of tokens that fills at a steady rate; each event takes one.
struct TokenBucket: Hashable, Sendable {
    let perSecond: Double
    let capacity: Double
    private(set) var tokens: Double
    private var filledAt: Instant

    init(perSecond: Double, capacity: Double, at now: Instant) {
        self.perSecond = perSecond
        self.capacity = capacity
        tokens = capacity
        filledAt = now
    }

    /// A clock that goes back fills nothing.
    mutating func fill(at now: Instant) {
        let seconds = Double(max(0, now.microseconds - filledAt.microseconds)) / 1_000_000
        tokens = min(capacity, tokens + seconds * perSecond)
        filledAt = max(filledAt, now)
    }

    /// - Returns: whether there was one.
    mutating func take(at now: Instant) -> Bool {
        fill(at: now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    var isFull: Bool { tokens >= capacity }
}
