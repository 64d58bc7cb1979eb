/// Days on which another week holds than in the rest of the year: 暑假, 寒假, 考试周, a term.
public struct CalendarSpan: Hashable, Sendable {
    /// A longer one is refused, so that the search for the next working time ends soon.
    public static let daysMax: Int64 = 400
    /// Of one calendar.
    public static let countMax = 100

    /// As the site calls it.
    public var name: String
    public var days: ClosedRange<CivilDay>
    /// In order and apart from each other; without any hours nobody works on these days.
    public var week: [Weekday: [ServiceCalendar.Segment]]
    /// true: reporters are away, so nobody calls them then, whatever the hours are.
    public var isQuiet: Bool

    public init(
        name: String, days: ClosedRange<CivilDay>, week: [Weekday: [ServiceCalendar.Segment]],
        isQuiet: Bool = false
    ) {
        self.name = name
        self.days = days
        self.week = week
        self.isQuiet = isQuiet
    }

    static func inOrder(_ spans: [CalendarSpan]) throws(CalendarFault) -> [CalendarSpan] {
        guard spans.count <= countMax else { throw .spanCount(spans.count) }
        let sorted = spans.sorted { $0.days.lowerBound < $1.days.lowerBound }
        for (span, next) in zip(sorted, sorted.dropFirst()) where span.days.overlaps(next.days) {
            throw .spanOverlap(span.name, next.name)
        }
        for span in sorted {
            if let fault = ServiceCalendar.fault(in: span.week) {
                throw .spanSegment(span.name, fault.0, fault.1)
            }
            let count = span.days.upperBound.number - span.days.lowerBound.number + 1
            guard count <= daysMax else { throw .spanLength(span.name, count) }
        }
        return sorted
    }

    static func holding(_ day: CivilDay, of spans: [CalendarSpan]) -> CalendarSpan? {
        spans.first { $0.days.contains(day) }
    }
}
