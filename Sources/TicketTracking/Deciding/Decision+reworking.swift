import Ledger

extension Decision {
    /// 返修: the only report of a ticket that can't be reopened any more goes on as a ticket of its own. What its reporter
    /// says answers the round that asks just this, so that nobody calls about it.
    ///
    /// - Throws: `Refusal.unchanged` where it goes on already.
    func reworked(_ standing: ReportStanding, _ words: String?) throws(Refusal) -> [TicketFact] {
        guard standing.rework == nil else { throw .unchanged(command) }
        guard let new = context.newTicket, let newReport = context.newReport else {
            throw reopenWindowOver
        }
        let fact = TicketFact.reworked(
            TicketFact.Reworked(
                report: standing.report.id, to: new, newReport: newReport,
                words: try optional(words, "words", of: standing.report.reporter)))
        guard let round = askedRound(of: standing), mayFollowUp else { return [fact] }
        return [fact] + (try passedOn(.stillBroken, standing.report.id, round: round))
    }

    /// The round in which this report's reporter is being asked whether it is mended; nil: in none.
    private func askedRound(of standing: ReportStanding) -> Int? {
        let rounds = ticket.state == .resolved ? 1...1 : 2...FollowUpRules.roundCount
        return rounds.first { number in
            guard let window = policy.followUpWindow(number, of: ticket),
                number == 1 || window.opens <= context.happenedAt && context.happenedAt < window.closes
            else { return false }
            return ticket.pendingReports(round: number, policy.followUp).contains {
                $0.report.id == standing.report.id
            }
        }
    }

    /// Why a ticket can't be reopened any more.
    var reopenWindowOver: Refusal {
        .reopenWindowOver(since: (ticket.answeredAt ?? ticket.openedAt) + policy.limits.reopenWindow)
    }
}
