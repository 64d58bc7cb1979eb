import Facility
import Ledger

extension DecisionContext {
    /// Who of its team is asked to take a ticket on that was just routed there.
    ///
    /// - Returns: nil where the team gets it as a whole: it has neither a rota nor a pool.
    func offer(_ ticket: Ticket, after routed: TicketFact.Routed) -> TicketFact? {
        guard routed.isAssigned else { return nil }
        if let pool = pool(ticket, team: routed.team, cause: .routed) { return pool }
        guard rosters[routed.team] != nil else { return nil }
        return next(ticket, team: routed.team, cause: .routed, from: nil, asked: [])
    }

    /// Who of a team that was given a ticket by hand is asked; nil: the team gets it as a whole, for nobody else is on
    /// duty, and whoever gave it there isn't given it back.
    ///
    /// - Parameter former: whoever passed it on.
    func offer(_ ticket: Ticket, handedTo team: TeamKey, by former: [PersonID]) -> TicketFact? {
        if let pool = pool(ticket, team: team, cause: .handedOver) { return pool }
        guard rosters[team] != nil else { return nil }
        let next = next(ticket, team: team, cause: .handedOver, from: nil, asked: former)
        if case .offered(let offered) = next, offered.how == .person { return next }
        return nil
    }

    /// nil unless the team's people take tickets by themselves.
    private func pool(_ ticket: Ticket, team: TeamKey, cause: OfferCause) -> TicketFact? {
        guard policy.dispatch.pools.contains(team), let taker = policy.team(team) else { return nil }
        return .offered(
            TicketFact.Offered(
                team: team, organisation: taker.organisation, how: .pool, cause: cause,
                acceptDue: at + policy.dispatch.acceptance(of: ticket.priority),
                rotaVersion: policy.rota.version))
    }

    /// Everybody was asked, and the duty desk's own time is over: the team is asked as though for the first time.
    func anotherRound(_ ticket: Ticket, of team: TeamKey, cause: OfferCause) -> TicketFact {
        pool(ticket, team: team, cause: cause) ?? next(ticket, team: team, cause: cause, from: nil, asked: [])
    }

    /// The next one of the team; where nobody is left, the duty desk.
    ///
    /// - Parameter asked: who was asked in this round, which nobody is twice.
    func next(
        _ ticket: Ticket, team: TeamKey, cause: OfferCause, from: PersonID?, asked: [PersonID]
    ) -> TicketFact {
        let choice = rosters[team]?.choose(policy.needs(of: ticket.category), after: Set(asked))
        let isDesk = choice?.chosen == nil
        let desk = isDesk ? policy.dispatch.dutyDesk.flatMap(policy.team) : nil
        let taker = desk ?? policy.team(team)
        let how: OfferWay = isDesk ? (desk == nil ? .team : .dutyDesk) : .person
        // A person on duty is there now; a desk or a team has its own hours, but for what may hurt somebody.
        let time = policy.dispatch.acceptance(of: ticket.priority)
        let isAtOnce = !isDesk || ticket.mayHurt || taker == nil
        let due =
            isAtOnce
            ? at + time : policy.calendar(of: taker?.key ?? team, along: ticket.path).adding(time, to: at)
        return .offered(
            TicketFact.Offered(
                team: taker?.key ?? team, organisation: taker?.organisation ?? policy.teams[0].organisation,
                how: how, cause: cause, to: choice?.chosen, from: from, passed: choice?.passed ?? [],
                acceptDue: due, rotaVersion: policy.rota.version))
    }
}

extension Decision {
    /// What becomes of a ticket that was offered and not taken; nil: it isn't offered, or waits for ever.
    func handOn(_ cause: OfferCause) -> TicketFact? {
        guard let offer = ticket.offer, offer.due != nil else { return nil }
        if offer.isRoundOver { return context.anotherRound(ticket, of: offer.home, cause: cause) }
        return context.next(
            ticket, team: offer.team, cause: cause, from: offer.how == .person ? offer.asked.last : nil,
            asked: offer.asked)
    }

    /// Until when whoever was asked may still accept once the ticket is raised; nil: nobody was asked, or it isn't.
    func acceptance(whenRaisedTo priority: Priority) -> Instant? {
        guard priority < ticket.priority, let due = ticket.offer?.due else { return nil }
        return min(due, context.at + policy.dispatch.acceptance(of: priority))
    }

    /// Why an offer ran out.
    var missedOffer: OfferCause {
        guard let offer = ticket.offer, offer.how == .person else {
            return ticket.offer?.how == .pool ? .notClaimed : .notAccepted
        }
        guard let last = offer.asked.last, let one = context.rosters[offer.team]?.candidate(last) else {
            return .notAccepted
        }
        if one.isDisabled { return .disabled }
        return one.isOnDuty ? .notAccepted : .offDuty
    }

    /// 抢单: the first who is on duty takes it.
    func claim() throws(Refusal) -> [TicketFact] {
        let sender = context.principal.actor.person
        if let lead = ticket.lead, [.assigned, .accepted, .working, .onHold].contains(ticket.state) {
            throw lead == sender ? .unchanged(command) : .assignedToAnother(lead)
        }
        try demand([.assigned])
        guard let team = ticket.team, ticket.offer?.how == .pool else { throw .noPool(ticket.team) }
        guard context.happenedAt >= ticket.givenAt else {
            throw .late(command, basedOn: context.basedOn, newest: ticket.revision)
        }
        try demandDuty(of: sender, in: team)
        return [.accepted(TicketFact.Accepted(lead: sender, isClaimed: true))]
    }

    /// Whoever takes a ticket from a pool is on duty, as far as the team says who is.
    func demandDuty(of person: PersonID?, in team: TeamKey) throws(Refusal) {
        guard let person else { throw .notOnDuty(team) }
        guard let roster = context.rosters[team] else { return }
        guard roster.candidate(person)?.isOnDuty == true else { throw .notOnDuty(team) }
    }
}
