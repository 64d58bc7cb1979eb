public import Ledger

/// By whose hours a ticket's clocks run, from its opening on: each team's own while it has the ticket.
///
/// So what one team used stays used when another gets it, and what is left is counted in the hours of that one.
public struct ServiceCourse: Hashable, Sendable {
    /// From an instant on, up to the next leg.
    struct Leg: Hashable, Sendable {
        var from: Instant
        var calendar: ServiceCalendar
    }

    /// In order; empty: round the clock.
    private let legs: [Leg]

    static let roundTheClock = ServiceCourse([])

    init(_ legs: [Leg]) { self.legs = legs }

    /// The hours in force at an instant, from which it goes on; nil: round the clock.
    func calendar(at instant: Instant) -> ServiceCalendar? {
        legs.last { $0.from <= instant }?.calendar ?? legs.first?.calendar
    }

    /// The service time between two instants; zero where the second isn't later.
    public func time(from start: Instant, to end: Instant) -> Duration {
        guard start < end else { return .zero }
        if legs.isEmpty { return end - start }
        var total = Duration.zero
        for (index, leg) in legs.enumerated() {
            let from = index == 0 ? start : max(start, leg.from)
            let to = index + 1 < legs.count ? min(end, legs[index + 1].from) : end
            total += leg.calendar.serviceTime(from: from, to: to)
        }
        return total
    }

    /// Years that it touches between two instants in hours whose days off aren't listed, in order.
    public func uncoveredYears(from start: Instant, to end: Instant) -> [Int] {
        var years: Set<Int> = []
        for (index, leg) in legs.enumerated() {
            let from = index == 0 ? start : max(start, leg.from)
            let to = index + 1 < legs.count ? min(end, legs[index + 1].from) : end
            years.formUnion(leg.calendar.uncoveredYears(from: from, to: to))
        }
        return years.sorted()
    }

    /// The instant at which so much service time has gone by.
    ///
    /// - Parameter service: 0 gives the instant itself if it lies in service, else the next moment that does.
    public func adding(_ service: Duration, to instant: Instant) -> Instant {
        var (left, from) = (service, instant)
        for (index, leg) in legs.enumerated() {
            guard index + 1 < legs.count else { return leg.calendar.adding(left, to: from) }
            let end = legs[index + 1].from
            guard from < end else { continue }
            let there = leg.calendar.adding(left, to: from)
            if there <= end { return there }
            left -= leg.calendar.serviceTime(from: from, to: end)
            from = end
        }
        return instant + service
    }

    /// The instant before which so much service time lies until another: what `adding` would lead back from.
    ///
    /// - Parameter service: 0 gives the instant itself.
    public func subtracting(_ service: Duration, from instant: Instant) -> Instant {
        var (left, until) = (service, instant)
        for (index, leg) in legs.enumerated().reversed() {
            guard index > 0, leg.from < until else {
                if index > 0 { continue }
                return leg.calendar.subtracting(left, from: until)
            }
            let there = leg.calendar.subtracting(left, from: until)
            if there >= leg.from { return there }
            left -= leg.calendar.serviceTime(from: leg.from, to: until)
            until = leg.from
        }
        return instant - service
    }
}
