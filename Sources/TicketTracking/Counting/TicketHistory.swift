public import Ledger

/// A ticket as of a position: its events up to there and what they come to.
public struct TicketHistory: Sendable {
    public let ticket: Ticket
    public let events: [RecordedEvent<TicketFact>]

    /// - Parameters:
    ///   - events: one ticket's, from the first on, in order.
    ///   - position: events after it are left out.
    /// - Returns: nil where nothing is left.
    /// - Throws: `TicketFoldFault`
    public init?(_ events: [RecordedEvent<TicketFact>], until position: Position) throws(TicketFoldFault) {
        let kept = Array(events.prefix { $0.envelope.position <= position })
        guard let ticket = try Ticket.folding(kept) else { return nil }
        self.ticket = ticket
        self.events = kept
    }

    /// Whether its reporters complained: dissatisfied, urged or supervised.
    public var isComplaint: Bool {
        events.contains { event in
            switch event.fact {
            case .urged: true
            case .followedUp(let call): call.outcome.satisfaction == .dissatisfied
            default: event.fact.kind.name == "ticket.supervised"
            }
        }
    }
}

/// A month of the calendar, in whatever zone one speaks of.
public struct CivilMonth: Hashable, Sendable, CustomStringConvertible {
    public let first: CivilDay
    public let last: CivilDay
    public let description: String

    /// Reads `2026-11`.
    public init?(_ text: String) {
        guard text.utf8.count == 7, let first = CivilDay(text + "-01") else { return nil }
        // The last of the four days that a month may end on and that belongs to it.
        let ends = (27...30).map { first.advanced(by: Int64($0)) }
        guard let last = ends.last(where: { $0.description.hasPrefix(text) }) else { return nil }
        (self.first, self.last, description) = (first, last, text)
    }

    public func contains(_ day: CivilDay) -> Bool { (first...last).contains(day) }
}
