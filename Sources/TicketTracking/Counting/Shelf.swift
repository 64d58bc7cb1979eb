import Ledger

/// Things of one kind, kept as they stand for whoever asks for many of them again and again: read anew once an event of
/// theirs came, or somebody's data was erased. Whatever else they follow from must never change.
actor Shelf<Value: Sendable> {
    /// Events after which it is quicker to read all anew.
    private static var eventsMax: Int64 { 10_000 }

    private let kind: StreamKind
    private let countMax: Int
    private var kept: [Int64: Value] = [:]
    private var mark = Mark()

    /// As of when what is kept stands.
    private struct Mark: Equatable {
        /// Of the newest event that was looked at.
        var position = Position.start
        var erasures = 0
    }

    /// - Parameter countMax: so many are kept; beyond, all begin anew.
    init(of kind: StreamKind, countMax: Int) {
        (self.kind, self.countMax) = (kind, countMax)
    }

    /// - Parameters:
    ///   - numbers: of the things' streams.
    ///   - read: what stands there now; nil: there is none.
    /// - Returns: by number, those that there are.
    /// - Throws: what `read` and the store throw.
    func values(
        of numbers: Set<Int64>, by store: any TicketStore, read: @Sendable (Int64) async throws -> Value?
    ) async throws -> [Int64: Value] {
        let start = try await dropChanged(by: store)
        var values: [Int64: Value] = [:]
        for number in numbers {
            if let value = kept[number] {
                values[number] = value
                continue
            }
            try Task.checkCancellation()
            guard let value = try await read(number) else { continue }
            values[number] = value
            // Where newer events were looked at or somebody was erased meanwhile, this may be from before.
            guard mark == start, store.erasures == start.erasures else { continue }
            if kept.count >= countMax { kept.removeAll() }
            kept[number] = value
        }
        return values
    }

    private func dropChanged(by store: any TicketStore) async throws -> Mark {
        let start = mark
        let new = Mark(position: try await store.head(), erasures: store.erasures)
        guard start != new else { return start }
        var changed: Set<Int64>?
        let isNear = new.position.rawValue - start.position.rawValue <= Self.eventsMax
        if !kept.isEmpty, isNear, new.erasures == start.erasures {
            changed = try await store.numbers(of: kind, after: start.position, until: new.position)
        }
        // Somebody else may have come further while this one read.
        guard mark == start else { return mark }
        if let changed {
            for number in changed { kept[number] = nil }
        } else {
            kept.removeAll()
        }
        mark = new
        return new
    }
}

extension TicketStore {
    /// Of the tickets of which there are events in a span.
    func ticketNumbers(after since: Position, until last: Position) async throws -> Set<Int64> {
        try await numbers(of: .ticket, after: since, until: last)
    }

    /// Of the streams of a kind of which there are events in a span.
    func numbers(
        of kind: StreamKind, after since: Position, until last: Position
    ) async throws -> Set<Int64> {
        var numbers: Set<Int64> = []
        var read = since
        while read < last {
            let envelopes = try await envelopes(after: read, limit: 1_000)
            guard let newest = envelopes.last?.position, newest > read else { break }
            numbers.formUnion(
                envelopes.lazy.filter { $0.stream.kind == kind && $0.position <= last }
                    .map(\.stream.number))
            read = newest
        }
        return numbers
    }
}
