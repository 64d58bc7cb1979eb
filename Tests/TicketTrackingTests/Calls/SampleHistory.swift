import Facility
import Ledger
import Testing

@testable import TicketTracking

/// Histories of one ticket, with an event each minute from the first Monday on.
enum SampleHistory {
    static func of(_ facts: [TicketFact], _ times: [Instant?] = [], actor: EventActor? = nil) throws
        -> TicketHistory
    {
        let events = facts.enumerated().map { index, fact in
            var event = recorded(fact, Int64(index + 1))
            event.envelope.recordedAt = SampleDesk.monday + .seconds(60 * index)
            if times.indices.contains(index), let time = times[index] { event.envelope.recordedAt = time }
            // Each event is a command of its own.
            event.envelope.command = CommandID(at: SampleDesk.monday, random: (UInt64(index), 7))
            if let actor { event.envelope.actor = actor }
            return event
        }
        return try #require(try TicketHistory(events, until: Position(.max)))
    }

    static func opening() throws -> [TicketFact] {
        let context = try SampleDesk.context()
        return try Ticket.decide(
            .report(SampleDesk.report(), reworkOf: nil), on: nil, id: TicketID(1), in: context)
    }

    static let resolved = TicketFact.resolved(
        .init(resolution: Resolution(mode: .remote, answer: .clear("好了", of: PersonID(101)))))

    static func open() throws -> TicketHistory { try of(try opening()) }

    static func closed(_ between: TicketFact..., how: Closing = .satisfied) throws -> TicketHistory {
        let end: [TicketFact] = [
            .reportClosed(.init(report: ReportID(1), how: how)), .closed(.init(how: how)),
        ]
        return try of(try opening() + [resolved] + between + end)
    }
}
