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
