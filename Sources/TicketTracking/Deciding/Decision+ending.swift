import Ledger

extension Decision {
    func ending(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .withdraw(let report, let words): return try withdraw(report, words)
        case .dismiss(let reason, let words):
            try demand([.reported, .assigned, .accepted, .working, .onHold])
            return [.dismissed(TicketFact.Dismissed(reason: reason, words: try optional(words, "words")))]
        case .adviseAndClose(let answer):
            try demand([.reported, .assigned, .accepted, .working])
            let answer = try text(answer, "answer")
            return ticket.standingReports.map { standing in
                .reportClosed(TicketFact.ReportClosed(report: standing.report.id, how: .advised))
            } + [.closed(TicketFact.Closed(how: .advised, answer: answer))]
        case .recordFollowUp(let report, let round, let outcome, let words):
            return try followUp(report, round, outcome, words)
        case .close: return try close()
        case .sweep: return try sweep()
        default: return []
        }
    }

    private func withdraw(_ report: ReportID, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let owner = try standing(report).report.reporter
        let fact = TicketFact.withdrawn(
            TicketFact.Withdrawn(report: report, words: try optional(words, "words", of: owner)))
        let isLast = ticket.standingReports.count == 1
        return isLast ? [fact, .closed(TicketFact.Closed(how: .withdrawn))] : [fact]
    }

    private func followUp(
        _ id: ReportID, _ number: Int, _ outcome: FollowUpOutcome, _ words: String?
    ) throws(Refusal) -> [TicketFact] {
        try demand([.resolved, .closed])
        let standing = try standing(id)
        // What was merged, withdrawn or advised was never worked on.
        if let closing = ticket.closing, !closing.isAfterWork { throw .reportEnded(id, closing) }
        let expected = ticket.state == .resolved ? 1...1 : 2...FollowUpRules.roundCount
        guard expected.contains(number), let round = policy.followUp.round(number) else {
            throw .followUpRound(found: number, expected: expected)
        }
        guard !standing.isFinished(round: number, attemptsMax: round.attemptsMax) else {
            throw .followUpFinished(id, round: number)
        }
        let start = (number == 1 ? ticket.resolvedAt : ticket.closedAt) ?? ticket.openedAt
        let fact = TicketFact.FollowedUp(
            report: id, round: number, attempt: standing.attempts(in: number) + 1, outcome: outcome,
            isEarly: context.happenedAt < start + round.opensAfter,
            scriptVersion: policy.followUp.scriptVersion,
            words: try optional(words, "words", of: standing.report.reporter))
        return [.followedUp(fact)] + (number == 1 ? try afterRoundOne(fact, standing, round) : [])
    }

    private func afterRoundOne(
        _ call: TicketFact.FollowedUp, _ standing: ReportStanding, _ round: FollowUpRules.Round
    ) throws(Refusal) -> [TicketFact] {
        let how: Closing
        switch call.outcome {
        case .satisfied: how = .satisfied
        case .dissatisfied: how = .dissatisfied
        case .stillBroken:
            if isReopenable { return [try reopened(.followUp, call.report, nil)] }
            how = .dissatisfied
        case .notReached:
            guard call.attempt >= round.attemptsMax else { return [] }
            how = .unreached
        }
        let closed = TicketFact.reportClosed(TicketFact.ReportClosed(report: call.report, how: how))
        let after = Decision(
            ticket: ticket.applying([.followedUp(call), closed], at: context.happenedAt), command: command,
            context: context)
        return [closed]
            + (after.pending.isEmpty && !after.ticket.lacksSignOff(policy.work) ? after.closingFacts : [])
    }

    /// Somebody was called, and nobody is left to be; or the time for it is over.
    var isFollowedUp: Bool {
        isRoundOneOver || pending.isEmpty && !ticket.reportsToCall(policy.followUp).isEmpty
    }

    /// Reports whose round 1 isn't over.
    var pending: [ReportID] {
        let max = policy.followUp.round(1)?.attemptsMax ?? 1
        return ticket.reportsToCall(policy.followUp).filter {
            $0.closing == nil && !$0.isFinished(round: 1, attemptsMax: max)
        }.map(\.report.id)
    }

    /// How each report ends that hasn't yet, and the ticket by the worst of them.
    var closingFacts: [TicketFact] {
        let called = Set(ticket.reportsToCall(policy.followUp).map(\.report.id))
        var facts: [TicketFact] = []
        for standing in ticket.standingReports where standing.closing == nil {
            // Those outside an incident's sample weren't called: nothing is said of them.
            guard called.contains(standing.report.id) || !standing.report.isReachable else { continue }
            let how: Closing = standing.report.isReachable ? .unreached : .noContact
            facts.append(.reportClosed(TicketFact.ReportClosed(report: standing.report.id, how: how)))
        }
        let ended = ticket.applying(facts, at: context.happenedAt)
        let worst = Closing.worst(of: ended.standingReports.compactMap(\.closing))
        return facts + [.closed(TicketFact.Closed(how: worst))]
    }

    private func close() throws(Refusal) -> [TicketFact] {
        try demand([.resolved])
        let pending = pending
        guard pending.isEmpty || isRoundOneOver else { throw .followUpPending(pending) }
        guard !ticket.lacksSignOff(policy.work) else {
            throw .signOffMissing(ticket.resolution?.category ?? ticket.category)
        }
        return closingFacts
    }

    private var isRoundOneOver: Bool {
        guard let resolvedAt = ticket.resolvedAt, let round = policy.followUp.round(1) else { return true }
        return context.at >= resolvedAt + round.closesAfter
    }
}
