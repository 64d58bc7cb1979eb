import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

/// One random question to a calendar, the same for the same seed: when has so much service time gone by, and how
/// much lies between two instants?
struct ServiceCase: Sendable, CustomStringConvertible {
    static let zones = [
        "Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
        "Pacific/Apia", "Africa/Casablanca",
    ]

    let seed: UInt64
    let zone: String
    /// Segments in minutes of the day for Monday (0) to Sunday (6).
    let week: [[Range<Int>]]
    /// As days since 1970.
    let holidays: Set<Int64>
    /// A day, and the weekday (0 to 6) whose hours hold on it.
    let makeUpDays: [Int64: Int]
    /// Days on which another week holds, apart from each other.
    let spans: [(days: ClosedRange<Int64>, week: [[Range<Int>]])]
    /// Seconds since 1970, at a whole minute.
    let start: Int64
    /// Minutes of service time until the deadline.
    let service: Int64
    /// Up to where service time is counted: a whole minute, up to three days after the start.
    let end: Int64

    init(seed: UInt64, around changes: [String: [Int64]]) {
        self.seed = seed
        var bits = SeededBits(seed: seed)
        func pick(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &bits) }
        let name = Self.zones[Int(pick(0...Int64(Self.zones.count) - 1))]
        zone = name
        // Half of the cases begin within three days before a change of the clock.
        let near = changes[name, default: []]
        let second =
            pick(0...1) == 0 && !near.isEmpty
            ? near[Int(pick(0...Int64(near.count) - 1))] - pick(0...3 * 86_400)
            : pick(Self.years.lowerBound...Self.years.upperBound)
        start = second - second % 60
        let today = start / 86_400
        let isAlways = pick(0...9) == 0
        func drawWeek() -> [[Range<Int>]] {
            (0..<7).map { weekday in
                if isAlways { return [0..<1_440] }
                if pick(0...(weekday < 5 ? 9 : 2)) == 0 { return [] }
                // Whole days, nights, lunch breaks, and segments that touch.
                var cuts = Set((0..<2 * pick(1...3)).map { _ in Int(pick(0...96)) * 15 }).sorted()
                if cuts.count % 2 == 1 { cuts.removeLast() }
                return stride(from: 0, to: cuts.count, by: 2).map { cuts[$0]..<cuts[$0 + 1] }
            }
        }
        var week = drawWeek()
        if week.allSatisfy(\.isEmpty) { week[0] = [480..<720] }
        self.week = week
        holidays = Set((0..<pick(0...4)).map { _ in today + pick(-1...9) })
        var makeUps: [Int64: Int] = [:]
        for _ in 0..<pick(0...2) {
            let weekday = Int(pick(0...6))
            if !week[weekday].isEmpty { makeUps[today + pick(-1...9)] = weekday }
        }
        makeUpDays = makeUps
        // Vacations and terms, one after another or with days between; now and then nobody works in one.
        var spans: [(days: ClosedRange<Int64>, week: [[Range<Int>]])] = []
        var from = today + pick(-3...3)
        for _ in 0..<max(0, pick(-1...2)) {
            let until = from + pick(0...6)
            let isClosed = pick(0...3) == 0
            spans.append((from...until, isClosed ? Array(repeating: [], count: 7) : drawWeek()))
            from = until + 1 + pick(0...2)
        }
        self.spans = spans
        service = pick(0...3) == 0 ? pick(0...60) : pick(0...1_800)
        end = start + 60 * pick(0...3 * 1_440)
    }

    /// 1986 (China's summer time begins) to 2036.
    static let years: ClosedRange<Int64> = 504_921_600...2_114_380_800

    var description: String {
        "seed \(seed): \(zone), from \(Instant(seconds: start)), \(service) min, up to \(Instant(seconds: end)), week \(week), "
            + "off \(holidays.sorted()), make-up \(makeUpDays.sorted { $0.key < $1.key }), spans \(spans)"
    }

    var hours: [Weekday: [ServiceCalendar.Segment]] { Self.hours(week) }

    private static func hours(_ week: [[Range<Int>]]) -> [Weekday: [ServiceCalendar.Segment]] {
        Dictionary(
            uniqueKeysWithValues: zip(Weekday.allCases, week).map { weekday, segments in
                (weekday, segments.map { ServiceCalendar.Segment(start: $0.lowerBound, end: $0.upperBound) })
            })
    }

    var makeUps: [CivilDay: Weekday] {
        Dictionary(
            uniqueKeysWithValues: makeUpDays.map { (CivilDay(number: $0), Weekday.allCases[$1]) })
    }

    func calendar() throws -> ServiceCalendar {
        try ServiceCalendar(
            zone: try #require(ServiceZone(zone)), week: hours,
            holidays: Set(holidays.map { CivilDay(number: $0) }),
            makeUpDays: makeUps,
            spans: spans.map { span in
                CalendarSpan(
                    name: "\(span.days)",
                    days: CivilDay(number: span.days.lowerBound)...CivilDay(number: span.days.upperBound),
                    week: Self.hours(span.week))
            }.reversed())
    }
}
