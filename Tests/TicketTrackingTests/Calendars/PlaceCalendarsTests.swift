import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Calendars by campus and team")
struct PlaceCalendarsTests {
    /// Works from one hour to another on every day of the week.
    private static func calendar(_ start: Int, _ end: Int) throws -> ServiceCalendar {
        try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(start, end)], Weekday.allCases))
    }

    private static let steps = SampleDesk.path.map(\.step)

    private static func start(_ policy: DeskPolicy, _ team: String, _ path: [PlaceStep]) throws -> Int? {
        let day = try #require(CivilDay("2026-09-14"))
        return policy.calendar(of: try SampleDesk.key(team), along: path).segments(on: day).first
            .map { $0.start / 60 }
    }

    @Test(
        "First the team's own there, then the team's, then the place's, then the site's; the lower place wins"
    )
    func order() throws {
        let network: TeamKey = try SampleDesk.key("network")
        let repairs: TeamKey = try SampleDesk.key("repairs")
        let policy = try SampleDesk.policy(
            teamCalendars: [network: Self.calendar(1, 20), repairs: Self.calendar(2, 20)],
            placeCalendars: PlaceCalendars(
                everyTeam: [
                    "WT": Self.calendar(3, 20), "3J": Self.calendar(4, 20), "LH": Self.calendar(5, 20),
                ],
                byTeam: [network: ["WT": Self.calendar(6, 20), "LH": Self.calendar(7, 20)]]))
        let campus = Array(Self.steps.prefix(1))
        let other = [PlaceStep(id: PlaceID(90), reference: "XX")]
        for (team, path, hour) in [
            ("network", Self.steps, 6), ("network", [], 1), ("network", other, 1), ("repairs", Self.steps, 2),
            ("desk", Self.steps, 4), ("desk", campus, 3), ("desk", other, 8), ("desk", [], 8),
        ] {
            #expect(try Self.start(policy, team, path) == hour, "\(team) \(path)")
        }
    }

    /// Nobody of any team works at the building but in the evening.
    private static func evenings() throws -> DeskPolicy {
        try SampleDesk.policy(
            oversight: .standard,
            placeCalendars: PlaceCalendars(everyTeam: ["3J": try calendar(19, 23)]))
    }

    @Test("Dues, rungs, holds and calls of a ticket go by the calendar of its place")
    func everywhere() throws {
        let policy = try Self.evenings()
        var context = try SampleDesk.context()
        context.policy = policy
        let facts = try Ticket.decide(
            .report(SampleDesk.report(), reworkOf: nil), on: nil, id: TicketID(1), in: context)
        var ticket = try #require(Ticket(id: TicketID(1), opening: facts[0], at: SampleDesk.monday))
        ticket = ticket.applying(Array(facts.dropFirst()), at: SampleDesk.monday)
        // An hour, and eight, from seven in the evening on.
        #expect(ticket.responseDue == SampleDesk.instant("2026-09-14T20:00:00+08:00"))
        #expect(ticket.resolutionDue == SampleDesk.instant("2026-09-15T23:00:00+08:00"))
        let rungs = ticket.openRungs(under: policy)
        let half = rungs.first { $0.clock == .response && $0.step.percent == 50 }
        #expect(half?.at == SampleDesk.instant("2026-09-14T19:30:00+08:00"))
        #expect(
            policy.workingHours(ticket, from: SampleDesk.monday)
                == SampleDesk.instant("2026-09-14T19:00:00+08:00"))
        // The site's week has no Saturday: the building's has.
        let saturday = SampleDesk.instant("2026-09-19T12:00:00+08:00")
        #expect(
            policy.workingDays(
                from: SampleDesk.monday, to: saturday, ticket.priority, ticket.team, along: ticket.path) == 5)
        #expect(policy.callTimes(of: ticket).isCallDay(try #require(CivilDay("2026-09-19"))))
        // A hold of the whole evening puts the due off by an evening.
        context.at = SampleDesk.instant("2026-09-14T18:00:00+08:00")
        let hold = TicketCommand.hold(
            .access, until: SampleDesk.instant("2026-09-15T12:00:00+08:00"), words: nil)
        ticket = try ticket.after(hold, context)
        context.at = SampleDesk.instant("2026-09-15T12:00:00+08:00")
        ticket = try ticket.after(.resume, context)
        #expect(ticket.resolutionDue == SampleDesk.instant("2026-09-16T23:00:00+08:00"))
        #expect(ticket.pausedSeconds == 4 * 3600)
    }
}
