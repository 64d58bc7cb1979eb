import Facility
import Ledger

extension DeskPolicy {
    /// What a text tells of, where nobody said: a category and whether it is a hazard. Both stay after an
    /// erasure.
    func classify(_ text: String?) -> (category: FaultCategoryKey?, isHazard: Bool) {
        guard let text, !text.isEmpty else { return (nil, false) }
        let folded = TextHints.folded(text)
        return (categories.first { $0.hints.matches(folded) }?.category.key, hazardWords.tell(folded: folded))
    }

    /// Which team gets a ticket, how urgent it is and by when, with the reasons.
    ///
    /// - Parameter path: from the campus down to the place; empty where there are only words.
    func route(_ ticket: Ticket, words: String?, along path: [Place], at instant: Instant) -> TicketFact {
        let subject = RoutingSubject(
            path: path, isLocated: ticket.place.isLocated, category: ticket.category,
            words: TextHints.folded(words ?? ""), isHazard: ticket.isHazard,
            minute: Int(zone.local(instant).second / 60))
        let (rule, reasons) = routing.rule(for: subject)
        let priority = rule.priority ?? (ticket.isHazard ? .hazard : .normal)
        // A policy with a rule that leads to no team wasn't made.
        let team = self.team(of: rule.target) ?? teams[0]
        let due = due(of: ticket, priority, team.key)
        return .routed(
            TicketFact.Routed(
                team: team.key, organisation: team.organisation, priority: priority, rule: rule.name,
                reason: reasons,
                isAssigned: !rule.isByHand, responseDue: due.response, resolutionDue: due.resolution,
                policyVersion: version))
    }

    /// When a ticket is to be answered and mended, counted from its opening and later by what its clock stood
    /// still.
    func due(of ticket: Ticket, _ priority: Priority, _ team: TeamKey) -> (
        response: Instant, resolution: Instant
    ) {
        let due = due(priority, team, from: ticket.openedAt)
        guard ticket.pausedSeconds > 0 else { return due }
        return (due.response, later(due.resolution, by: .seconds(ticket.pausedSeconds), priority, team))
    }
}
