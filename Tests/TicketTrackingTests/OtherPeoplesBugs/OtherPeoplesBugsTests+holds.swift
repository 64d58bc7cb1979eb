import Facility
import Ledger
import Testing

@testable import TicketTracking

extension OtherPeoplesBugsTests {
    /// Zammad: a pause over the weekend was put on the due with all its hours, and the promise came two days later.
    @Test("A pause over a weekend gives back the hours in which anybody would have worked")
    func weekendPause() throws {
        var desk = try WatchedDesk(at: local("09-18T15:00"), rules: OversightRules())
        try desk.send(.accept(nil), at: local("09-18T15:10"))
        // 3 hours of Friday and 5 of Monday.
        #expect(desk.ticket.resolutionDue == local("09-21T15:00"))
        try desk.send(.hold(.access, until: local("09-21T09:00"), words: nil), at: local("09-18T17:00"))
        try desk.run(until: local("09-21T09:00"))
        // One hour on Friday, one on Monday.
        #expect(desk.ticket.pausedSeconds == 2 * 3600)
        #expect(desk.ticket.resolutionDue == local("09-21T17:00"))
    }

    /// Zammad: a pause of one day that lies in the weekend altogether moved the due by a day.
    @Test("A pause in which nobody works moves nothing")
    func pauseInTheNight() throws {
        var desk = try WatchedDesk(at: local("09-18T15:00"), rules: OversightRules())
        try desk.send(.accept(nil), at: local("09-18T15:10"))
        try desk.send(.hold(.access, until: local("09-20T20:00"), words: nil), at: local("09-18T18:00"))
        try desk.run(until: local("09-20T20:00"))
        #expect(desk.ticket.state == .accepted && desk.ticket.pausedSeconds == 0)
        #expect(desk.ticket.resolutionDue == local("09-21T15:00"))
    }

    /// osTicket: the time on hold was added to the moment of creation, and reports of last week were of this week.
    @Test("A hold moves the due and never the moment at which the ticket was made")
    func holdAddedToCreation() throws {
        var desk = try WatchedDesk(at: local("09-14T10:00"), rules: OversightRules())
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        try desk.send(.hold(.reporter, until: local("09-15T10:00"), words: nil), at: local("09-14T10:10"))
        try desk.run(until: local("09-15T10:00"))
        let ticket = desk.ticket
        #expect(ticket.openedAt == local("09-14T10:00") && ticket.row.openedAt == ticket.openedAt)
        #expect(ticket.reports[0].reportedAt == ticket.openedAt && ticket.respondedAt == local("09-14T10:05"))
        #expect(ticket.resolutionDue == local("09-16T09:50"))
        // Counted again from the opening, e.g. for another priority, the pause is put on once.
        try desk.send(.reprioritise(.low, words: nil), at: local("09-15T10:30"))
        #expect(desk.ticket.resolutionDue == local("09-17T09:50"))
    }

    /// frappe/helpdesk: the response's clock and the resolution's were one column, and answering stopped both.
    @Test("A met response stops nothing of the resolution, and a missed one starts nothing")
    func twoClocks() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:20"))
        #expect(desk.ticket.runningDue(.response) == nil)
        #expect(desk.ticket.runningDue(.resolution) == local("09-15T10:00"))
        try desk.run(until: local("09-15T10:00"))
        #expect(desk.rungs == ["resolution 50", "resolution 80", "resolution 100"])
        #expect(desk.ticket.missed == [.resolution: [local("09-15T10:00")]])

        // On hold before anybody answered: only the resolution stands still.
        var held = try WatchedDesk(rules: OversightRules())
        try held.send(.hold(.access, until: local("09-14T16:00"), words: nil), at: local("09-14T10:10"))
        try held.run(until: local("09-14T15:59"))
        #expect(held.ticket.missed == [.response: [local("09-14T11:00")]])
        try held.run(until: local("09-14T16:00"))
        #expect(held.ticket.responseDue == local("09-14T11:00"))
        #expect(held.ticket.resolutionDue == local("09-15T15:50"))
    }

    /// frappe/helpdesk: more time for the resolution moved the response's due as well.
    @Test("More time for the resolution is none for the response")
    func extensionOfOneClock() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        let response = desk.ticket.responseDue
        try desk.send(
            .requestExtension(until: local("09-17T10:00"), words: "等配件"),
            by: SampleDesk.staff(.technician, person: 7), at: local("09-14T10:10"))
        try desk.send(.decideExtension(isGranted: true, words: nil), at: local("09-14T10:20"))
        #expect(desk.ticket.resolutionDue == local("09-17T10:00") && desk.ticket.responseDue == response)
    }

    /// Ours, once: time on hold before an extension was lost when the ticket became more urgent during that hold.
    @Test(
        "Whoever waits for the reporter gets all of the pause back, though more time was granted in it and taken again"
    )
    func urgentAfterExtension() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.send(.hold(.reporter, until: local("09-15T10:00"), words: nil), at: local("09-14T11:00"))
        try desk.send(
            .requestExtension(until: local("09-18T10:00"), words: "等人"),
            by: SampleDesk.staff(.technician, person: 7), at: local("09-14T16:00"))
        try desk.send(.decideExtension(isGranted: true, words: nil), at: local("09-14T17:00"))
        try desk.send(.reprioritise(.high, words: nil), at: local("09-14T17:30"))
        // 4 hours from 10:00 are over at 16:00; it stood still from 11:00 on.
        try desk.run(until: local("09-15T10:00"))
        #expect(desk.ticket.pausedSeconds == 7 * 3600)
        #expect(desk.ticket.resolutionDue == local("09-15T15:00"))
    }
}
