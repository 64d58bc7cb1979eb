import Ledger
import Testing

@testable import TicketTracking

@Suite("Service time")
struct ServiceCalendarTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var from: String
        var hours: Double
        var due: String
        var testDescription: String { name }
    }

    private static let rows: [Row] = [
        Row(
            name: "in the morning", from: "2026-09-14T09:00:00+08:00", hours: 2,
            due: "2026-09-14T11:00:00+08:00"),
        Row(
            name: "over lunch", from: "2026-09-14T11:00:00+08:00", hours: 2, due: "2026-09-14T15:00:00+08:00"),
        Row(
            name: "ends at noon", from: "2026-09-14T11:00:00+08:00", hours: 1,
            due: "2026-09-14T12:00:00+08:00"),
        Row(
            name: "from lunch", from: "2026-09-14T12:30:00+08:00", hours: 1, due: "2026-09-14T15:00:00+08:00"),
        Row(
            name: "from the night", from: "2026-09-14T03:00:00+08:00", hours: 1,
            due: "2026-09-14T09:00:00+08:00"),
        Row(name: "overnight", from: "2026-09-14T17:00:00+08:00", hours: 2, due: "2026-09-15T09:00:00+08:00"),
        Row(
            name: "over the weekend", from: "2026-09-18T17:30:00+08:00", hours: 1,
            due: "2026-09-21T08:30:00+08:00"),
        Row(
            name: "from Sunday", from: "2026-09-20T10:00:00+08:00", hours: 8, due: "2026-09-21T18:00:00+08:00"
        ),
        Row(
            name: "over a holiday", from: "2026-09-30T17:00:00+08:00", hours: 2,
            due: "2026-10-02T09:00:00+08:00"),
        Row(
            name: "on a make-up Saturday", from: "2026-10-09T17:00:00+08:00", hours: 2,
            due: "2026-10-10T09:00:00+08:00"),
        Row(
            name: "nothing, in service", from: "2026-09-14T09:00:00+08:00", hours: 0,
            due: "2026-09-14T09:00:00+08:00"),
        Row(
            name: "nothing, at lunch", from: "2026-09-14T13:00:00+08:00", hours: 0,
            due: "2026-09-14T14:00:00+08:00"),
        Row(
            name: "a fortnight", from: "2026-09-14T08:00:00+08:00", hours: 80,
            due: "2026-09-25T18:00:00+08:00"),
    ]

    @Test("Due is where the calendar says", arguments: rows)
    func due(_ row: Row) throws {
        let start = SampleDesk.instant(row.from)
        let calendar = try SampleDesk.calendar()
        let due = calendar.adding(.seconds(row.hours * 3600), to: start)
        #expect(due == SampleDesk.instant(row.due), "\(due)")
        #expect(calendar.serviceTime(from: start, to: due) == .seconds(row.hours * 3600))
    }

    @Test("Where clocks are put forward the hour that is skipped is no service")
    func spring() throws {
        let berlin = try #require(ServiceZone("Europe/Berlin"))
        let calendar = try ServiceCalendar(
            zone: berlin, week: SampleDesk.week([(0, 24)], [.saturday, .sunday]))
        // 2026-03-29, 02:00 becomes 03:00: that Sunday has 23 hours.
        let midnight = SampleDesk.instant("2026-03-29T00:00:00+01:00")
        #expect(
            calendar.adding(.seconds(4 * 3600), to: midnight)
                == SampleDesk.instant("2026-03-29T05:00:00+02:00"))
        #expect(
            calendar.serviceTime(from: midnight, to: SampleDesk.instant("2026-03-30T12:00:00+02:00"))
                == .seconds(23 * 3600))
    }

    @Test("Where clocks are put back the hour counts twice")
    func autumn() throws {
        let berlin = try #require(ServiceZone("Europe/Berlin"))
        let calendar = try ServiceCalendar(zone: berlin, week: SampleDesk.week([(0, 24)], [.sunday]))
        let midnight = SampleDesk.instant("2026-10-25T00:00:00+02:00")
        #expect(
            calendar.serviceTime(from: midnight, to: SampleDesk.instant("2026-10-26T12:00:00+01:00"))
                == .seconds(25 * 3600))
    }

    @Test("A segment inside the skipped hour is gone; one that begins in it starts at the change")
    func skipped() throws {
        let berlin = try #require(ServiceZone("Europe/Berlin"))
        let day = try #require(CivilDay("2026-03-29"))
        #expect(berlin.instant(day, minute: 150) == SampleDesk.instant("2026-03-29T03:00:00+02:00"))
        #expect(berlin.instant(day, minute: 180) == SampleDesk.instant("2026-03-29T03:00:00+02:00"))
        #expect(berlin.instant(day, minute: 60) == SampleDesk.instant("2026-03-29T01:00:00+01:00"))
    }

    @Test("A hazard counts round the clock")
    func hazard() throws {
        let policy = try SampleDesk.policy()
        let saturday = SampleDesk.instant("2026-09-19T23:00:00+08:00")
        let due = policy.due(.hazard, try SampleDesk.key("repairs"), from: saturday)
        #expect(due.response == saturday + .seconds(600))
        #expect(due.resolution == saturday + .seconds(4 * 3600))
    }

    @Test("Hours that make no calendar are refused")
    func faults() throws {
        let zone = try #require(ServiceZone("Asia/Shanghai"))
        let day = try #require(CivilDay("2026-10-10"))
        #expect(throws: CalendarFault.noService) { try ServiceCalendar(zone: zone, week: [.monday: []]) }
        #expect(throws: CalendarFault.emptyMakeUp(day, .sunday)) {
            try ServiceCalendar(
                zone: zone, week: SampleDesk.week([(8, 12)], [.monday]), makeUpDays: [day: .sunday])
        }
        for hours in [[(12, 8)], [(8, 8)], [(8, 25)], [(14, 18), (8, 12)], [(8, 13), (12, 18)]] {
            #expect(throws: CalendarFault.self) {
                try ServiceCalendar(zone: zone, week: SampleDesk.week(hours, [.monday]))
            }
        }
    }

    @Test("Weekdays and dates agree with the calendar on the wall")
    func civil() throws {
        #expect(try #require(CivilDay("2026-09-14")).weekday == .monday)
        #expect(try #require(CivilDay("1970-01-01")).weekday == .thursday)
        #expect(try #require(CivilDay("1969-12-31")).weekday == .wednesday)
        #expect(CivilDay("2024-02-29")?.description == "2024-02-29")
        for wrong in ["2026-02-29", "2026-13-01", "20260914", "", "2026-09-14T"] {
            #expect(CivilDay(wrong) == nil)
        }
    }
}
