import TicketTracking

/// A fault put in on purpose: each breaks one promise, and the simulation must find it.
public enum Sabotage: String, Sendable, CaseIterable {
    /// A commit is answered and never written.
    case losesCommits
    /// An event is written twice.
    case repeatsEvents
    /// Whoever asks is taken for the operator of the machine.
    case skipsGrants
    /// A sweeper takes deadlines on which another one works.
    case ignoresLeases
    /// What a key was used for is forgotten.
    case forgetsKeys
    /// Deadlines aren't written.
    case losesDeadlines
    /// The row that lists show isn't brought up to date.
    case keepsOldRows
    /// Nobody is told that the work is done.
    case answersNobody
    /// Messages are put into the outbox twice.
    case tellsTwice
    /// A commit that came second is written all the same, on top of what it hasn't seen.
    case writesOverRaces
    /// Every hazard is taken for confirmed.
    case confirmsHazards
    /// What a sender had seen is forgotten.
    case forgetsBasis
    /// A ticket is closed as its first report is, not as the worst.
    case closesByTheFirst
    /// A hazard that nobody has acknowledged isn't passed on.
    case leavesHazards
    /// What waits for an incident's yes or no waits for ever.
    case freezesForEver
    /// An incident that nobody answers isn't let go.
    case leavesProposals
    /// An urge has no clock.
    case forgetsUrges
    /// Whoever was asked is waited for without end.
    case forgetsOffers
    /// A missing sign-off is waited for without end.
    case forgetsSignOffs
    /// A ticket is followed up although nobody signed it off and the time for it isn't over.
    case closesUnsigned
    /// A rung of the ladder is taken twice.
    case climbsTwice
    /// Messages aren't gathered.
    case disturbsAgain
    /// A second one gets what somebody claimed.
    case claimsTwice
    /// Whoever repaired asks how it was.
    case callsItself
    /// A device is exchanged on the ticket, and not in the register.
    case exchangesHalf
    /// A ticket isn't told of the notice under which it was reported.
    case forgetsNotices
    /// After a restart tickets have the deadlines of the rules before.
    case keepsOldDeadlines
}

extension Sabotage {
    /// The promises that a simulation may see broken first.
    public var breaks: Set<Invariant> {
        switch self {
        case .losesCommits: [.reportOnce, .keyOnce]
        case .repeatsEvents: [.gapless]
        case .skipsGrants: [.grant]
        case .ignoresLeases: [.lease]
        case .forgetsKeys: [.keyOnce]
        case .losesDeadlines: [.deadline, .offer, .hop]
        case .keepsOldRows: [.row]
        case .answersNobody: [.answer]
        case .tellsTwice: [.toldOnce]
        // Two events of one number, told of twice; or done by somebody who had seen less.
        case .writesOverRaces: [.row, .deadline, .noticedOnce, .toldOnce, .late, .grant]
        case .confirmsHazards: [.hazard]
        case .forgetsBasis: [.late]
        case .closesByTheFirst: [.worst]
        case .leavesHazards: [.hop]
        case .freezesForEver: [.freeze]
        case .leavesProposals: [.incident]
        case .forgetsUrges: [.urge]
        case .forgetsOffers: [.offer]
        case .forgetsSignOffs: [.signOff]
        // Or by rows of a ticket that was signed off, which its events no longer come to.
        case .closesUnsigned: [.signOff, .deadline]
        case .climbsTwice: [.rungOnce]
        case .disturbsAgain: [.quiet]
        case .claimsTwice: [.claim]
        case .callsItself: [.caller]
        case .exchangesHalf: [.exchange]
        case .forgetsNotices: [.notice]
        case .keepsOldDeadlines: [.renewed]
        }
    }
}

extension Sabotage {
    /// The kind of deadline that is never written; nil: all are.
    var forgottenKind: Deadline.Kind? {
        switch self {
        case .leavesHazards: .hazardHop
        case .freezesForEver: .freezeEnds
        case .leavesProposals: .incidentLapses
        case .forgetsUrges: .urgeAnswer
        case .forgetsOffers: .acceptance
        case .forgetsSignOffs: .signOff
        default: nil
        }
    }
}
