import Facility
import Foundation
import Ledger
import TicketTracking

/// What a webhook is told: what happened to which ticket, without anything that belongs to a person.
struct WebhookBody {
    private let sources: LetterSources
    private let delivery: Delivery
    private let url: String
    private let now: Instant

    init(_ sources: LetterSources, _ delivery: Delivery, url: String, at now: Instant) {
        (self.sources, self.delivery, self.url, self.now) = (sources, delivery, url, now)
    }

    /// JSON with sorted keys.
    func bytes() async throws -> [UInt8] {
        let events = try await sources.tickets.events(of: delivery.ticket)
        guard let ticket = try Ticket.folding(events),
            let event = events.first(where: { $0.envelope.number == delivery.event })
        else { throw LetterRefusal.gone }
        let place = ticket.path.last.map(\.reference)
        let content = Content(
            type: delivery.template, timestamp: Self.text(event.envelope.recordedAt),
            data: .init(
                ticket: "\(TicketNumber(of: ticket.id, under: sources.numbers))", event: delivery.event,
                state: ticket.state.rawValue, place: place, category: ticket.category?.rawValue,
                priority: ticket.priority.rawValue, hazard: ticket.mayHurt, team: ticket.team?.rawValue,
                due: ticket.resolutionDue.map(Self.text), url: url))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(content))
    }

    static func test(at now: Instant) -> [UInt8] {
        Array(#"{"data":{},"timestamp":"\#(text(now))","type":"message.test"}"#.utf8)
    }

    private static func text(_ instant: Instant) -> String {
        Date(timeIntervalSince1970: Double(instant.secondsSinceEpoch)).ISO8601Format()
    }

    private struct Content: Encodable {
        struct Told: Encodable {
            var ticket: String
            var event: Int64
            var state: String
            var place: String?
            var category: String?
            var priority: Int
            var hazard: Bool
            var team: String?
            var due: String?
            var url: String
        }
        /// The template's name.
        var type: String
        var timestamp: String
        var data: Told
    }
}
