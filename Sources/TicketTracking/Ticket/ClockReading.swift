public import Ledger

/// What one clock of a ticket shows at an instant.
public struct ClockReading: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case running
        /// On hold for something that stops it (挂起).
        case standing
        case over
    }

    public var clock: ServiceClock
    public var state: State
    /// Since when it does that.
    public var since: Instant
    /// The event that made it so, by its kind without the stream, e.g. `held` or `accepted`; nil: it has run from the
    /// opening on.
    public var by: String?
    /// What it stands still for; nil unless it does.
    public var reason: HoldReason?
    /// While it stands still: when it would run out if it went on at once.
    public var due: Instant
    /// Service time that it allows: always `used` + `left`.
    public var promised: Duration
    /// Service time that has gone by, or had when it was over, without what it stood still.
    public var used: Duration
    /// Below zero: that much service time late.
    public var left: Duration
    /// Of the promise that is used, whole per cent rounded down; above 100 late.
    public var percent: Int
    /// Service time for which it stood still.
    public var stoodStill: Duration
    /// By the clock on the wall, from the report to now or to when it was over.
    public var whole: Duration

    public var isLate: Bool { left < .zero }
}

/// All clocks of a ticket at an instant, counted from its events: nothing of it is stored.
public struct TicketClocks: Hashable, Sendable {
    public var at: Instant
    public var openedAt: Instant
    /// Of the calendars by which they run.
    public var calendarVersion: Int
    /// Whether nights and days off count.
    public var isRoundTheClock: Bool
    /// Those that were promised, in the order of `ServiceClock`; empty until the ticket is routed.
    public var readings: [ClockReading]
    /// By the clock on the wall, from the report to now, or to its answer or end.
    public var whole: Duration

    public subscript(_ clock: ServiceClock) -> ClockReading? { readings.first { $0.clock == clock } }
}

extension Ticket {
    /// What its clocks show.
    ///
    /// - Parameter instant: no later event of the ticket is known; before its opening they show nothing used.
    public func clocks(at instant: Instant, under policy: DeskPolicy) -> TicketClocks {
        let course = policy.course(of: self)
        let end = clockEnds[.resolution]?.at ?? instant
        return TicketClocks(
            at: instant, openedAt: openedAt, calendarVersion: policy.calendarVersion(of: self),
            isRoundTheClock: policy.calendars(of: self).roundTheClock.contains(priority),
            readings: ServiceClock.allCases.compactMap { reading($0, at: instant, by: course) },
            whole: max(.zero, min(end, instant) - openedAt))
    }

    private func reading(
        _ clock: ServiceClock, at instant: Instant, by course: ServiceCourse
    ) -> ClockReading? {
        guard let due = due(clock) else { return nil }
        let end = clockEnds[clock]
        let now = max(openedAt, min(instant, end?.at ?? instant))
        let (stood, credit) = clock == .resolution ? standing(at: now, by: course) : (.zero, .zero)
        let used = course.time(from: openedAt, to: now) - stood
        let ahead = course.time(from: now, to: due) - course.time(from: due, to: now) + credit
        // By a clock that was put back it may be due before it was opened: then nothing was promised.
        let promised = max(.zero, used + ahead)
        let left = promised - used
        let paused = end == nil && clock == .resolution && self.hold?.pausesClock == true ? self.hold : nil
        // Past its date it runs, though nobody has noted that yet.
        let hold = paused.flatMap { now < $0.until ? $0 : nil }
        let since = paused.map { ($0.until, "resumed") } ?? start(of: clock)
        return ClockReading(
            clock: clock, state: end != nil ? .over : hold != nil ? .standing : .running,
            since: end?.at ?? hold?.since ?? since.0, by: end?.by ?? (hold == nil ? since.1 : "held"),
            reason: hold?.reason,
            due: paused == nil || credit == .zero ? due : course.adding(credit, to: due),
            promised: promised, used: used, left: left, percent: used.percent(of: promised),
            stoodStill: stood, whole: now - openedAt)
    }

    /// Service time for which the resolution's clock stood still up to an instant, and the part of it that isn't on the
    /// due yet.
    private func standing(at now: Instant, by course: ServiceCourse) -> (stood: Duration, credit: Duration) {
        func time(_ start: Instant, _ end: Instant) -> Duration {
            course.time(from: min(start, now), to: min(end, now))
        }
        var stood = pauses.reduce(Duration.zero) { $0 + time($1.since, $1.until) }
        var credit = pauses.filter { !$0.isCredited }.reduce(Duration.zero) { $0 + time($1.since, $1.until) }
        if let hold, hold.pausesClock {
            stood += time(hold.since, hold.until)
            credit += time(hold.creditFrom, hold.until)
        }
        return (stood, credit)
    }

    /// Since when a clock runs without a break: from the opening, or from the last pause on.
    private func start(of clock: ServiceClock) -> (Instant, String?) {
        guard clock == .resolution, let pause = pauses.last else { return (openedAt, nil) }
        return (pause.until, "resumed")
    }
}

extension Duration {
    /// Whole per cent, rounded down; of nothing all is used.
    fileprivate func percent(of whole: Duration) -> Int {
        let (part, all) = (wholeMicroseconds, whole.wholeMicroseconds)
        guard all > 0 else { return 100 }
        let (hundredfold, isTooMuch) = part.multipliedReportingOverflow(by: 100)
        return isTooMuch ? .max : Int(hundredfold / all)
    }
}
