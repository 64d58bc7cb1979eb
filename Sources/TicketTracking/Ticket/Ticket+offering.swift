import Ledger

extension Ticket {
    mutating func applyOffer(_ offered: TicketFact.Offered, at instant: Instant) {
        let asked = offer?.asked ?? []
        (team, organisation) = (offered.team, offered.organisation)
        (lead, assistants) = (offered.to, [])
        offer = Offer(
            team: offered.team, how: offered.how, since: instant, due: offered.acceptDue,
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
        guard state == .assigned, var offer, let due = offer.due else { return }
        offer.due = instant + (due - offer.since)
        offer.since = instant
        self.offer = offer
    }
}
