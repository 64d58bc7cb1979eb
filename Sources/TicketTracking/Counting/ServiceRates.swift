public import Ledger

/// The rates that leaders ask for, from tickets' events up to a position: the same for whoever counts again.
public struct ServiceRates: Hashable, Sendable {
    public let from: Instant
    /// Not counted any more.
    public let until: Instant
    /// The newest event that was counted.
    public let position: Position
    /// One of each name, in the order of the names.
    public let rates: [ServiceRate]

    public subscript(_ name: ServiceRate.Name) -> ServiceRate? { rates.first { $0.name == name } }

    /// - Parameters:
    ///   - tickets: all, as of the position; in any order.
    ///   - at: when it is counted: what isn't due then is neither kept nor broken.
    ///   - reworked: tickets that others name as taken up again; nil: those that these name.
    public init(
        of tickets: [CountedTicket], from: Instant, until: Instant, position: Position, at: Instant,
        reworked: Set<TicketID>? = nil
    ) {
        (self.from, self.until, self.position) = (from, until, position)
        var tally = RateTally(span: from..<max(from, until), end: min(at, until))
        let reworked = reworked ?? Set(tickets.compactMap(\.reworkOf))
        for ticket in tickets { tally.count(ticket, isReworked: reworked.contains(ticket.id)) }
        rates = ServiceRate.Name.allCases.map { name in
            let count = tally.counts[name] ?? (0, 0)
            return ServiceRate(name: name, numerator: count.of, denominator: count.all)
        }
    }
}

private struct RateTally {
    let span: Range<Instant>
    /// Dues after it aren't broken yet.
    let end: Instant
    var counts: [ServiceRate.Name: (of: Int, all: Int)] = [:]

    private mutating func add(_ name: ServiceRate.Name, _ isOf: Bool) {
        counts[name, default: (0, 0)].all += 1
        if isOf { counts[name, default: (0, 0)].of += 1 }
    }

    mutating func count(_ ticket: CountedTicket, isReworked: Bool) {
        for mark in ticket.marks where span.contains(mark.at) {
            switch mark.kind {
            case .report: add(.acceptance, !ticket.isDismissed)
            case .round(let isReached): add(.followUp, isReached)
            case .satisfaction(let isDissatisfied): add(.satisfaction, !isDissatisfied)
            case .urge: break
            }
        }
        guard ticket.isWork else { return }
        countClocks(ticket)
        countResolutions(ticket, isReworked: isReworked)
    }

    private mutating func countClocks(_ ticket: CountedTicket) {
        guard span.contains(ticket.openedAt) else { return }
        add(.resolution, ticket.resolvedAt != nil)
        guard let due = ticket.responseDue else { return }
        if let answered = ticket.respondedAt {
            add(.response, answered <= due)
        } else if due < end {
            add(.response, false)
        }
    }

    private mutating func countResolutions(_ ticket: CountedTicket, isReworked: Bool) {
        if let resolvedAt = ticket.resolvedAt, span.contains(resolvedAt), let due = ticket.resolutionDue {
            add(.punctuality, resolvedAt <= due)
        } else if ticket.resolvedAt == nil, let due = ticket.resolutionDue, span.contains(due), due < end {
            add(.punctuality, false)
        }
        guard let first = ticket.firstResolvedAt, span.contains(first) else { return }
        add(.rework, ticket.isReopened || isReworked)
    }
}
