import Facility
import Ledger

extension Decision {
    func ending(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .withdraw(let report, let words, let isConfirmed):
            return try withdraw(report, words, isConfirmed)
        case .dismiss(let reason, let words, let isConfirmed):
            let dismissible: Set<TicketState> = [.reported, .assigned, .accepted, .working, .onHold]
            try demand(ticket.isPractice ? dismissible.union([.referred, .resolved]) : dismissible)
            let confirmer = try hazardConfirmer(isConfirmed)
            return [
                .dismissed(
                    TicketFact.Dismissed(
                        reason: reason, words: try optional(words, "words"), confirmedBy: confirmer))
            ]
        case .adviseAndClose(let answer, let isConfirmed):
            try demand([.reported, .assigned, .accepted, .working])
            let confirmer = try hazardConfirmer(isConfirmed)
            let answer = try text(answer, "answer")
            return ticket.standingReports.map { standing in
                .reportClosed(TicketFact.ReportClosed(report: standing.report.id, how: .advised))
            } + [.closed(TicketFact.Closed(how: .advised, answer: answer, confirmedBy: confirmer))]
        case .recordFollowUp(let report, let round, let outcome, let words):
            return try followUp(report, round, outcome, words)
        case .close: return try close()
        case .sweep: return try sweep()
        default: return []
        }
    }

    /// Its reporter may take back a danger that was none; whoever passes that on answers for it.
    private func withdraw(
        _ report: ReportID, _ words: String?, _ isConfirmed: Bool
    ) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let owner = try standing(report).report.reporter
        let isLast = ticket.standingReports.count == 1
        let isOwn = context.principal.actor.person == owner
        let confirmer = isLast && !isOwn ? try hazardConfirmer(isConfirmed) : nil
        let fact = TicketFact.withdrawn(
            TicketFact.Withdrawn(
                report: report, words: try optional(words, "words", of: owner), confirmedBy: confirmer))
        return isLast ? [fact, .closed(TicketFact.Closed(how: .withdrawn))] : [fact]
    }

    private func close() throws(Refusal) -> [TicketFact] {
        try demand([.resolved])
        let pending = pending
        guard pending.isEmpty || isRoundOneOver else { throw .followUpPending(pending) }
        guard !ticket.lacksSignOff(policy.work) else {
            throw .signOffMissing(ticket.resolution?.category ?? ticket.category)
        }
        return missedFacts(round: 1) + closingFacts
    }

    var isRoundOneOver: Bool {
        policy.followUpWindow(1, of: ticket).map { context.at >= $0.closes } ?? true
    }
}
