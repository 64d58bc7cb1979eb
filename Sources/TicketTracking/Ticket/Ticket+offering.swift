import Facility
import Ledger

extension Ticket {
    mutating func applyOffer(_ offered: TicketFact.Offered, at instant: Instant) {
        // Once everybody was asked a new round begins, in which each may be asked again.
        let asked = offer?.isRoundOver == false ? offer?.asked ?? [] : []
        let home = offer?.home ?? team ?? offered.team
        (team, organisation) = (offered.team, offered.organisation)
        (lead, assistants) = (offered.to, [])
        offer = Offer(
            team: offered.team, home: home, how: offered.how, since: instant, due: offered.acceptDue,
            asked: asked + [offered.to].compactMap { $0 })
        enter(offered.how == .dutyDesk ? .reported : .assigned, at: instant)
    }

    /// Somebody has it: it isn't offered any more.
    mutating func take(_ person: PersonID?) {
        offer = nil
        firstContact = firstContact ?? person
    }

    /// After a hold or a referral whoever was asked has the whole time to accept again.
    mutating func restartOffer(at instant: Instant) {
        guard isOffered, var offer, let due = offer.due else { return }
        offer.due = instant + (due - offer.since)
        offer.since = instant
        self.offer = offer
    }

    /// Raised meanwhile, it waits no longer than its new priority allows.
    mutating func shortenOffer(until due: Instant?, at instant: Instant) {
        guard let due, var offer else { return }
        offer.due = due
        offer.since = instant
        self.offer = offer
    }

    /// The time for which nobody could accept it is given back.
    mutating func thawOffer(at instant: Instant) {
        guard let freeze, var offer, let due = offer.due else { return }
        offer.due = due + lost(to: freeze, until: instant)
        self.offer = offer
    }

    /// Whether somebody is waited for to take it: a person, a pool, or the duty desk.
    private var isOffered: Bool {
        state == .assigned || state == .reported && offer?.how == .dutyDesk
    }

    /// When the next one is asked: the end of the offer's time, less what a freeze took of it; with the duty desk, or a
    /// team as a whole, no sooner than an acknowledgement ends.
    ///
    /// - Returns: nil where nobody is waited for, or for ever.
    var acceptanceDue: Instant? {
        guard isOffered, let offer, var due = offer.due else { return nil }
        if let freeze, !mayHurt { due = max(due + lost(to: freeze, until: freeze.until), freeze.until) }
        if offer.isRoundOver, let seen = oversight.acknowledgedUntil { due = max(due, seen) }
        return due
    }

    private func lost(to freeze: DispatchFreeze, until instant: Instant) -> Duration {
        let since = max(freeze.since, offer?.since ?? freeze.since)
        return max(.zero, min(instant, freeze.until) - since)
    }
}

extension Offer {
    /// Whether everybody was asked whom it makes sense to ask, so that the duty desk or the team as a whole has it.
    var isRoundOver: Bool { how == .dutyDesk || how == .team }
}
