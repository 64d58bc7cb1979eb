import Ledger

/// Walks the ledger from its end towards its beginning, by ranges of positions: they are gapless, so that the events before
/// one position are read without those after it.
struct LedgerWalk: Sendable {
    let source: any EventSource

    /// Events that are looked at for one request, however few of them are wanted.
    static let lookedMax = 20_000
    /// Events in memory at once.
    private static let partMax: Int64 = 2_000

    /// What one request comes to.
    struct Stretch: Sendable {
        /// The newest first.
        var events: [EventEnvelope]
        /// The first and the last position that were looked at; nil: none was.
        var looked: ClosedRange<Int64>?
        /// Where to go on: the events before this one weren't looked at; nil: there are none, or none that is wanted.
        var next: Position?
    }

    /// Events before a position, the newest first, until there are enough, until one was recorded before `since`, or until
    /// `lookedMax` were looked at.
    ///
    /// - Parameter limit: 1 and up.
    func events(
        before position: Position, since: Instant? = nil, limit: Int,
        where isWanted: (EventEnvelope) -> Bool
    ) async throws -> Stretch {
        let top = min(position.rawValue - 1, try await source.head().rawValue)
        var (stretch, high, part) = (Stretch(events: []), top, Int64(max(1, limit)))
        while high >= 1, top - high < Int64(Self.lookedMax) {
            let size = min(part, Self.partMax, high, Int64(Self.lookedMax) - (top - high))
            for event in try await source.envelopes(after: Position(high - size), limit: Int(size)).reversed()
            {
                // Never earlier than the one before: nothing that is wanted lies further down.
                if let since, event.recordedAt < since { return stretch }
                stretch.looked = event.position.rawValue...top
                if isWanted(event) { stretch.events.append(event) }
                if stretch.events.count == limit {
                    stretch.next = event.position.rawValue > 1 ? event.position : nil
                    return stretch
                }
            }
            high -= size
            part = min(part * 2, Self.partMax)
        }
        stretch.next = high >= 1 ? Position(high + 1) : nil
        return stretch
    }

    /// The first event that was recorded at a moment or later, by halving; the position after the newest where none was.
    func position(at instant: Instant) async throws -> Position {
        var (low, high) = (Int64(1), try await source.head().rawValue + 1)
        while low < high {
            let middle = low + (high - low) / 2
            let event = try await source.envelopes(after: Position(middle - 1), limit: 1).first
            if let event, event.recordedAt < instant { low = middle + 1 } else { high = middle }
        }
        return Position(low)
    }
}
