import Ledger

/// A ledger of any length that counts what is read of it: one event a second, each made when it is asked for.
final class LongLedger: EventSource {
    private let count: Int64
    private let reading = Mutex64(0)

    init(count: Int64) { self.count = count }

    /// Events that were given out.
    var read: Int { Int(reading.value) }

    func head() async throws -> Position { Position(count) }

    func envelopes(after position: Position, limit: Int) async throws -> [EventEnvelope] {
        let last = min(count, position.rawValue + Int64(limit))
        guard position.rawValue < last else { return [] }
        reading.set(reading.value + last - position.rawValue)
        return (position.rawValue + 1...last).map(event)
    }

    func envelopes(of stream: StreamID) async throws -> [EventEnvelope] { [] }
    func waitForEvents(after position: Position) async throws {}

    private func event(_ position: Int64) -> EventEnvelope {
        EventEnvelope(
            site: SiteID(1), position: Position(position), stream: StreamID(.person, 1), number: position,
            kind: EventKind("person.signedIn"), recordedAt: Instant(seconds: position), occurredAt: nil,
            basedOn: nil, actor: .system("test"), channel: .system,
            command: CommandID(at: Instant(seconds: position), random: (1, 1)), audience: .staff, payload: [],
            algorithm: "sha256", previousHash: [], hash: [])
    }
}
