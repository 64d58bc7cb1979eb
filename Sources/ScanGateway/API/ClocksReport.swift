import Ledger
import TicketTracking

/// The clocks of a ticket as programs read them: `mendmark ticket clocks NUMBER --json`, and `clocks` in
/// `/api/v1/tickets/{number}`. Times are RFC 3339 in UTC, lengths whole seconds.
public struct ClocksReport: Codable, Hashable, Sendable {
    public struct Clock: Codable, Hashable, Sendable {
        /// `response`, `arrival` or `resolution`.
        public var clock: String
        /// `running`, `standing` (on hold) or `over`.
        public var state: String
        public var since: String
        /// The event that made it so, e.g. `held` or `accepted`; nil: it has run from the opening on.
        public var by: String?
        /// What it stands still for.
        public var reason: String?
        /// While it stands still: when it would run out if it went on at once.
        public var due: String
        /// Service time: promised = used + left; left is below zero when it is late.
        public var promisedSeconds: Int64
        public var usedSeconds: Int64
        public var leftSeconds: Int64
        /// Of the promise that is used.
        public var percent: Int
        public var isLate: Bool
        /// Service time for which it stood still.
        public var stoodStillSeconds: Int64
        /// By the clock on the wall, from the report to now or to when it was over.
        public var wholeSeconds: Int64
    }

    /// The ticket's.
    public var number: String
    public var at: String
    public var openedAt: String
    /// By the clock on the wall, from the report to now, or to its answer or end.
    public var wholeSeconds: Int64
    /// Of the calendars by which its clocks run.
    public var calendarVersion: Int
    /// Whether nights and days off count.
    public var isRoundTheClock: Bool
    /// Those that were promised.
    public var clocks: [Clock]

    init(_ clocks: TicketClocks, number: String) {
        self.number = number
        at = Gateway.text(clocks.at)
        openedAt = Gateway.text(clocks.openedAt)
        wholeSeconds = clocks.whole.components.seconds
        calendarVersion = clocks.calendarVersion
        isRoundTheClock = clocks.isRoundTheClock
        self.clocks = clocks.readings.map(Clock.init)
    }
}

extension ClocksReport.Clock {
    fileprivate init(_ reading: ClockReading) {
        // A due is told to the second, so a ticket that came in the middle of one is promised a part of it less: rounded up,
        // an hour is an hour.
        let promised = (reading.promised.wholeMicroseconds + 999_999) / 1_000_000
        let used = reading.used.components.seconds
        self.init(
            clock: reading.clock.rawValue, state: reading.state.rawValue,
            since: Gateway.text(reading.since), by: reading.by, reason: reading.reason?.rawValue,
            due: Gateway.text(reading.due), promisedSeconds: promised, usedSeconds: used,
            leftSeconds: promised - used, percent: reading.percent, isLate: reading.isLate,
            stoodStillSeconds: reading.stoodStill.components.seconds,
            wholeSeconds: reading.whole.components.seconds)
    }
}
