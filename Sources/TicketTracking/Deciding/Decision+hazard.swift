import Facility
import Ledger

extension Decision {
    /// Who answers for putting off, handing away or playing down what may hurt somebody.
    ///
    /// - Parameter isConfirmed: whether the sender said so, explicitly.
    /// - Returns: nil where the ticket tells of no danger.
    /// - Throws: `Refusal.hazardUnconfirmed` unless a person of the desk confirms it: no sweep and no program can.
    func hazardConfirmer(_ isConfirmed: Bool) throws(Refusal) -> PersonID? {
        guard ticket.mayHurt else { return nil }
        // Nobody is in danger of what was made for practice, when practice ends.
        if ticket.isPractice, context.principal.actor == .system("practice") { return nil }
        let right = TicketRight(roles: [.dispatcher, .teamLead, .supervisor])
        guard isConfirmed, case .staff(let person) = context.principal.actor,
            right.isHeld(
                by: context.principal, at: context.at, on: ticket, path: context.path, reporter: nil)
        else { throw .hazardUnconfirmed(command, roles: right.roles) }
        return person
    }

    /// What a ticket that turns out to be a hazard comes to: it is on hold no more, for nobody confirmed that it may be,
    /// and comes before everything else. Whoever works on it and says so needn't be asked whether they saw it.
    ///
    /// - Parameter told: the facts by which it became one.
    func endangered(by told: [TicketFact]) -> [TicketFact] {
        guard !ticket.mayHurt else { return told }
        var (facts, step) = (told, self)
        step.ticket = ticket.applying(told, at: context.happenedAt)
        func add(_ fact: TicketFact) {
            facts.append(fact)
            step.ticket = step.ticket.applying(fact, at: context.happenedAt)
        }
        if step.ticket.state == .onHold { add(step.resumed) }
        if step.ticket.priority > .hazard, step.ticket.team != nil {
            add(step.reprioritised(.hazard, words: nil, cause: .hazard))
        }
        if isByWorker { facts.append(.acknowledged(TicketFact.Acknowledged(until: context.happenedAt))) }
        return facts
    }

    /// What danger that a reporter tells of later comes to, whatever else was asked.
    ///
    /// - Parameter words: a reporter's, about a ticket that stays this one; nil: none were said.
    func heeding(_ words: String?, after facts: [TicketFact]) -> [TicketFact] {
        guard !ticket.mayHurt, policy.classify(words).isHazard else { return facts }
        let after = ticket.applying(facts, at: context.happenedAt)
        guard after.state.isOpen, !after.mayHurt else { return facts }
        let told = TicketFact.classified(TicketFact.Classified(category: after.category, isHazard: true))
        return endangered(by: facts + [told])
    }

    /// What the duty desk may do about every hazard, whosever it is, since it is asked about all of them.
    private static let dutyDeskMay: Set<TicketCommandName> = [.acknowledge, .assign, .reassign, .comment]

    var mayAsDutyDesk: Bool {
        ticket.mayHurt && Self.dutyDeskMay.contains(command)
            && context.principal.isOfDutyDesk(under: policy, at: context.at)
    }

    /// Whether whoever sends it has accepted the ticket, or helps with it.
    private var isByWorker: Bool {
        guard let sender = context.principal.actor.person,
            [.accepted, .working, .onHold].contains(ticket.state)
        else { return false }
        return ticket.lead == sender || ticket.assistants.contains(sender)
    }
}

extension Principal {
    /// Whether a grant makes it one of the site's duty desk (值班台); never where the rules name none.
    func isOfDutyDesk(under policy: DeskPolicy, at instant: Instant) -> Bool {
        guard let desk = policy.dispatch.dutyDesk else { return false }
        let roles: Set<Role> = [.dispatcher, .dutyStudent, .teamLead]
        return grants.contains {
            roles.contains($0.role) && $0.scope == .team(desk) && $0.holds(at: instant)
        }
    }
}
