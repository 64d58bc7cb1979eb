import Foundation
import Ledger
import NIOCore
import TicketTracking

/// The server-sent events of one tracking page: a state whenever the ticket has news, a beat each heartbeat.
///
/// News is read by position, so nothing is missed between two looks; a heartbeat that can't be written ends the
/// connection of a browser that has gone.
struct LiveEvents: AsyncSequence, Sendable {
    /// What the page is told now, with the position up to which it was read.
    typealias Look = @Sendable () async throws -> (state: LiveState, position: Position)

    let look: Look
    let source: any EventSource
    let heartbeat: Duration
    /// What the browser has seen: `Last-Event-ID`.
    let lastSeen: Int64?
    /// Held as long as the sequence lives.
    let seat: LiveSeats.Seat

    func makeAsyncIterator() -> Iterator { Iterator(events: self, seen: lastSeen) }

    struct Iterator: AsyncIteratorProtocol {
        let events: LiveEvents
        var seen: Int64?
        var position: Position?
        var hasBegun = false

        /// - Returns: nil once the task is cancelled.
        mutating func next() async throws -> ByteBuffer? {
            if !hasBegun {
                hasBegun = true
                return ByteBuffer(string: "retry: 5000\n" + events.beat)
            }
            while !Task.isCancelled {
                if position == nil {
                    if let news = try await news() { return news }
                    continue
                }
                guard let from = position else { continue }
                guard try await events.hasNews(after: from) else {
                    return ByteBuffer(string: events.beat)
                }
                position = nil
            }
            return nil
        }

        private mutating func news() async throws -> ByteBuffer? {
            let (state, read) = try await events.look()
            position = read
            guard state.revision != seen else { return nil }
            seen = state.revision
            return try LiveEvents.event(state)
        }
    }

    /// That the line still stands, and after how many seconds it says so again: what passes nothing any more isn't cut, and
    /// the page notices it by the beats that stay away.
    private var beat: String { "event: beat\ndata: \(heartbeat.components.seconds)\n\n" }

    static func event(_ state: LiveState) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = String(decoding: try encoder.encode(state), as: UTF8.self)
        return ByteBuffer(string: "id: \(state.revision)\nevent: state\ndata: \(data)\n\n")
    }

    /// Waits for events behind a position, at most for a heartbeat.
    private func hasNews(after position: Position) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await source.waitForEvents(after: position)
                return !Task.isCancelled
            }
            group.addTask {
                try await Task.sleep(for: heartbeat)
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }
}
