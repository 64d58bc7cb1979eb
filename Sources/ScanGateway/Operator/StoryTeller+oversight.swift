import Ledger
import TicketTracking

extension StoryTeller {
    /// What watching over a ticket says, a line each.
    func oversight(_ fact: TicketFact) -> [String] {
        switch fact {
        case .escalated(let payload):
            [
                "\(payload.percent) % of \(payload.clock.rawValue), due \(desk.local(payload.due)): tells "
                    + list(payload.receivers)
            ]
                + (payload.passed.isEmpty
                    ? [] : ["passed meanwhile: \(payload.passed.map { "\($0) %" }.joined(separator: ", "))"])
        case .listedLate(let payload):
            ["late since \(desk.local(payload.due)): tells " + list(payload.receivers)]
        case .acknowledged(let payload): ["until \(desk.local(payload.until))"] + said(payload.words)
        case .hazardPassedOn(let payload): ["nobody acknowledged it: asks \(payload.receiver.spoken)"]
        case .urgeAnswered(let payload):
            [desk.name(of: payload.report, on: ticket)] + said(payload.answer)
        case .urgeOverdue(let payload):
            ["urge \(payload.number) was to be answered by \(desk.local(payload.due))"]
        case .supervised(let payload):
            [
                "number \(payload.number), \(payload.cause == .urges ? "by urges" : "ordered"), answer due "
                    + desk.local(payload.due)
            ] + said(payload.notice)
        case .supervisionRead(let payload): ["number \(payload.number)"]
        case .supervisionAnswered(let payload): ["number \(payload.number)"] + said(payload.answer)
        case .supervisionOverdue(let payload):
            ["number \(payload.number), answer was due \(desk.local(payload.due))"]
        default: []
        }
    }

    /// From which dues and calendars to which.
    func recalculated(_ payload: TicketFact.Recalculated) -> [String] {
        func moved(_ clock: ServiceClock, _ was: Instant?, _ due: Instant?) -> [String] {
            if was == due { return [] }
            return [
                "\(clock.rawValue) from \(was.map(desk.local) ?? "none") to \(due.map(desk.local) ?? "none")"
            ]
        }
        let version = payload.wasCalendarVersion.map(String.init) ?? "unnumbered"
        return moved(.response, payload.was.response, payload.dues.response)
            + moved(.arrival, payload.was.arrival, payload.dues.arrival)
            + moved(.resolution, payload.was.resolution, payload.dues.resolution)
            + ["calendars \(version) to \(payload.calendarVersion)"] + said(payload.words)
    }

    private func list(_ receivers: [EscalationRules.Receiver]) -> String {
        receivers.map(\.spoken).joined(separator: ", ")
    }
}
