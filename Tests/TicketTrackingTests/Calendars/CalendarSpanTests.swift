import Ledger
import Testing

@testable import TicketTracking

@Suite("Terms and vacations in a calendar")
struct CalendarSpanTests {
    private static func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

    private static func span(
        _ name: String, _ from: String, _ until: String, _ hours: [(Int, Int)] = [(9, 11)],
        isQuiet: Bool = false
    ) throws -> CalendarSpan {
        CalendarSpan(
            name: name, days: try day(from)...day(until),
            week: hours.isEmpty ? [:] : SampleDesk.week(hours, [.tuesday, .thursday]), isQuiet: isQuiet)
    }

    /// Monday to Friday; in the vacation two hours on Tuesdays and Thursdays, and nobody at the turn of the year.
    private static func calendar(
        _ spans: [CalendarSpan]? = nil, holidays: [String] = [], makeUp: [String: Weekday] = [:]
    ) throws -> ServiceCalendar {
        try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays),
            holidays: Set(try holidays.map(day)),
            makeUpDays: Dictionary(uniqueKeysWithValues: try makeUp.map { (try day($0), $1) }),
            spans: spans ?? [
                span("turn of the year", "2027-02-05", "2027-02-12", []),
                span("winter", "2027-01-18", "2027-02-04"),
            ])
    }

    @Test(
        "Due is counted in the hours of the days that it runs through",
        arguments: [
            // Before, into, inside and across the vacation, from its first to its last minute.
            ("2027-01-15T17:00", 1.0, "2027-01-15T18:00"), ("2027-01-15T17:00", 2.0, "2027-01-19T10:00"),
            ("2027-01-18T10:00", 0.0, "2027-01-19T09:00"), ("2027-01-19T10:00", 2.0, "2027-01-21T10:00"),
            ("2027-02-04T10:00", 1.0, "2027-02-04T11:00"), ("2027-02-04T10:00", 2.0, "2027-02-15T09:00"),
            ("2027-02-08T10:00", 0.0, "2027-02-15T08:00"),
        ])
    func due(_ from: String, _ hours: Double, _ due: String) throws {
        let calendar = try Self.calendar()
        let start = SampleDesk.instant(from + ":00+08:00")
        let end = calendar.adding(.seconds(hours * 3600), to: start)
        #expect(end == SampleDesk.instant(due + ":00+08:00"), "\(end)")
        #expect(calendar.serviceTime(from: start, to: end) == .seconds(hours * 3600))
        guard hours > 0 else { return }
        let back = calendar.subtracting(.seconds(hours * 3600), from: end)
        #expect(calendar.serviceTime(from: start, to: back) == .zero)
    }

    @Test("In a vacation a day off stays off, and a make-up day has the vacation's hours, or none")
    func exceptions() throws {
        let calendar = try Self.calendar(
            holidays: ["2027-01-19"],
            makeUp: ["2027-01-23": .tuesday, "2027-02-06": .friday, "2027-02-20": .friday])
        #expect(calendar.segments(on: try Self.day("2027-01-19")).isEmpty)
        #expect(calendar.segments(on: try Self.day("2027-01-23")) == [.init(start: 540, end: 660)])
        #expect(calendar.segments(on: try Self.day("2027-02-06")).isEmpty)
        #expect(calendar.segments(on: try Self.day("2027-02-20")).count == 2)
    }

    @Test("Spans that overlap, last too long or have impossible hours are refused")
    func faults() throws {
        let (winter, again) = try (
            Self.span("winter", "2027-01-18", "2027-02-14"), Self.span("again", "2027-02-14", "2027-02-20")
        )
        #expect(throws: CalendarFault.spanOverlap("winter", "again")) { try Self.calendar([again, winter]) }
        let long = try Self.span("long", "2027-01-01", "2028-02-05")
        #expect(throws: CalendarFault.spanLength("long", 401)) { try Self.calendar([long]) }
        let hours = try Self.span("odd", "2027-01-18", "2027-02-14", [(9, 12), (11, 13)])
        #expect(throws: CalendarFault.self) { try Self.calendar([hours]) }
        let many = try (0..<101).map { number in
            let day = try Self.day("2027-01-01").advanced(by: Int64(number))
            return CalendarSpan(name: "\(number)", days: day...day, week: [:])
        }
        #expect(throws: CalendarFault.spanCount(101)) { try Self.calendar(many) }
        #expect(try Self.calendar(Array(many.dropLast())).spans.count == 100)
    }

    @Test("Calls are shifted out of a vacation that is quiet, and made in one that isn't")
    func calls() throws {
        let week = FollowUpRules.Round(
            opensAfter: .seconds(7 * 86_400), closesAfter: .seconds(9 * 86_400), attemptsMax: 1)
        let resolved = SampleDesk.instant("2027-01-12T12:30:00+08:00")
        for (isQuiet, opens) in [(true, "2027-02-05T09:00"), (false, "2027-01-19T12:30")] {
            let winter = try Self.span("winter", "2027-01-18", "2027-02-04", isQuiet: isQuiet)
            let times = CallTimes(calendar: try Self.calendar([winter]), rules: FollowUpRules(rounds: [week]))
            let window = times.window(week, from: resolved)
            #expect(window.opens == SampleDesk.instant(opens + ":00+08:00"), "\(window.opens)")
        }
        // Callers who work all winter leave reporters of a campus on vacation in peace.
        let winter = try Self.span("winter", "2027-01-18", "2027-02-04", isQuiet: true)
        let desk = CallTimes(
            calendar: try Self.calendar([]), rules: FollowUpRules(rounds: [week]),
            home: try Self.calendar([winter]))
        #expect(
            desk.window(week, from: resolved).opens == SampleDesk.instant("2027-02-05T09:00:00+08:00"))
    }
}
