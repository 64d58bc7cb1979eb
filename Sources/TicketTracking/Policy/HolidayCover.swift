public import Ledger

/// A year whose days off nobody has entered into a calendar.
public struct HolidayGap: Hashable, Sendable {
    /// As the rules call the calendar.
    public var calendar: String
    public var year: Int
}

extension ServiceCalendar {
    /// Years that a stretch of time touches and whose days off aren't listed, in order; empty where no list is kept.
    ///
    /// - Parameter end: not before `start`; a stretch of more than 400 years is cut there.
    public func uncoveredYears(from start: Instant, to end: Instant) -> [Int] {
        guard let coveredYears, start <= end else { return [] }
        let (first, last) = (zone.local(start).day.year, zone.local(end).day.year)
        return (first...min(last, first + 400)).filter { !coveredYears.contains($0) }
    }
}

extension DeskPolicy {
    /// Calendars in use without the days off of this year, and from December on of the next, by name and year.
    public func holidayGaps(at now: Instant) -> [HolidayGap] {
        let today = zone.local(now).day
        // Whether 31 days later another year has begun tells December from the other months.
        let years = Set([today.year, today.advanced(by: 31).year])
        return calendarsInUse.flatMap { calendar -> [HolidayGap] in
            guard let covered = calendar.coveredYears else { return [] }
            return years.subtracting(covered).sorted().map { HolidayGap(calendar: calendar.name, year: $0) }
        }
    }

    /// Years without their days off through which the clocks of an open ticket run: its dues may come out too early.
    ///
    /// Looked at is each team's calendar for as long as the ticket was with it, and the present one's up to the last due.
    ///
    /// - Returns: in order; empty where the ticket's priority counts round the clock.
    public func uncoveredYears(of ticket: Ticket) -> [Int] {
        guard ticket.state.isOpen, ticket.team != nil else { return [] }
        let dues = [ticket.respondedAt == nil ? ticket.responseDue : nil, ticket.resolutionDue]
        guard let last = dues.compactMap({ $0 }).max() else { return [] }
        return course(of: ticket).uncoveredYears(from: ticket.openedAt, to: last)
    }
}
