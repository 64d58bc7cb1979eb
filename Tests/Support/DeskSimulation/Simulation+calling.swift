import Facility
import Ledger
import TicketTracking

extension Simulation {
    /// One call of a round, or the number for it.
    func call(_ ticket: Ticket) -> TicketCommand? {
        let round = ticket.state == .resolved ? 1 : draws.within(1...3)
        let report = callee(ticket, round)
        if draws.chance(15) { return .revealContact(report, round: round) }
        let outcome = draws.pick(weighted: [
            (30, FollowUpOutcome.satisfied), (12, .dissatisfied), (18, .noAnswer), (10, .busy), (6, .off),
            (10, .stillBroken), (4, .refused), (3, .wrongNumber), (2, .notMe), (2, .noContact),
            (2, .language(tag: "en")), (4, .callBack(at: now + .seconds(draws.within(600...86_400)))),
            (8, .reached(isMended: true, satisfaction: .fair, reason: .timeliness)),
        ])
        return .recordFollowUp(report, round: round, outcome ?? .noAnswer, words: nil)
    }

    /// Mostly somebody who is to be called.
    private func callee(_ ticket: Ticket, _ round: Int) -> ReportID {
        let due = ticket.pendingReports(round: round, SimulatedPolicy.followUp).map(\.report.id)
        return draws.chance(80) ? draws.pick(due) ?? anyReport(ticket) : anyReport(ticket)
    }

    func choose(_ ticket: Ticket) -> TicketCommand? {
        .chooseFollowUp(
            TicketFact.FollowUpChosen(
                report: anyReport(ticket), round: 3, month: "2026-09", seed: Int64(seed & 0xFFFF),
                population: Position(1),
                stratum: draws.chance(30) ? .hazard : .rest))
    }
}
