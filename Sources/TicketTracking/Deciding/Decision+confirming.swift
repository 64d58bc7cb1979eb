import Ledger

extension Decision {
    /// "Yours too?" (您的也好了吗): yes ends the report as mended, or once the ticket is closed leaves a note of what was
    /// said; no takes it up again.
    func confirmMine(_ id: ReportID, isMended: Bool, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand([.resolved, .closed])
        let standing = try standing(id)
        if let closing = ticket.closing, !closing.isAfterWork { throw .reportEnded(id, closing) }
        if isMended {
            guard ticket.state == .closed else { return try confirmed(id, words) }
            guard let said = try optional(words, "words", of: standing.report.reporter) else {
                throw .unchanged(command)
            }
            return [.commented(TicketFact.Commented(words: said, isPublic: false, report: id))]
        }
        guard ticket.standingReports.count > 1, let new = context.newTicket else {
            guard isReopenable else { return try reworked(standing, words) }
            let words = try optional(words, "words", of: standing.report.reporter)
            return [try reopened(.reporter, id, words)]
        }
        try checkMovable(standing.report)
        let released = TicketFact.reportsReleased(TicketFact.ReportsReleased(to: new, reports: [id]))
        guard let said = try optional(words, "words", of: standing.report.reporter) else { return [released] }
        return [
            .commented(TicketFact.Commented(words: said, isPublic: false, report: id)), released,
        ]
    }
}
