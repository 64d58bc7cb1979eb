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
    ///   - histories: of all tickets, as of the position; in any order.
    ///   - at: when it is counted: what isn't due then is neither kept nor broken.
    ///   - reworked: tickets that others name as taken up again; nil: those that these histories name.
    public init(
        of histories: [TicketHistory], from: Instant, until: Instant, position: Position, at: Instant,
        reworked: Set<TicketID>? = nil
    ) {
        (self.from, self.until, self.position) = (from, until, position)
        var tally = RateTally(span: from..<max(from, until), end: min(at, until))
        let reworked = reworked ?? Set(histories.compactMap(\.ticket.reworkOf))
        for history in histories { tally.count(history, isReworked: reworked.contains(history.ticket.id)) }
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

    mutating func count(_ history: TicketHistory, isReworked: Bool) {
        countReports(history)
        countClocks(history)
        countResolutions(history, isReworked: isReworked)
        countCalls(history)
    }

    private mutating func countReports(_ history: TicketHistory) {
        for event in history.events where span.contains(event.happenedAt) {
            switch event.fact {
            case .reported, .joined: add(.acceptance, history.ticket.state != .dismissed)
            default: break
            }
        }
    }

    /// Whether it is work of the desk's: not turned away and not carried by another ticket.
    private func isWork(_ ticket: Ticket) -> Bool {
        ticket.state != .dismissed && ticket.closing?.isAfterWork != false
    }

    private mutating func countClocks(_ history: TicketHistory) {
        let ticket = history.ticket
        guard isWork(ticket), span.contains(ticket.openedAt) else { return }
        add(.resolution, ticket.resolvedAt != nil)
        guard let due = ticket.responseDue else { return }
        if let answered = ticket.respondedAt {
            add(.response, answered <= due)
        } else if due < end {
            add(.response, false)
        }
    }

    private mutating func countResolutions(_ history: TicketHistory, isReworked: Bool) {
        let ticket = history.ticket
        guard isWork(ticket) else { return }
        let resolutions = history.events.filter { if case .resolved = $0.fact { true } else { false } }
        if let resolvedAt = ticket.resolvedAt, span.contains(resolvedAt), let due = ticket.resolutionDue {
            add(.punctuality, resolvedAt <= due)
        } else if ticket.resolvedAt == nil, let due = ticket.resolutionDue, span.contains(due), due < end {
            add(.punctuality, false)
        }
        guard let first = resolutions.first, span.contains(first.happenedAt) else { return }
        let isReopened = history.events.contains {
            if case .reopened = $0.fact { $0.happenedAt >= first.happenedAt } else { false }
        }
        add(.rework, isReopened || isReworked)
    }

    /// A round of one report ends by being reached, by an outcome that finishes it, or by its window's end.
    private mutating func countCalls(_ history: TicketHistory) {
        for event in history.events where span.contains(event.happenedAt) {
            switch event.fact {
            case .followedUp(let call):
                // What a reporter says unasked is an opinion, but no call.
                let isCall = !call.isUnasked && !event.isByReporter
                if isCall, call.outcome.finishesRound { add(.followUp, call.outcome.isReached) }
                if let satisfaction = call.outcome.satisfaction {
                    add(.satisfaction, satisfaction != .dissatisfied)
                }
            case .followUpMissed: add(.followUp, false)
            case .reportClosed(let closed)
            where closed.how == .unreached && isUsedUp(closed.report, history, event):
                add(.followUp, false)
            default: break
            }
        }
    }

    /// Whether a report was closed as unreached because its attempts were used up: by a call in the same breath that
    /// didn't finish the round by itself, and without having been counted as missed.
    private func isUsedUp(
        _ report: ReportID, _ history: TicketHistory, _ closed: RecordedEvent<TicketFact>
    ) -> Bool {
        history.events.contains { event in
            guard event.envelope.command == closed.envelope.command, case .followedUp(let call) = event.fact
            else {
                return false
            }
            return call.report == report && !call.outcome.finishesRound
        }
    }
}

extension RecordedEvent<TicketFact> {
    fileprivate var happenedAt: Instant { envelope.happenedAt }
    fileprivate var isByReporter: Bool { if case .reporter = envelope.actor { true } else { false } }
}
