import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Tickets keep the calendars under which they were promised")
struct PinnedCalendarTests {
    /// Tuesday becomes a day off after the ticket was promised.
    private static func withHoliday() throws -> CalendarSet {
        let calendar = try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays),
            holidays: [try #require(CivilDay("2026-09-15"))])
        return CalendarSet(standard: calendar)
    }

    /// The sample desk's policy once the second set is in force.
    private static func changed(_ rules: OversightRules = .standard) throws -> DeskPolicy {
        let first = try SampleDesk.policy()
        let second = try withHoliday()
        let policy = try SampleDesk.policy(version: 8, oversight: rules, calendar: second.standard)
        return policy.with(try #require(CalendarHistory([first.calendars, second])))
    }

    private let reason = "校运会放假一天"

    @Test(
        "A changed list of holidays moves no due, no rung, no hold's credit and no reading of an open ticket")
    func pinned() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        let before = desk
        desk.policy = try Self.changed()
        #expect(desk.ticket.calendarVersion == 1 && desk.policy.calendarHistory.version == 2)
        #expect(desk.ticket.deadlines(under: desk.policy) == before.ticket.deadlines(under: before.policy))
        #expect(
            desk.ticket.clocks(at: local("09-15T12:00"), under: desk.policy)
                == before.ticket.clocks(at: local("09-15T12:00"), under: before.policy))
        try desk.send(.hold(.access, until: local("09-15T09:00"), words: nil), at: local("09-14T17:00"))
        try desk.run(until: local("09-15T09:00"))
        // Two hours, of which one lies on the new day off.
        #expect(desk.ticket.resolutionDue == local("09-15T12:00"))
        try desk.send(.reprioritise(.low, words: nil), at: local("09-15T09:10"))
        #expect(desk.ticket.resolutionDue == local("09-16T12:00"))
        try desk.send(
            .assign(try SampleDesk.key("repairs"), lead: nil, assistants: []), at: local("09-15T09:20"))
        #expect(desk.ticket.resolutionDue == local("09-16T12:00") && desk.ticket.calendarVersion == 1)
        // What is made now goes by the new ones.
        let new = try WatchedDesk(under: desk.policy)
        #expect(new.ticket.calendarVersion == 2 && new.ticket.resolutionDue == local("09-16T10:00"))
    }

    @Test(
        "Answers to urges, supervisions and sign-offs count as its clocks do; calls keep off a day that became free"
    )
    func answers() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        let (pinned, free) = (try SampleDesk.calendar(), try Self.withHoliday().standard)
        let history = try #require(CalendarHistory([desk.policy.calendars, CalendarSet(standard: free)]))
        let work = WorkRules(signOffCategories: [try SampleDesk.key("network")])
        desk.policy = try SampleDesk.policy(version: 8, work: work, oversight: .standard, calendar: free)
            .with(history)
        let (urging, supervision) = (
            desk.policy.oversight.urging.answerWithin, desk.policy.oversight.supervision.answerWithin
        )
        let at = local("09-14T17:59")
        try desk.send(.urge(ReportID(1), words: nil), at: at)
        let urge = try #require(desk.ticket.oversight.urges.last)
        #expect(urge.due == pinned.adding(urging, to: at) && urge.due != free.adding(urging, to: at))
        try desk.send(.supervise(notice: "请说明", due: nil), by: SampleDesk.staff(.supervisor), at: at)
        #expect(desk.ticket.oversight.supervisions.last?.due == pinned.adding(supervision, to: at))
        let end = local("09-14T18:01")
        try desk.send(.resolve(SampleDesk.solved), at: end)
        let first = try #require(SignOffRules.Step.allCases.first)
        #expect(
            desk.ticket.deadlines(under: desk.policy).first { $0.kind == .signOff }?.due
                == pinned.adding(work.signOff[first], to: end))
        #expect(
            desk.policy.followUpWindow(1, of: desk.ticket)?.opens == local("09-16T09:00"), "not on Tuesday")
    }

    @Test("A ticket from before calendars were numbered keeps the first set")
    func unnumbered() throws {
        let desk = try WatchedDesk()
        var facts = try Ticket.decide(
            .report(SampleDesk.report(), reworkOf: nil), on: nil, id: TicketID(1), in: SampleDesk.context())
        guard case .routed(var routed) = facts[1] else { throw Missing() }
        (routed.calendarVersion, routed.responseEnds) = (nil, nil)
        facts[1] = .routed(routed)
        let opened = try #require(Ticket(id: TicketID(1), opening: facts[0], at: SampleDesk.monday))
        let old = opened.applying(Array(facts.dropFirst()), at: SampleDesk.monday)
        let policy = try Self.changed()
        #expect(policy.calendarVersion(of: old) == 1)
        #expect(old.deadlines(under: policy) == desk.ticket.deadlines(under: desk.policy))
    }

    @Test(
        "Recalculated, it goes by the set in force: dues, holds that are over and the one that it is on; it says from what to what"
    )
    func recalculated() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.send(.hold(.access, until: local("09-15T09:00"), words: nil), at: local("09-14T17:00"))
        try desk.run(until: local("09-15T09:00"))
        #expect(desk.ticket.resolutionDue == local("09-15T12:00"))
        desk.policy = try Self.changed()
        let facts = try desk.send(.recalculate(words: reason), at: local("09-15T09:30"))
        guard case .recalculated(let fact) = facts.first else { throw Missing() }
        #expect(fact.words.value == reason && fact.wasCalendarVersion == 1 && fact.calendarVersion == 2)
        #expect(fact.was == MovedDues(resolution: local("09-15T12:00")))
        // 8 hours without Tuesday: Wednesday 10:00; and the one hour of Monday that it stood still.
        #expect(fact.dues == MovedDues(resolution: local("09-16T11:00")) && fact.isLater)
        #expect(desk.ticket.resolutionDue == local("09-16T11:00") && desk.ticket.calendarVersion == 2)
        #expect(
            desk.ticket.deadlines(under: desk.policy).first { $0.kind == .resolution }?.due
                == local("09-16T11:00"))
        let reading = desk.ticket.clocks(at: local("09-16T09:00"), under: desk.policy)[.resolution]
        #expect(reading?.left == .seconds(2 * 3600) && reading?.stoodStill == .seconds(3600))
        let told = desk.told(facts, at: local("09-15T09:30")).map(\.entry)
        #expect(told.map(\.template) == ["report.postponed"])
        #expect(throws: Refusal.unchanged(.recalculate)) {
            try desk.send(.recalculate(words: reason), at: local("09-15T09:31"))
        }
    }

    @Test("A set that moves no due is gone over to all the same; what is over is left as it was")
    func movesNothing() throws {
        let hour = Duration.seconds(3600)
        let target = ServiceTarget(response: hour, arrival: hour * 2, resolution: hour * 8)
        var desk = try WatchedDesk(under: try SampleDesk.policy(normal: target))
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.send(.workRemotely, at: local("09-14T10:10"))
        let before = desk.ticket
        let later = try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays),
            holidays: [try #require(CivilDay("2027-01-01"))])
        desk.policy = try SampleDesk.policy(version: 8, calendar: later, normal: target)
            .with(try #require(CalendarHistory([desk.policy.calendars, CalendarSet(standard: later)])))
        let facts = try desk.send(.recalculate(words: reason), at: local("09-14T10:20"))
        guard case .recalculated(let fact) = facts.first else { throw Missing() }
        #expect(fact.was == MovedDues(resolution: before.resolutionDue) && fact.was == fact.dues)
        #expect(desk.ticket.calendarVersion == 2 && desk.ticket.arrivalDue == before.arrivalDue)
        #expect(throws: Refusal.unchanged(.recalculate)) {
            try desk.send(.recalculate(words: reason), at: local("09-14T10:30"))
        }
    }

    @Test("What isn't answered yet, nobody was there for and isn't mended is counted anew, all three")
    func everyClock() throws {
        let hour = Duration.seconds(3600)
        let target = ServiceTarget(response: hour, arrival: hour * 2, resolution: hour * 8)
        let (open, shut) = (try SampleDesk.policy(normal: target), try Self.withHoliday())
        let late = local("09-14T17:30")
        var desk = try WatchedDesk(at: late, under: open)
        desk.policy = try SampleDesk.policy(version: 8, calendar: shut.standard, normal: target)
            .with(try #require(CalendarHistory([open.calendars, shut])))
        try desk.send(.recalculate(words: reason), at: late + .seconds(60))
        #expect(desk.ticket.responseDue == local("09-16T08:30"))
        #expect(desk.ticket.arrivalDue == local("09-16T09:30"))
        #expect(desk.ticket.resolutionDue == local("09-16T17:30"))
    }

    @Test("An incident that waits for a yes is promised nothing, and counted anew by nobody")
    func unpromised() throws {
        let incident = try #require(
            Ticket(id: TicketID(1), opening: SampleDesk.proposedIncident(), at: SampleDesk.monday))
        #expect(throws: Refusal.incidentUndecided) {
            try Ticket.decide(
                .recalculate(words: reason), on: incident, id: incident.id, in: SampleDesk.context())
        }
    }

    @Test("While it is on hold all of that hold is put on the new due")
    func onHold() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.send(.hold(.access, until: local("09-16T09:00"), words: nil), at: local("09-14T16:00"))
        desk.policy = try Self.changed(OversightRules())
        try desk.send(.recalculate(words: reason), at: local("09-15T10:00"))
        #expect(desk.ticket.resolutionDue == local("09-16T10:00"))
        try desk.run(until: local("09-16T09:00"))
        // Two hours of Monday and one of Wednesday.
        #expect(desk.ticket.resolutionDue == local("09-16T15:00"))
    }

    @Test("Sooner, nobody is told; nothing changed, it is refused; without a reason or the right, too")
    func refusals() throws {
        var desk = try WatchedDesk(under: try Self.changed())
        #expect(desk.ticket.resolutionDue == local("09-16T10:00"))
        #expect(throws: Refusal.unchanged(.recalculate)) {
            try desk.send(.recalculate(words: reason), at: local("09-14T10:10"))
        }
        // The day off is taken back.
        let sets = [
            try SampleDesk.policy().calendars, try Self.withHoliday(), try SampleDesk.policy().calendars,
        ]
        desk.policy = try SampleDesk.policy(version: 9).with(try #require(CalendarHistory(sets)))
        for person in [SampleDesk.staff(.technician), SampleDesk.staff(.teamLead), SampleDesk.caller] {
            #expect(
                throws: Refusal.notPermitted(.recalculate, roles: [.dispatcher, .systemAdministrator])
            ) {
                try desk.send(.recalculate(words: reason), by: person, at: local("09-14T10:20"))
            }
        }
        #expect(throws: Refusal.emptyText(field: "words")) {
            try desk.send(.recalculate(words: " "), at: local("09-14T10:20"))
        }
        let facts = try desk.send(
            .recalculate(words: reason), by: SampleDesk.staff(.systemAdministrator), at: local("09-14T10:20"))
        #expect(desk.ticket.resolutionDue == local("09-15T10:00") && desk.ticket.calendarVersion == 3)
        #expect(desk.told(facts, at: local("09-14T10:20")).isEmpty)
        #expect(facts.first?.audience == .staff)
    }

    @Test(
        "A set is written as one text and read back, the same text for the same set, however many name a calendar"
    )
    func text() throws {
        let zone = try #require(ServiceZone("Asia/Urumqi"))
        let span = CalendarSpan(
            name: "暑假", days: try #require(CivilDay("2026-07-10"))...(try #require(CivilDay("2026-08-31"))),
            week: SampleDesk.week([(9, 12)], [.monday]), isQuiet: true)
        let other = try ServiceCalendar(
            zone: zone, week: SampleDesk.week([(10, 14), (16, 20)], SampleDesk.workdays), spans: [span],
            coveredYears: [2026, 2027], name: "lakeside")
        let standard = try SampleDesk.calendar()
        let (network, repairs): (TeamKey, TeamKey) = (
            try SampleDesk.key("network"), try SampleDesk.key("repairs")
        )
        let set = CalendarSet(
            standard: standard, teams: [network: other, repairs: standard],
            places: PlaceCalendars(
                everyTeam: ["WT": standard, "LH": other], byTeam: [network: ["LH": other]]),
            roundTheClock: [.hazard, .high])
        let text = try set.text()
        #expect(try CalendarSet(text: text) == set)
        #expect(try CalendarSet(text: text).text() == text)
        #expect(text.components(apart: "Asia/Urumqi") == 2, "each calendar once: \(text)")
        #expect(throws: CalendarTextFault.self) { try CalendarSet(text: "{}") }
        #expect(throws: CalendarTextFault.zone("Asia/Nowhere")) {
            try CalendarSet(text: text.replacing("Asia/Urumqi", with: "Asia/Nowhere"))
        }
    }

    private struct Missing: Error {}
}

extension String {
    fileprivate func components(apart separator: String) -> Int {
        var (count, rest) = (1, self[...])
        while let range = rest.firstRange(of: separator) {
            (count, rest) = (count + 1, rest[range.upperBound...])
        }
        return count
    }
}
