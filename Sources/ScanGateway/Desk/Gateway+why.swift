import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// Why this team, and why this person: what was decided and recorded last, not what would be decided now.
    ///
    /// - Returns: nil for a ticket that was never routed.
    func why(_ events: [RecordedEvent<TicketFact>], _ voice: Voice) async throws -> TicketPage.Why? {
        var (routed, offered): (TicketFact.Routed?, (TicketFact.Offered, Instant)?)
        for event in events {
            switch event.fact {
            case .routed(let payload): (routed, offered) = (payload, nil)
            case .offered(let payload): offered = (payload, event.envelope.happenedAt)
            // A person gave it: the offer before says nothing of whoever has it now.
            case .assigned, .reassigned, .transferred: offered = nil
            default: break
            }
        }
        guard let routed else { return nil }
        let met = routed.reason.map { voice.say("condition.\($0.rawValue)") }
        var why = TicketPage.Why(
            rule: voice.say(
                "ticket.whyRule",
                [
                    "rule": voice.name(policy.routing.title(of: routed.rule)),
                    "team": policy.team(routed.team).map { voice.name($0.name) } ?? routed.team.rawValue,
                    "version": String(routed.policyVersion),
                ]), conditions: met.isEmpty ? voice.say("ticket.whyLast") : met.joined(separator: " · "))
        guard let (offer, at) = offered else { return why }
        let values = [
            "who": try await personName(offer.to) ?? voice.say("ticket.nobody"), "when": voice.when(at),
        ]
        why.offer = voice.say("ticket.whyOffer.\(offer.how.rawValue)", values)
        for group in offer.passed {
            var names: [String] = []
            for person in group.people.prefix(TicketPage.Why.peopleMax) {
                names.append(try await personName(person) ?? voice.say("ticket.erased"))
            }
            if group.people.count > names.count { names.append("+\(group.people.count - names.count)") }
            why.passed.append(
                TicketPage.Why.Passed(
                    reason: voice.say("pass.\(group.why.rawValue)"), people: voice.list(names)))
        }
        why.hasPassed = !why.passed.isEmpty
        return why
    }
}
