import Facility
import Ledger

extension Decision {
    func extending(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .requestExtension(let until, let words): return try requestExtension(until, words)
        case .decideExtension(let isGranted, let words): return try decideExtension(isGranted, words)
        default: return []
        }
    }

    /// By the desk's own clock: what is claimed to have been asked in time came too late all the same.
    private func requestExtension(_ until: Instant, _ words: String) throws(Refusal) -> [TicketFact] {
        try demand([.assigned, .accepted, .working, .onHold, .referred])
        try checkLead()
        guard ticket.extensionRequest == nil else { throw .extensionPending }
        let due = try dueAhead()
        let latest = context.at + policy.limits.holdMax
        let earliest = max(resolutionDueNow ?? due, context.at)
        guard until > earliest, until <= latest else {
            throw .date(field: "until", after: earliest, latest: latest, found: until)
        }
        return [
            .extensionRequested(
                TicketFact.ExtensionRequested(
                    due: due, until: until, person: context.principal.actor.person,
                    words: try text(words, "words")))
        ]
    }

    private func decideExtension(_ isGranted: Bool, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        guard let request = ticket.extensionRequest else { throw .noExtension }
        guard request.askedBy != context.principal.actor.person else { throw .ownExtension }
        let due = try dueAhead()
        guard request.until > context.at else { throw .deadlinePassed(request.until) }
        // A hold meanwhile may have moved the due beyond what was asked for.
        if isGranted, let now = resolutionDueNow, request.until <= now {
            throw .date(
                field: "until", after: now, latest: context.at + policy.limits.holdMax, found: request.until)
        }
        let words = try optional(words, "words")
        // Whoever asked is owed a reason for a no.
        guard isGranted || words != nil else { throw .emptyText(field: "words") }
        return [
            .extensionDecided(
                TicketFact.ExtensionDecided(
                    isGranted: isGranted, was: due, until: request.until, askedBy: request.askedBy,
                    words: words))
        ]
    }

    /// When the resolution is due, as long as that lies ahead or its clock stands still.
    private func dueAhead() throws(Refusal) -> Instant {
        guard let due = ticket.resolutionDue, ticket.hold?.pausesClock == true || context.at < due else {
            throw .deadlinePassed(ticket.resolutionDue ?? ticket.openedAt)
        }
        return due
    }
}
