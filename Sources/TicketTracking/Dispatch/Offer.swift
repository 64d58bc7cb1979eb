public import Facility
public import Ledger

/// To whom a ticket was offered, and whom it was offered to before.
public struct Offer: Hashable, Sendable {
    public var team: TeamKey
    /// Whose it is: where the duty desk has it meanwhile, the team that is asked again.
    public var home: TeamKey
    public var how: OfferWay
    public var since: Instant
    /// Until when it waits to be accepted; nil: for ever.
    public var due: Instant?
    /// In this round, in their order; the last is the lead where it was offered to a person.
    public var asked: [PersonID]
}

/// How a ticket is offered.
public enum OfferWay: String, Hashable, Sendable, Codable, CaseIterable {
    /// To one person, who leads it unless it is declined.
    case person
    /// 抢单: to whoever of the team takes it first.
    case pool
    /// To the duty desk, where a person assigns; the ticket is `reported` again.
    case dutyDesk
    /// To the team as a whole: nobody of it can be asked, and there is no duty desk.
    case team
}

/// Why a ticket is offered now.
public enum OfferCause: String, Hashable, Sendable, Codable, CaseIterable {
    /// It was routed to the team.
    case routed
    /// It was given to the team with nobody named.
    case handedOver
    /// Whoever was asked declined (退单).
    case declined
    /// Whoever was asked didn't accept in time.
    case notAccepted
    /// Whoever was asked isn't on duty any more.
    case offDuty
    /// The account of whoever was asked was switched off.
    case disabled
    /// Nobody took it from the pool in time.
    case notClaimed
}
