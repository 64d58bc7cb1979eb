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
        let span = RateSpan(from..<max(from, until), at: at)
        let reworked = reworked ?? Set(tickets.compactMap(\.reworkOf))
        var counts = RateCounts()
        for ticket in tickets { counts += span.counts(of: ticket, isReworked: reworked.contains(ticket.id)) }
        rates = counts.rates
    }
}

/// A span of which rates are counted.
struct RateSpan {
    let span: Range<Instant>
    /// Dues after it aren't broken yet.
    private let end: Instant

    /// - Parameter at: when it is counted.
    init(_ span: Range<Instant>, at instant: Instant) {
        self.span = span
        end = min(instant, span.upperBound)
    }

    /// What one ticket adds to the rates.
    func counts(of ticket: CountedTicket, isReworked: Bool) -> RateCounts {
        var counts = RateCounts()
        for mark in ticket.marks where span.contains(mark.at) {
            switch mark.kind {
            case .report: counts.add(.acceptance, !ticket.isDismissed)
            case .round(let isReached): counts.add(.followUp, isReached)
            case .satisfaction(let isDissatisfied): counts.add(.satisfaction, !isDissatisfied)
            case .urge: break
            }
        }
        guard ticket.isWork else { return counts }
        countClocks(of: ticket, &counts)
        countResolutions(of: ticket, isReworked: isReworked, &counts)
        return counts
    }

    private func countClocks(of ticket: CountedTicket, _ counts: inout RateCounts) {
        guard span.contains(ticket.openedAt) else { return }
        counts.add(.resolution, ticket.resolvedAt != nil)
        guard let due = ticket.responseDue else { return }
        if let answered = ticket.respondedAt {
            counts.add(.response, answered <= due)
        } else if due < end {
            counts.add(.response, false)
        }
    }

    private func countResolutions(of ticket: CountedTicket, isReworked: Bool, _ counts: inout RateCounts) {
        if let resolvedAt = ticket.resolvedAt, span.contains(resolvedAt), let due = ticket.resolutionDue {
            counts.add(.punctuality, resolvedAt <= due)
        } else if ticket.resolvedAt == nil, let due = ticket.resolutionDue, span.contains(due), due < end {
            counts.add(.punctuality, false)
        }
        guard let first = ticket.firstResolvedAt, span.contains(first) else { return }
        counts.add(.rework, ticket.isReopened || isReworked)
    }
}
