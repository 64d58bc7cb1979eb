import Facility
import Ledger

extension Decision {
    /// What sends somebody, or lets one take it.
    private static let dispatch: Set<TicketCommandName> = [
        .assign, .accept, .claim, .reassign, .transfer, .refer, .assist, .appoint,
    ]
    /// What may be done to an incident that nobody said yes to.
    private static let whileProposed: Set<TicketCommandName> = [
        .acceptIncident, .refuseIncident, .comment, .sweep,
    ]

    func checkIncident() throws(Refusal) {
        if let incident = ticket.incident, incident.stage != .accepted, !Self.whileProposed.contains(command)
        {
            throw incident.stage == .refused ? .incidentRefused : .incidentUndecided
        }
        if let freeze = ticket.freeze, ticket.isFrozen(at: context.at), Self.dispatch.contains(command) {
            throw .frozen(by: freeze.incident, until: freeze.until)
        }
    }

    func grouping(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .acceptIncident:
            try demandProposed()
            let accepted = TicketFact.incidentAccepted(
                TicketFact.IncidentAccepted(person: context.principal.actor.person))
            let after = ticket.applying(accepted, at: context.at)
            return [accepted] + Filing(context: context).classifyAndRoute(after, words: nil)
        case .refuseIncident(let words):
            try demandProposed()
            return [
                .incidentRefused(
                    TicketFact.IncidentRefused(isLapse: false, words: try optional(words, "words")))
            ]
        case .mineDiffers(let report, let words): return try mineDiffers(report, words)
        default: return []
        }
    }

    private func demandProposed() throws(Refusal) {
        guard let incident = ticket.incident, incident.stage == .proposed else { throw .noIncident }
        guard context.at < incident.until else { throw .incidentLapsed(incident.until) }
    }

    private func mineDiffers(_ id: ReportID, _ words: String?) throws(Refusal) -> [TicketFact] {
        guard ticket.incident?.stage == .accepted else { throw .noIncident }
        try demand(TicketState.open)
        let standing = try standing(id)
        try checkMovable(standing.report)
        let count = ticket.standingReports.count
        guard count > 1, let new = context.newTicket else { throw .splitSize(found: 1, of: count) }
        let released =
            visitOff(for: [id])
            + [.reportsReleased(TicketFact.ReportsReleased(to: new, reports: [id]))]
        guard let said = try optional(words, "words", of: standing.report.reporter) else { return released }
        return [.commented(TicketFact.Commented(words: said, isPublic: false, report: id))] + released
    }
}
