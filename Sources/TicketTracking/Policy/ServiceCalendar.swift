public import Ledger

/// When a team works: hours by weekday, days off, and days on which another weekday's hours hold (调休补班).
///
/// It is service time while the clock on the wall shows a minute of a segment: where clocks are put forward the
/// minutes that are skipped are none, where they are put back those shown twice count twice.
public struct ServiceCalendar: Hashable, Sendable {
    /// A stretch of working time in minutes of the local day: 0 ≤ start < end ≤ 1,440.
    public struct Segment: Hashable, Sendable {
        public var start: Int
        public var end: Int

        public init(start: Int, end: Int) {
            self.start = start
            self.end = end
        }
    }

    private struct Rules: Hashable, Sendable {
        var name: String
        var zone: ServiceZone
        var week: [Weekday: [Segment]]
        var holidays: Set<CivilDay>
        var makeUpDays: [CivilDay: Weekday]
        var spans: [CalendarSpan]
        var coveredYears: Set<Int>?
    }
    private let rules: Shared<Rules>

    /// As the site's rules call it; empty where nobody named it.
    public var name: String { rules.value.name }
    public var zone: ServiceZone { rules.value.zone }
    /// In order and apart from each other; at least one weekday has one.
    var week: [Weekday: [Segment]] { rules.value.week }
    var holidays: Set<CivilDay> { rules.value.holidays }
    var makeUpDays: [CivilDay: Weekday] { rules.value.makeUpDays }
    /// In order and apart from each other.
    public var spans: [CalendarSpan] { rules.value.spans }
    /// Years whose days off are listed, however few; nil: it keeps no such list, and public holidays are as other days.
    public var coveredYears: Set<Int>? { rules.value.coveredYears }

    /// - Parameters:
    ///   - holidays: days without service, unless they are make-up days too.
    ///   - makeUpDays: days, and the weekday whose hours hold on them.
    ///   - spans: days on which another week holds, in any order. Days off stay off in them, and a make-up day in one
    ///     has the hours of that week, which may be none.
    ///   - coveredYears: years for which `holidays` is whole; nil: no list of holidays is kept.
    /// - Throws: `CalendarFault`
    public init(
        zone: ServiceZone, week: [Weekday: [Segment]], holidays: Set<CivilDay> = [],
        makeUpDays: [CivilDay: Weekday] = [:], spans: [CalendarSpan] = [], coveredYears: Set<Int>? = nil,
        name: String = ""
    ) throws(CalendarFault) {
        if let fault = Self.fault(in: week) { throw .segment(fault.0, fault.1) }
        guard week.values.contains(where: { !$0.isEmpty }) else { throw .noService }
        let spans = try CalendarSpan.inOrder(spans)
        for (day, weekday) in makeUpDays where week[weekday, default: []].isEmpty {
            guard CalendarSpan.holding(day, of: spans) != nil else { throw .emptyMakeUp(day, weekday) }
        }
        rules = Shared(
            Rules(
                name: name, zone: zone, week: week, holidays: holidays, makeUpDays: makeUpDays, spans: spans,
                coveredYears: coveredYears))
    }

    /// The first stretch that is out of order, overlaps, is empty or goes beyond midnight.
    static func fault(in week: [Weekday: [Segment]]) -> (Weekday, Segment)? {
        for (weekday, segments) in week {
            var end = 0
            for segment in segments {
                guard segment.start >= end, segment.start < segment.end, segment.end <= 1_440 else {
                    return (weekday, segment)
                }
                end = segment.end
            }
        }
        return nil
    }

    /// The working time of a day; empty where nobody works.
    public func segments(on day: CivilDay) -> [Segment] {
        let week = (spans.isEmpty ? nil : CalendarSpan.holding(day, of: spans)?.week) ?? week
        if let weekday = makeUpDays[day] { return week[weekday, default: []] }
        return holidays.contains(day) ? [] : week[day.weekday, default: []]
    }

    /// Whether a day lies in a vacation during which reporters aren't called.
    public func isQuiet(on day: CivilDay) -> Bool { CalendarSpan.holding(day, of: spans)?.isQuiet ?? false }

    /// The instant at which so much service time has gone by.
    ///
    /// - Parameter service: 0 gives the instant itself if it lies in service, else the next moment that does.
    public func adding(_ service: Duration, to instant: Instant) -> Instant {
        var left = max(0, service.wholeMicroseconds)
        var day = zone.local(instant).day
        // Ends: beyond the last day off and the last span every week has a stretch of service.
        while true {
            for stretch in stretches(on: day) where stretch.upperBound > instant {
                let start = max(stretch.lowerBound, instant)
                let length = (stretch.upperBound - start).wholeMicroseconds
                if left <= length, left > 0 || start < stretch.upperBound {
                    return start + .microseconds(left)
                }
                left -= length
            }
            day = day.advanced(by: 1)
        }
    }

    /// How much service time lies between two instants; zero where the second isn't later.
    public func serviceTime(from start: Instant, to end: Instant) -> Duration {
        guard start < end else { return .zero }
        var total: Int64 = 0
        var day = zone.local(start).day
        let last = zone.local(end).day
        while day <= last {
            for stretch in stretches(on: day) {
                let (from, to) = (max(stretch.lowerBound, start), min(stretch.upperBound, end))
                if from < to { total += (to - from).wholeMicroseconds }
            }
            day = day.advanced(by: 1)
        }
        return .microseconds(total)
    }

    func stretches(on day: CivilDay) -> [Range<Instant>] {
        let segments = segments(on: day)
        return segments.isEmpty ? [] : zone.stretches(on: day, of: segments)
    }
}

/// Why working hours make no calendar.
public enum CalendarFault: Error, Hashable, Sendable {
    /// Out of order, overlapping, empty, or beyond midnight.
    case segment(Weekday, ServiceCalendar.Segment)
    /// No weekday has any.
    case noService
    /// The make-up day takes the hours of a weekday that has none.
    case emptyMakeUp(CivilDay, Weekday)
    /// As `segment`, in the week of a span.
    case spanSegment(String, Weekday, ServiceCalendar.Segment)
    /// The second begins before the first is over.
    case spanOverlap(String, String)
    /// Longer than `CalendarSpan.daysMax`.
    case spanLength(String, Int64)
    /// More than `CalendarSpan.countMax`.
    case spanCount(Int)
}
