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
        case .losesDeadlines: [.deadline]
        case .keepsOldRows: [.row]
        case .answersNobody: [.answer]
        case .tellsTwice: [.toldOnce]
        case .writesOverRaces: [.row, .deadline, .noticedOnce]
        case .confirmsHazards: [.hazard]
        case .forgetsBasis: [.late]
        case .closesByTheFirst: [.worst]
        }
    }
}
