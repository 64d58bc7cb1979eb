import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// What a press did about 督办 and 催单, as it was recorded.
    ///
    /// - Returns: nil for a press that did something else, or nothing.
    func oversightDone(
        by key: CommandID, _ events: [RecordedEvent<TicketFact>], _ voice: Voice
    ) -> String? {
        for event in events where event.envelope.command == key {
            switch event.fact {
            case .supervised(let order):
                let values = ["number": String(order.number), "when": voice.when(order.due)]
                return voice.say("supervision.done.ordered", values)
            case .supervisionRead(let read):
                return voice.say("supervision.done.read", ["number": String(read.number)])
            case .supervisionAnswered(let answer):
                return voice.say("supervision.done.answered", ["number": String(answer.number)])
            case .urgeAnswered: return voice.say("supervision.done.urge")
            case .acknowledged(let seen):
                return voice.say("supervision.done.acknowledged", ["when": voice.when(seen.until)])
            case .urged: return voice.say("staff.done.urged")
            case .amended: return voice.say("staff.done.amended")
            case .extensionRequested(let asked):
                return voice.say("staff.done.extension", ["when": voice.when(asked.until)])
            default: continue
            }
        }
        return nil
    }
}
