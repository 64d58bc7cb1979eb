import Facility
import Ledger
import Testing

@testable import TicketTracking

extension OtherPeoplesBugsTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)

    private static func always() throws -> ServiceCalendar {
        try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(0, 24)], Weekday.allCases))
    }

    /// Network in office hours, repairs around the clock.
    private static func twoCalendars(isNetworkAlways: Bool = false) throws -> DeskPolicy {
        let key: TeamKey = try SampleDesk.key(isNetworkAlways ? "network" : "repairs")
        return try SampleDesk.policy(oversight: .standard, teamCalendars: [key: try always()])
    }

    /// GLPI: whoever got a ticket late got all reminders that had gone to the one before, and no time of their own.
    @Test("Handed over late, the clock goes on, the new owner is told, and gets only what lies ahead")
    func lateHandOver() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.run(until: local("09-15T09:50"))
        #expect(desk.rungs == ["resolution 50", "resolution 80"])
        let moment = local("09-15T09:50")
        let facts = try desk.send(
            .transfer(nil, lead: PersonID(8), words: "下班了"), by: Self.seven, at: moment)
        let told = desk.told(facts, at: moment).map(\.entry)
        #expect(told.map(\.template) == ["ticket.assigned", "ticket.handedOver"])
        #expect(told.map(\.recipient) == [.person(PersonID(8)), .person(PersonID(7))])
        #expect(desk.ticket.resolutionDue == local("09-15T10:00"))
        #expect(try desk.sweep(at: moment).isEmpty)
        let due = try desk.sweep(at: local("09-15T10:00"))
        #expect(desk.rungs.suffix(1) == ["resolution 100"])
        #expect(desk.messages(of: due, at: moment).first?.recipient == .person(PersonID(8)))
        // When it is late already, what was told isn't told again.
        try desk.send(
            .reassign(try SampleDesk.key("repairs"), lead: PersonID(17), words: "换人"),
            at: local("09-15T11:00"))
        #expect(try desk.sweep(at: local("09-15T11:00")).isEmpty)
        try desk.run(until: local("09-15T16:00"))
        #expect(desk.rungs.suffix(2) == ["resolution 100", "resolution 150"])
    }

    /// Zammad: a ticket went on by the calendar of the group that had made it, and was due at night for one that works by
    /// day.
    @Test(
        "What is left when another team gets it is counted in that team's hours, and what was used stays used"
    )
    func wrongCalendar() throws {
        var desk = try WatchedDesk(at: local("09-18T17:00"), under: try Self.twoCalendars())
        try desk.send(.accept(PersonID(7)), at: local("09-18T17:05"))
        #expect(desk.ticket.resolutionDue == local("09-21T17:00"))
        let response = desk.ticket.responseDue
        // An hour of Friday and one of Monday are used; 6 are left, and this team has no lunch break.
        try desk.send(
            .reassign(try SampleDesk.key("repairs"), lead: nil, words: "是电的问题"), at: local("09-21T09:00"))
        #expect(desk.ticket.resolutionDue == local("09-21T15:00"))
        // What was met, or would have been, stays as it was promised.
        #expect(desk.ticket.responseDue == response)
        // By its calendar from the opening on it would have been over on Saturday at 1.
        #expect(try desk.sweep(at: local("09-21T09:00")).isEmpty)
        try desk.run(until: local("09-21T15:00"))
        #expect(desk.rungs == ["resolution 50", "resolution 80", "resolution 100"])

        // The other way round: 8 hours from 17:00 on are over at 1 in the night; half an hour is used.
        var night = try WatchedDesk(
            at: local("09-18T17:00"), under: try Self.twoCalendars(isNetworkAlways: true))
        #expect(night.ticket.resolutionDue == local("09-19T01:00"))
        try night.send(
            .reassign(try SampleDesk.key("repairs"), lead: nil, words: "是电的问题"), at: local("09-18T17:30"))
        // Half an hour on Friday, 7 on Monday.
        #expect(night.ticket.resolutionDue == local("09-21T17:00"))
        #expect(night.ticket.responseDue == local("09-18T18:00"))
        try night.run(until: local("09-21T12:00"))
        #expect(
            night.rungs == ["response 50", "response 80", "response 100", "response 150", "resolution 50"])
    }

    /// Not one of theirs, but of the same kind: what was met in one team's hours isn't judged by another's.
    @Test("Where somebody was in time, that stays so, whoever gets it then")
    func metArrival() throws {
        let hour = Duration.seconds(3600)
        let target = ServiceTarget(response: hour, arrival: hour * 2, resolution: hour * 8)
        let policy = try SampleDesk.policy(
            oversight: .standard, teamCalendars: [SampleDesk.key("repairs"): Self.always()], normal: target)
        var desk = try WatchedDesk(at: local("09-18T17:00"), under: policy)
        try desk.send(.accept(PersonID(7)), at: local("09-18T17:05"))
        try desk.send(.arrive(.none, label: nil, at: nil), at: local("09-18T17:10"))
        let (response, arrival) = (desk.ticket.responseDue, desk.ticket.arrivalDue)
        try desk.send(
            .reassign(try SampleDesk.key("repairs"), lead: nil, words: "是电的问题"), at: local("09-18T17:20"))
        #expect(desk.ticket.responseDue == response && desk.ticket.arrivalDue == arrival)
    }

    /// Zammad: a hold that was put on in one team's hours was given back in another's.
    @Test("A pause is given back in the hours of the team that has the ticket then")
    func pauseAfterHandOver() throws {
        var desk = try WatchedDesk(at: local("09-18T16:00"), under: try Self.twoCalendars())
        try desk.send(.accept(PersonID(7)), at: local("09-18T16:05"))
        // 2 hours of Friday, 6 of Monday.
        #expect(desk.ticket.resolutionDue == local("09-21T16:00"))
        try desk.send(.hold(.access, until: local("09-21T08:00"), words: nil), at: local("09-18T17:00"))
        // Handing over ends the hold: one hour stood still. 7 are left.
        try desk.send(
            .reassign(try SampleDesk.key("repairs"), lead: nil, words: "是电的问题"), at: local("09-19T10:00"))
        #expect(desk.ticket.pausedSeconds == 3600)
        #expect(desk.ticket.resolutionDue == local("09-19T17:00"))
    }

    /// frappe/helpdesk: a granted date was lost as soon as somebody else had the ticket.
    @Test("A date that was granted stays granted whoever gets it")
    func grantedDate() throws {
        var desk = try WatchedDesk(at: local("09-18T09:00"), under: try Self.twoCalendars())
        try desk.send(.accept(PersonID(7)), at: local("09-18T09:05"))
        try desk.send(
            .requestExtension(until: local("09-23T12:00"), words: "等配件"), by: Self.seven,
            at: local("09-18T10:00"))
        try desk.send(.decideExtension(isGranted: true, words: nil), at: local("09-18T10:10"))
        try desk.send(
            .reassign(try SampleDesk.key("repairs"), lead: nil, words: "是电的问题"), at: local("09-18T10:30"))
        #expect(desk.ticket.resolutionDue == local("09-23T12:00"))
    }
}
