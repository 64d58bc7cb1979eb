import Facility
import Ledger
import TicketTracking

extension Sabotage {
    /// Changes the facts of a commit on their way to the disk.
    ///
    /// - Parameter row: of a ticket as it stands.
    func spoil(_ commit: inout TicketCommit, row: (TicketID) -> TicketRow?) {
        if self == .exchangesHalf { commit.commit.drafts.removeAll { $0.stream.kind == .device } }
        for index in commit.commit.drafts.indices {
            let draft = commit.commit.drafts[index]
            guard let fact = draft.fact as? TicketFact else { continue }
            let spoilt = spoilt(fact, row(TicketID(draft.stream.number)))
            commit.commit.drafts[index].fact = spoilt
        }
        guard let last = commit.commit.drafts.last, let again = (last.fact as? TicketFact).flatMap(repeated)
        else { return }
        var draft = last
        draft.number += 1
        draft.fact = again
        commit.commit.drafts.append(draft)
    }

    private func spoilt(_ fact: TicketFact, _ row: TicketRow?) -> TicketFact {
        switch (self, fact) {
        case (.callsItself, .followedUp(var call)) where !call.isUnasked && call.caller != nil:
            call.caller = row?.lead ?? call.caller
            return .followedUp(call)
        case (.closesUnsigned, .signOffLapsed(let payload)):
            return .signOffOverdue(
                TicketFact.SignOffOverdue(step: .escalate, due: payload.due, receivers: payload.receivers))
        case (.closesUnsigned, .signedOff):
            return .partsUsed(TicketFact.PartsUsed(part: "RJ45", quantity: 1, serial: nil))
        case (.forgetsNotices, .reported(var payload)):
            payload.notices = nil
            return .reported(payload)
        default: return fact
        }
    }

    /// What is written once more; nil: nothing.
    private func repeated(_ fact: TicketFact) -> TicketFact? {
        switch (self, fact) {
        case (.climbsTwice, .escalated): fact
        case (.claimsTwice, .accepted(let payload)) where payload.isClaimed == true:
            .accepted(TicketFact.Accepted(lead: PersonID(30), isClaimed: true))
        default: nil
        }
    }
}
