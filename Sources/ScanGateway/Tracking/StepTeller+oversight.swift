import Ledger
import TicketTracking

extension StepTeller {
    /// What watching over a ticket says; reporters learn only what concerns their own urging.
    func oversight(_ fact: TicketFact) -> StepText? {
        switch fact {
        case .urgeAnswered(let payload): forOne(payload.report, "step.urgeAnswered", payload.answer)
        case .escalated(let payload):
            staffOnly("step.escalated", nil, ["percent": String(payload.percent)])
        case .listedLate: staffOnly("step.listedLate", nil)
        case .acknowledged(let payload):
            staffOnly("step.acknowledged", payload.words, ["when": voice.when(payload.until)])
        case .hazardPassedOn: staffOnly("step.hazardPassedOn", nil)
        case .urgeOverdue: staffOnly("step.urgeOverdue", nil)
        case .supervised(let payload):
            staffOnly("step.supervised", payload.notice, ["number": String(payload.number)])
        case .supervisionRead(let payload):
            staffOnly("step.supervisionRead", nil, ["number": String(payload.number)])
        case .supervisionAnswered(let payload):
            staffOnly("step.supervisionAnswered", payload.answer, ["number": String(payload.number)])
        case .supervisionOverdue(let payload):
            staffOnly("step.supervisionOverdue", nil, ["number": String(payload.number)])
        default: nil
        }
    }
}
