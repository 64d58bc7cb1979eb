import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Years without their holidays")
struct HolidayCoverTests {
    private static func calendar(_ name: String, covering years: Set<Int>?) throws -> ServiceCalendar {
        try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays), coveredYears: years, name: name)
    }

    /// The network team by a calendar of its own, the building's for all others, the site's keeps no list.
    private static func policy(_ team: Set<Int>?, _ place: Set<Int>?) throws -> DeskPolicy {
        try SampleDesk.policy(
            teamCalendars: [
                SampleDesk.key("network"): calendar("network", covering: team),
                SampleDesk.key("repairs"): calendar("network", covering: team),
            ],
            placeCalendars: PlaceCalendars(everyTeam: ["3J": calendar("building", covering: place)]))
    }

    @Test(
        "From December on the next year is asked for, by calendar, and this year always",
        arguments: [
            ("2026-11-30T23:59:59+08:00", Set([2026]), []),
            ("2026-12-01T00:00:00+08:00", Set([2026]), ["network 2027"]),
            ("2026-12-31T23:59:00+08:00", Set([2026, 2027]), []),
            ("2027-01-01T00:00:00+08:00", Set([2026]), ["network 2027"]),
            ("2026-06-01T00:00:00+08:00", Set([]), ["network 2026"]),
            ("2026-12-01T00:00:00+08:00", Set([2025]), ["network 2026", "network 2027"]),
        ] as [(String, Set<Int>, [String])])
    func gaps(_ now: String, _ years: Set<Int>, _ found: [String]) throws {
        let policy = try Self.policy(years, nil)
        let gaps = policy.holidayGaps(at: SampleDesk.instant(now))
        #expect(gaps.map { "\($0.calendar) \($0.year)" } == found)
    }

    @Test("Calendars of places and of teams at places are looked at too")
    func everyCalendar() throws {
        let policy = try SampleDesk.policy(
            placeCalendars: PlaceCalendars(
                everyTeam: ["3J": Self.calendar("building", covering: [])],
                byTeam: [SampleDesk.key("desk"): ["WT": Self.calendar("campus", covering: [])]]))
        let gaps = policy.holidayGaps(at: SampleDesk.monday)
        #expect(gaps.map(\.calendar) == ["building", "campus"])
    }

    @Test(
        "A ticket whose dues reach into a year without its holidays says which",
        arguments: [
            // Eight hours of service from then on.
            ("2026-12-30T09:00:00+08:00", [], [2026]), ("2026-12-30T09:00:00+08:00", [2026], []),
            ("2026-12-31T17:00:00+08:00", [2026], [2027]), ("2026-12-31T17:00:00+08:00", [], [2026, 2027]),
            ("2026-12-31T17:00:00+08:00", [2026, 2027], []),
        ] as [(String, [Int], [Int])])
    func dues(_ reported: String, _ covered: [Int], _ uncovered: [Int]) throws {
        let policy = try Self.policy(Set(covered), nil)
        let ticket = try Self.opened(SampleDesk.report(), at: reported, policy)
        #expect(policy.uncoveredYears(of: ticket) == uncovered)
        let hazard = try Self.opened(SampleDesk.report(isHazard: true), at: reported, policy)
        #expect(policy.uncoveredYears(of: hazard).isEmpty, "a hazard counts round the clock")
        let repairs: TeamKey = try SampleDesk.key("repairs")
        #expect(hazard.team == repairs, "whose list is the same")
        let closed = ticket.applying(
            .dismissed(TicketFact.Dismissed(reason: .test)), at: SampleDesk.instant(reported))
        #expect(policy.uncoveredYears(of: closed).isEmpty, "nothing is due any more")
    }

    @Test(
        "The list is the one by which the ticket counts: its place's, and of the set under which it was promised"
    )
    func whoseList() throws {
        let report = SampleDesk.report(category: "power", words: "停电")
        let old = try SampleDesk.policy(
            placeCalendars: PlaceCalendars(everyTeam: ["3J": Self.calendar("building", covering: [2026])]))
        let ticket = try Self.opened(report, at: "2026-12-31T17:00:00+08:00", old)
        #expect(old.uncoveredYears(of: ticket) == [2027])
        let entered = try SampleDesk.policy(
            placeCalendars: PlaceCalendars(everyTeam: [
                "3J": Self.calendar("building", covering: [2026, 2027])
            ]))
        let history = try #require(CalendarHistory([old.calendars, entered.calendars]))
        // Entered since: what was promised before goes on by the old one until somebody counts it anew.
        #expect(entered.with(history).uncoveredYears(of: ticket) == [2027])
    }

    @Test(
        "Each team's list is looked at for as long as it has the ticket, and the next one's from then on",
        arguments: [
            // The day on which it is handed over; the network team's and the repairs team's years.
            ("2027-01-04", [2026], [2026, 2027], [2027]), ("2027-01-04", [2026, 2027], [2026], [2027]),
            ("2027-01-04", [2026, 2027], [2027], []), ("2027-01-04", [2027], [2027], [2026]),
            ("2027-01-04", [], [], [2026, 2027]),
            ("2026-12-31", [2026], [2026, 2027], []), ("2026-12-31", [2026], [2026], [2027]),
            ("2026-12-31", [2027], [2026, 2027], [2026]),
        ] as [(String, Set<Int>, Set<Int>, [Int])])
    func handedOver(
        _ day: String, _ network: Set<Int>, _ repairs: Set<Int>, _ uncovered: [Int]
    ) throws {
        let keys: [TeamKey] = [try SampleDesk.key("network"), try SampleDesk.key("repairs")]
        let policy = try SampleDesk.policy(
            teamCalendars: [
                keys[0]: Self.calendar("network", covering: network),
                keys[1]: Self.calendar("repairs", covering: repairs),
            ], normal: ServiceTarget(response: .seconds(3600), resolution: .seconds(40 * 3600)))
        let ticket = try Self.opened(SampleDesk.report(), at: "2026-12-30T09:00:00+08:00", policy)
        #expect(ticket.team == keys[0])
        var context = try SampleDesk.context(at: SampleDesk.instant("\(day)T09:00:00+08:00"))
        context.policy = policy
        let handed = try ticket.after(.reassign(keys[1], lead: nil, words: "归后勤"), context)
        #expect(policy.uncoveredYears(of: handed) == uncovered)
    }

    private static func opened(_ report: Report, at time: String, _ policy: DeskPolicy) throws -> Ticket {
        var context = try SampleDesk.context(at: SampleDesk.instant(time))
        context.policy = policy
        let facts = try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: TicketID(1), in: context)
        let ticket = try #require(Ticket(id: TicketID(1), opening: facts[0], at: context.at))
        return ticket.applying(Array(facts.dropFirst()), at: context.at)
    }

    @Test("The year of a day, across leap years and eras")
    func years() throws {
        for year in [1970, 1972, 1999, 2000, 2024, 2026, 2100, 2400] {
            let text = "\(year)"
            for day in ["01-01", "02-28", "03-01", "12-31"] {
                #expect(try #require(CivilDay("\(text)-\(day)")).year == year)
            }
        }
        #expect(try #require(CivilDay("2024-02-29")).year == 2024)
        #expect(try #require(CivilDay("0001-01-01")).year == 1 && CivilDay(number: -1).year == 1969)
    }
}
