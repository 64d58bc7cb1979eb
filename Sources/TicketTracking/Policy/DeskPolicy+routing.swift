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
            resolutionDue: due.resolution, policyVersion: version, arrivalDue: due.arrival,
            responseEnds: ticket.resolutionDue == nil ? responseEnds : ticket.responseEnds,
            calendarVersion: calendarVersion(of: ticket), why: why)
    }

    /// What a category asks of whoever mends it; nothing where it isn't known.
    func needs(of category: FaultCategoryKey?) -> WorkNeeds {
        categories.first { $0.category.key == category }?.needs ?? WorkNeeds()
    }
}
