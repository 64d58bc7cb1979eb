import Facility
import Ledger

extension DeskPolicy {
    /// What a text tells of, where nobody said: a category and whether it is a hazard. Both stay after an
    /// erasure.
    func classify(_ text: String?) -> (category: FaultCategoryKey?, isHazard: Bool) {
        guard let text, !text.isEmpty else { return (nil, false) }
        let folded = FoldedText(text)
        return (categories.first { $0.hints.matches(folded) }?.category.key, hazardWords.tell(folded))
    }

    /// Which team gets a ticket, how urgent it is and by when, with the reasons.
    ///
    /// - Parameter path: from the campus down to the place; empty where there are only words.
    func routed(
        _ ticket: Ticket, words: String?, along path: [Place], at instant: Instant
    ) -> TicketFact.Routed {
        let subject = subject(ticket, words: words, along: path, at: instant)
        let (rule, reasons) = routing.rule(for: subject)
        let (priority, why) = priority(of: ticket, subject, by: rule, at: instant)
        // A policy with a rule that leads to no team wasn't made.
        let team = self.team(of: rule.target) ?? teams[0]
        let due = due(of: ticket, priority, team.key)
        return TicketFact.Routed(
            team: team.key, organisation: team.organisation, priority: priority, rule: rule.name,
            reason: reasons, isAssigned: !rule.isByHand, responseDue: due.response,
            resolutionDue: due.resolution, policyVersion: version, why: why)
    }

    /// What a category asks of whoever mends it; nothing where it isn't known.
    func needs(of category: FaultCategoryKey?) -> WorkNeeds {
        categories.first { $0.category.key == category }?.needs ?? WorkNeeds()
    }

    /// When a ticket is to be answered and mended, counted from its opening and later by what its clock stood
    /// still. What was raised by itself keeps what it had been promised, and is promised anew from then on.
    func due(of ticket: Ticket, _ priority: Priority, _ team: TeamKey) -> (
        response: Instant, resolution: Instant
    ) {
        let first = Ticket.Promise(priority: priority, from: ticket.openedAt, pausedBefore: 0)
        let isRaised = priority == ticket.priority && !ticket.promises.isEmpty
        var (response, resolution) = due(of: ticket, isRaised ? ticket.promises[0] : first, team)
        for promise in isRaised ? ticket.promises.dropFirst() : [] {
            let due = due(of: ticket, promise, team)
            (response, resolution) = (min(response, due.response), min(resolution, due.resolution))
        }
        // Time that was granted stays granted, unless the ticket becomes more urgent than it was then.
        guard let granted = ticket.extendedUntil, priority >= ticket.priority,
            !isRaised || granted != ticket.promises[0].granted
        else { return (response, resolution) }
        return (response, max(resolution, granted))
    }

    private func due(of ticket: Ticket, _ promise: Ticket.Promise, _ team: TeamKey) -> (
        response: Instant, resolution: Instant
    ) {
        var due = due(promise.priority, team, from: promise.from, along: ticket.path)
        let paused = Duration.seconds(ticket.pausedSeconds - promise.pausedBefore)
        if paused > .zero {
            due.resolution = later(due.resolution, by: paused, promise.priority, team, along: ticket.path)
        }
        if let granted = promise.granted { due.resolution = max(due.resolution, granted) }
        return due
    }
}
