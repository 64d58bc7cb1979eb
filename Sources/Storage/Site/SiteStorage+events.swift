public import Ledger
import Sealing

extension SiteStorage: EventSource {
    public static let eventsAtOnceMax = 10_000

    public func head() async throws -> Position { try await read { try EventTable.head(self.site, $0) } }

    public func envelopes(after position: Position, limit: Int) async throws -> [EventEnvelope] {
        guard (1...Self.eventsAtOnceMax).contains(limit) else {
            throw StorageError.outOfRange(
                name: "limit", allowed: 1...Int64(Self.eventsAtOnceMax), found: Int64(limit))
        }
        return try await read { try EventTable.after(position, limit: limit, self.site, $0) }
    }

    public func envelopes(of stream: StreamID) async throws -> [EventEnvelope] {
        try await read { try EventTable.of(stream, self.site, $0) }
    }

    /// - Throws: `CancellationError`; `StorageError.tooManyWaiters`.
    public func waitForEvents(after position: Position) async throws {
        try await waiters.wait(after: position)
    }

    /// Reads the whole ledger from a position on and checks each event's place, algorithm and hash, and at
    /// the end that the head row says the same.
    ///
    /// - Parameter start: the last event that is taken as it is; `.start` checks everything.
    /// - Returns: the first fault, or nil with the number of events that hold.
    public func verifyChain(from start: Position = .start) async throws -> ChainVerdict {
        var (position, hash, count) = (start, EventChain.origin, Int64(0))
        if start > .start {
            let before = Position(start.rawValue - 1)
            guard let event = try await long({ try EventTable.after(before, limit: 1, $0, $1) }).first,
                event.position == start
            else { return ChainVerdict(verified: 0, fault: .gap(expected: start, found: before)) }
            hash = event.hash
        }
        while true {
            let from = position
            let part = try await long { try EventTable.after(from, limit: 1_000, $0, $1) }
            for event in part {
                let expected = Position(position.rawValue + 1)
                if let fault = EventChain.sha256.fault(in: event, position: expected, previousHash: hash) {
                    return ChainVerdict(verified: count, fault: fault)
                }
                (position, hash, count) = (event.position, event.hash, count + 1)
            }
            if part.isEmpty {
                return ChainVerdict(verified: count, fault: try await tailFault(position, hash))
            }
            try Task.checkCancellation()
        }
    }

    /// Events that were cut off at the end leave a head row that knows more.
    private func tailFault(_ position: Position, _ hash: [UInt8]) async throws -> ChainFault? {
        let head = try await long { site, session in
            try session.first(
                "SELECT position, hash FROM site_heads WHERE site = $1", [.integer(site.rawValue)]
            ) {
                (Position(try $0.int(0)), try $0.bytes(1))
            }
        }
        guard let head else { return .gap(expected: position, found: .start) }
        // Events that were written meanwhile are the next run's.
        if head.0 > position, try await !envelopes(after: position, limit: 1).isEmpty { return nil }
        if head.0 != position { return .gap(expected: Position(position.rawValue + 1), found: head.0) }
        return head.1 == hash ? nil : .broken(at: position)
    }

    private func long<Value: Sendable>(
        _ body: @escaping @Sendable (SiteID, any SQLSession) throws -> Value
    ) async throws -> Value {
        let site = site
        return try await engine.readLong { session in try body(site, session) }
    }
}

/// What checking the chain found.
public struct ChainVerdict: Hashable, Sendable {
    /// Events that hold, before the fault where there is one.
    public var verified: Int64
    public var fault: ChainFault?
}
