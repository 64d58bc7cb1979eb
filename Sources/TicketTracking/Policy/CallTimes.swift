import Facility
public import Ledger

/// When calls are made for a team: inside the hours of the rules, on days on which the team works and that aren't
/// quiet: neither in the rules nor in a vacation of the calendar.
public struct CallTimes: Sendable {
    /// Beyond so many days without calls none is looked for.
    private static let daysMax = 400

    let calendar: ServiceCalendar
    let rules: FollowUpRules
    /// Of whoever did the work, where that was done: its vacations are the reporters', whoever calls. nil: as `calendar`.
    var home: ServiceCalendar?

    public func isCallDay(_ day: CivilDay) -> Bool {
        !rules.quietDays.contains(day) && !(home ?? calendar).isQuiet(on: day)
            && !calendar.isQuiet(on: day) && !calendar.segments(on: day).isEmpty
    }

    /// Whether the day on which an instant lies is one for calls.
    func isCallDay(_ instant: Instant) -> Bool { isCallDay(day(of: instant)) }

    /// Whether the clock on the wall shows an hour for calls, on whichever day.
    public func isCallHour(_ instant: Instant) -> Bool {
        rules.hours.contains(minute: minute(of: instant))
    }

    /// The instant itself where calls are made then, else the next moment at which they are.
    public func next(from instant: Instant) -> Instant {
        let (day, minute) = (day(of: instant), minute(of: instant))
        if isCallDay(day), minute < rules.hours.end {
            return minute < rules.hours.start ? moment(day, rules.hours.start) : instant
        }
        return moment(callDay(1, after: day), rules.hours.start)
    }

    /// A round's window.
    ///
    /// It holds a call day for each attempt, however many days without calls come first.
    public func window(_ round: FollowUpRules.Round, from start: Instant) -> FollowUpWindow {
        let opens: Instant =
            switch round.opens {
            case .after(let duration): next(from: start + duration)
            case .workingDays(let days): moment(callDay(days, after: day(of: start)), rules.hours.start)
            }
        let last = callDay(round.attemptsMax - 1, after: day(of: opens))
        let least = moment(last, rules.hours.end)
        return FollowUpWindow(opens: opens, closes: max(closing(at: start + round.closesAfter), least))
    }

    /// When the calls of a day are over, where an instant lies after them; else as `next`.
    private func closing(at instant: Instant) -> Instant {
        let isOver = minute(of: instant) >= rules.hours.end && isCallDay(day(of: instant))
        return isOver ? end(ofDayOf: instant) : next(from: instant)
    }

    /// When the next attempt of a round is to be made: as was asked for; else in a stretch of the day that wasn't
    /// tried yet, on the next call day, or later on the same day where the window ends before.
    ///
    /// - Parameter attempts: those of the round, in order.
    public func nextAttempt(after attempts: [FollowUpAttempt], in window: FollowUpWindow) -> Instant {
        guard let last = attempts.last else { return window.opens }
        if case .callBack(let at) = last.call.outcome { return at }
        guard last.call.outcome.usesAttempt else { return next(from: last.at) }
        let hours = rules.hours
        let tried = Set(
            attempts.filter(\.call.outcome.usesAttempt).map { hours.stretch(ofMinute: minute(of: $0.at)) })
        let lastStretch = hours.stretch(ofMinute: minute(of: last.at))
        let order = (1...hours.stretches.count).map { (lastStretch + $0) % hours.stretches.count }
        let stretch = order.first { !tried.contains($0) } ?? order[0]
        let day = day(of: last.at)
        let planned = moment(callDay(1, after: day), hours.stretches[stretch])
        if planned < window.closes { return planned }
        let later = hours.stretches.first { $0 > minute(of: last.at) }.map { moment(day, $0) }
        return min(later ?? planned, planned)
    }

    /// Whether two attempts would be one: made in the same stretch of the same day.
    func isSameStretch(_ one: Instant, _ other: Instant) -> Bool {
        day(of: one) == day(of: other)
            && rules.hours.stretch(ofMinute: minute(of: one))
                == rules.hours.stretch(ofMinute: minute(of: other))
    }

    /// The last moment for calls of the day on which an instant lies.
    func end(ofDayOf instant: Instant) -> Instant { moment(day(of: instant), rules.hours.end) }

    /// The n-th call day after a day; 0: the day itself.
    private func callDay(_ count: Int, after day: CivilDay) -> CivilDay {
        var (day, left) = (day, count)
        for _ in 0..<Self.daysMax where left > 0 {
            day = day.advanced(by: 1)
            if isCallDay(day) { left -= 1 }
        }
        return day
    }

    private func moment(_ day: CivilDay, _ minute: Int) -> Instant {
        calendar.zone.instant(day, minute: minute)
    }
    private func day(of instant: Instant) -> CivilDay { calendar.zone.local(instant).day }
    private func minute(of instant: Instant) -> Int { Int(calendar.zone.local(instant).second / 60) }
}

/// From when until when a round of the follow-up is done.
public struct FollowUpWindow: Hashable, Sendable {
    public var opens: Instant
    public var closes: Instant

    public init(opens: Instant, closes: Instant) {
        self.opens = opens
        self.closes = closes
    }
}

extension DeskPolicy {
    /// When calls about a ticket are made: on the callers' days, as far as the rules say who calls.
    ///
    /// By the calendars in force, not by those that the ticket's clocks are pinned to: rounds run up to a month after the
    /// work, and nobody calls, or is called, on a day off that was entered meanwhile.
    public func callTimes(of ticket: Ticket) -> CallTimes {
        let own = followUp.callers.map { calendar(of: $0) }
        let home = calendar(of: ticket.team ?? teams[0].key, along: ticket.path)
        return CallTimes(calendar: own ?? home, rules: followUp, home: home)
    }

    /// A round's window for a ticket; a call that was asked for later keeps it open until that day is over.
    ///
    /// - Returns: nil where the round hasn't a start yet, or isn't one of the three.
    public func followUpWindow(_ number: Int, of ticket: Ticket) -> FollowUpWindow? {
        guard let round = followUp.round(number),
            let start = number == 1 ? ticket.callsFrom ?? ticket.answeredAt : ticket.closedAt
        else { return nil }
        let times = callTimes(of: ticket)
        var window = times.window(round, from: start)
        for standing in ticket.standingReports {
            guard case .callBack(let at) = standing.attempts(of: number).last?.call.outcome else { continue }
            window.closes = max(window.closes, times.end(ofDayOf: at))
        }
        return window
    }
}
