public import Facility
public import Ledger

/// Who has a ticket since when, and where its work is: by whose hours its clocks run from then on.
public struct Stint: Hashable, Sendable {
    public var since: Instant
    public var team: TeamKey
    /// From the campus down.
    public var path: [PlaceStep]

    public init(since: Instant, team: TeamKey, path: [PlaceStep]) {
        self.since = since
        self.team = team
        self.path = path
    }
}

/// A time for which the resolution's clock stood still.
public struct Pause: Hashable, Sendable {
    public var reason: HoldReason
    public var since: Instant
    /// Not before `since`.
    public var until: Instant
    /// Whether it was put on the due; not where the ticket ended in it.
    public var isCredited: Bool
}

/// What ended a clock.
public struct ClockEnd: Hashable, Sendable {
    public var at: Instant
    /// The event's kind without its stream, e.g. `accepted`.
    public var by: String
    /// The event's number on the ticket.
    public var event: Int64
}
