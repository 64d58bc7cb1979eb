import Ledger
import Testing

@testable import TicketTracking

/// Mistakes that other desks have made for years, one test each; their files are parted by what would go wrong: the
/// calendar, holds, the ladder, hand-overs.
@Suite("Other people's bugs")
struct OtherPeoplesBugsTests {
    private static let everyDay = Weekday.allCases

    private static func calendar(
        _ zone: String, _ hours: [(Int, Int)], _ days: [Weekday], holidays: [String] = [],
        makeUpDays: [String: Weekday] = [:]
    ) throws -> ServiceCalendar {
        var makeUps: [CivilDay: Weekday] = [:]
        for (day, weekday) in makeUpDays { makeUps[try #require(CivilDay(day))] = weekday }
        return try ServiceCalendar(
            zone: try #require(ServiceZone(zone)), week: SampleDesk.week(hours, days),
            holidays: Set(try holidays.map { try #require(CivilDay($0)) }), makeUpDays: makeUps)
    }

    /// Zammad: a calendar open around the clock ends its day at 23:59, and each midnight costs a minute.
    @Test(
        "Around the clock no midnight costs a minute",
        arguments: ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Pacific/Apia"])
    func midnight(_ zone: String) throws {
        let always = try Self.calendar(zone, [(0, 24)], Self.everyDay)
        // Over ten midnights, the end of a summer time in Berlin and New York among them.
        let start = SampleDesk.instant("2026-10-23T23:59:00+08:00")
        for minutes in [1, 2, 59, 60, 1_439, 1_440, 1_441, 10 * 1_440] as [Int64] {
            let end = start + .seconds(minutes * 60)
            #expect(always.adding(.seconds(minutes * 60), to: start) == end)
            #expect(always.serviceTime(from: start, to: end) == .seconds(minutes * 60))
            #expect(always.subtracting(.seconds(minutes * 60), from: end) == start)
        }
    }

    /// Zammad: whatever a feed of holidays lists is taken for a day off, the working Saturdays (补班) too.
    @Test(
        "A make-up day stays a working day in whatever list of holidays it stands, and no other day goes with it"
    )
    func holidayFeed() throws {
        let feed = (1...10).map { "2026-10-\($0 < 10 ? "0" : "")\($0)" }
        let calendar = try Self.calendar(
            "Asia/Shanghai", [(8, 12), (14, 18)], SampleDesk.workdays, holidays: feed,
            makeUpDays: ["2026-10-10": .friday])
        let hours = calendar.segments(on: try #require(CivilDay("2026-10-09")).advanced(by: 1))
        #expect(hours.map(\.start) == [480, 840])
        #expect(calendar.segments(on: try #require(CivilDay("2026-10-09"))).isEmpty)
        #expect(calendar.segments(on: try #require(CivilDay("2026-09-30"))).count == 2)
        // The next Saturday is one like any other.
        #expect(calendar.segments(on: try #require(CivilDay("2026-10-17"))).isEmpty)
        #expect(
            calendar.adding(.seconds(3600), to: local("09-30T18:00")) == local("10-10T09:00"))
    }

    /// osTicket: west of Greenwich the evening belongs to the next day in UTC, and hours were looked up on that one.
    @Test("West of Greenwich the evening is still the same day")
    func negativeOffset() throws {
        let york = try Self.calendar("America/New_York", [(8, 12), (13, 17)], SampleDesk.workdays)
        func at(_ text: String) -> Instant { SampleDesk.instant("2026-\(text)") }
        // Friday 20:30 is Saturday in UTC; Sunday 21:00 is Monday.
        #expect(york.opening(from: at("09-18T20:30:00-04:00")) == at("09-21T08:00:00-04:00"))
        #expect(york.opening(from: at("09-20T21:00:00-04:00")) == at("09-21T08:00:00-04:00"))
        #expect(york.adding(.seconds(3600), to: at("09-18T16:30:00-04:00")) == at("09-21T08:30:00-04:00"))
        // Who works in the evening works on Friday.
        let late = try Self.calendar("America/New_York", [(8, 12), (18, 23)], SampleDesk.workdays)
        #expect(late.adding(.seconds(3600), to: at("09-18T20:30:00-04:00")) == at("09-18T21:30:00-04:00"))
        #expect(late.opening(from: at("09-18T22:00:00-04:00")) == at("09-18T22:00:00-04:00"))
        // Over the night in which summer time begins, by the offset of each day.
        #expect(york.adding(.seconds(3600), to: at("03-06T16:30:00-05:00")) == at("03-09T08:30:00-04:00"))
        #expect(
            york.serviceTime(from: at("03-06T16:30:00-05:00"), to: at("03-09T08:30:00-04:00"))
                == .seconds(3600))
    }

    /// frappe/helpdesk: a ticket made in the night was late before anybody could see it.
    @Test("Created outside hours, its time begins with the next, and so does its ladder")
    func createdOutsideHours() throws {
        var desk = try WatchedDesk(at: local("09-18T18:00"))
        #expect(desk.ticket.responseDue == local("09-21T09:00"))
        #expect(desk.ticket.resolutionDue == local("09-21T18:00"))
        #expect(try desk.sweep(at: local("09-18T18:00")).isEmpty)
        try desk.run(until: local("09-21T08:29"))
        #expect(desk.facts.isEmpty)
        try desk.run(until: local("09-21T08:30"))
        #expect(desk.rungs == ["response 50"])
        let night = try WatchedDesk(at: local("09-20T21:59"))
        #expect(night.ticket.responseDue == desk.ticket.responseDue)
    }

    /// GLPI: a target of a day, met by adding a day, ended in the night or ten minutes after it began.
    @Test("A target of one working day lasts one, though it was raised ten minutes before closing")
    func oneDayBeforeClosing() throws {
        let late = try WatchedDesk(at: local("09-14T17:50"))
        #expect(late.ticket.resolutionDue == local("09-15T17:50"))
        #expect(late.ticket.responseDue == local("09-15T08:50"))
        // On the day before a weekend, too.
        let friday = try WatchedDesk(at: local("09-18T17:50"))
        #expect(friday.ticket.resolutionDue == local("09-21T17:50"))
        // Raised then: from two days to one, and to half a one, which aren't over by it.
        var desk = try WatchedDesk(at: local("09-14T16:00"))
        try desk.send(.reprioritise(.low, words: nil), at: local("09-14T16:05"))
        #expect(desk.ticket.resolutionDue == local("09-16T16:00"))
        try desk.send(.reprioritise(.normal, words: nil), at: local("09-14T17:50"))
        #expect(desk.ticket.resolutionDue == local("09-15T16:00"))
        try desk.send(.reprioritise(.high, words: nil), at: local("09-14T17:50"))
        #expect(desk.ticket.resolutionDue == local("09-15T10:00"))
    }

    /// osTicket: an old instant was turned into local time by the offset that holds today, so that what happened last
    /// summer moved by an hour in winter.
    @Test("An instant of last summer is counted by last summer's offset")
    func pastOffset() throws {
        let berlin = try Self.calendar("Europe/Berlin", [(8, 12), (13, 17)], SampleDesk.workdays)
        let (summer, winter) = (
            SampleDesk.instant("2026-07-01T08:00:00+02:00"), SampleDesk.instant("2026-12-01T08:00:00+01:00")
        )
        for (start, name) in [(summer, "summer"), (winter, "winter")] {
            #expect(berlin.zone.local(start).second == 8 * 3_600, "\(name)")
            #expect(berlin.opening(from: start) == start, "\(name)")
            #expect(berlin.serviceTime(from: start - .seconds(3_600), to: start) == .zero, "\(name)")
            #expect(berlin.adding(.seconds(8 * 3_600), to: start) == start + .seconds(9 * 3_600), "\(name)")
        }
        // China had a summer time once.
        let shanghai = try #require(ServiceZone("Asia/Shanghai"))
        #expect(shanghai.local(SampleDesk.instant("1988-07-01T00:00:00+09:00")).second == 0)
        #expect(shanghai.local(SampleDesk.instant("1988-12-01T00:00:00+08:00")).second == 0)
    }

    /// frappe/helpdesk: a target met by the site's clock was shown as failed, since the server's stood in another zone.
    @Test("Due is what the site's wall clock says, to the second, whatever zone the server stands in")
    func serversZone() throws {
        let urumqi = try Self.calendar("Asia/Urumqi", [(10, 14), (16, 20)], SampleDesk.workdays)
        let policy = try SampleDesk.policy(oversight: OversightRules(), calendar: urumqi)
        let opened = SampleDesk.instant("2026-09-14T13:30:00+06:00")
        var desk = try WatchedDesk(at: opened, under: policy)
        let due = SampleDesk.instant("2026-09-14T16:30:00+06:00")
        #expect(desk.ticket.responseDue == due)
        #expect(desk.ticket.resolutionDue == SampleDesk.instant("2026-09-15T13:30:00+06:00"))
        #expect(try desk.sweep(at: due - .microseconds(1)).isEmpty)
        #expect(
            try desk.sweep(at: due) == [.overdue(TicketFact.Overdue(clock: .response, due: due))])
    }
}
