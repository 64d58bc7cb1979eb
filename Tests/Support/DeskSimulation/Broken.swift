/// What must hold after every step of a simulation.
public enum Invariant: String, Sendable {
    /// No open ticket without a team.
    case owner
    /// No open ticket without a deadline, unless its last one was missed and noted.
    case deadline
    /// No deadline is left once the sweepers had time.
    case swept
    /// No report without an answer when its ticket is closed.
    case answer
    /// Positions and numbers in a stream follow each other.
    case gapless
    /// Each step of a clock is noted once.
    case noticedOnce
    /// Every acknowledged report is there, on one ticket.
    case reportOnce
    /// No command passes without its grant.
    case grant
    /// The row is what the events come to.
    case row
    /// A closed ticket ends as the worst of its reports.
    case worst
    /// Nobody is told twice of one event.
    case toldOnce
    /// A hazard is merged, held, referred, lowered or denied by a person who says so, and by nobody else.
    case hazard
    /// Whoever hadn't seen the newest move changes nothing.
    case late
    /// A key is used for one thing, once.
    case keyOnce
    /// Nobody else's deadline is taken.
    case lease
    /// A hazard that nobody has acknowledged is passed on within five minutes.
    case hop
    /// What waits for an incident waits ten minutes at most.
    case freeze
    /// An incident that was proposed is answered, or lapses.
    case incident
    /// An urge is answered, or its clock runs.
    case urge
    /// Whoever was asked to take a ticket has a time to do so.
    case offer
    /// Work that is to be signed off isn't closed without, nor waited for without end.
    case signOff
    /// Each rung of the ladder is taken once for a due instant.
    case rungOnce
    /// Nobody is disturbed twice in a spell, but for hazards.
    case quiet
    /// One gets what was claimed.
    case claim
    /// Nobody who repaired calls.
    case caller
    /// What a ticket says of an exchanged device, the register says too.
    case exchange
    /// A report knows the notices under which it was made.
    case notice
    /// Every ticket has the deadlines of the rules in force after a restart.
    case renewed
    /// An error that a desk doesn't give.
    case error
}

/// An invariant that didn't hold.
public struct Broken: Error, Sendable {
    public var invariant: Invariant
    /// Expected and found.
    public var text: String

    init(_ invariant: Invariant, _ text: String) {
        self.invariant = invariant
        self.text = text
    }
}
