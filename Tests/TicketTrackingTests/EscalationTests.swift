import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("The ladder of a ticket that gets late")
struct EscalationTests {
    @Test("Rungs lie in service time, over lunch and over night")
    func moments() throws {
        let desk = try WatchedDesk()
        let moments = desk.ticket.openRungs(under: desk.policy).map {
            ("\($0.clock.rawValue) \($0.step.percent)", $0.at)
        }
        let expected: [(String, Instant)] = [
            ("response 50", local("09-14T10:30")), ("response 80", local("09-14T10:48")),
            ("response 100", local("09-14T11:00")), ("response 150", local("09-14T11:30")),
            // 4 hours before Tuesday 10:00: 2 of them on Tuesday, 2 on Monday afternoon.
            ("resolution 50", local("09-14T16:00")), ("resolution 80", local("09-15T08:24")),
            ("resolution 100", local("09-15T10:00")), ("resolution 150", local("09-15T16:00")),
        ]
        #expect(moments.map(\.0) == expected.map(\.0))
        #expect(moments.map(\.1) == expected.map(\.1))
    }

    @Test("Each rung is taken once; the response's end with the response")
    func once() throws {
        var desk = try WatchedDesk()
        try desk.run(until: local("09-14T10:50"))
        #expect(desk.rungs == ["response 50", "response 80"])
        try desk.send(.accept(nil), at: local("09-14T10:55"))
        try desk.run(until: local("09-16T17:00"))
        #expect(
            desk.rungs == [
                "response 50", "response 80", "resolution 50", "resolution 80", "resolution 100",
                "resolution 150",
            ])
        #expect(try desk.sweep(at: local("09-17T17:00")).isEmpty)
    }

    @Test("After a downtime the rungs that were passed are taken as one, the highest")
    func downtime() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        let facts = try desk.sweep(at: local("10-14T10:00"))
        let escalated = facts.compactMap { fact in
            if case .escalated(let payload) = fact { payload } else { nil }
        }
        #expect(escalated.map(\.percent) == [150])
        #expect(escalated.map(\.passed) == [[50, 80, 100]])
        #expect(desk.rungs.count == 1)
    }

    @Test("An acknowledgement stops the ladder until its date, and what was passed comes as one")
    func acknowledged() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        try desk.send(.acknowledge(until: local("09-15T11:00"), words: "备件在路上"), at: local("09-14T15:00"))
        try desk.run(until: local("09-15T10:59"))
        #expect(desk.rungs.isEmpty)
        try desk.run(until: local("09-15T11:00"))
        #expect(desk.rungs == ["resolution 100"])
        #expect(throws: Refusal.self) {
            try desk.send(.acknowledge(until: local("09-25T11:00"), words: nil), at: local("09-15T11:00"))
        }
    }

    @Test("A longer time has its own reminders; a shorter one repeats nothing")
    func newDue() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        try desk.run(until: local("09-15T08:30"))
        #expect(desk.rungs == ["resolution 50", "resolution 80"])
        // Low: 16 hours, due Wednesday 10:00; half of it is over on Tuesday at 10:00.
        try desk.send(.reprioritise(.low, words: nil), at: local("09-15T08:30"))
        try desk.run(until: local("09-15T11:00"))
        #expect(desk.rungs.suffix(1) == ["resolution 50"])
        // Back to normal, due Tuesday 10:00: half of it lies behind, and is not said again.
        try desk.send(.reprioritise(.normal, words: nil), at: local("09-15T11:00"))
        try desk.run(until: local("09-15T11:00"))
        #expect(desk.rungs.suffix(1) == ["resolution 100"])
        #expect(desk.rungs == ["resolution 50", "resolution 80", "resolution 50", "resolution 100"])
    }

    @Test("A due that comes back has its rungs behind it, whatever was taken for another meanwhile")
    func sameDueAgain() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        try desk.run(until: local("09-15T16:00"))
        #expect(desk.rungs.suffix(1) == ["resolution 150"])
        // Low: due Wednesday 10:00.
        try desk.send(.reprioritise(.low, words: nil), at: local("09-15T16:00"))
        try desk.run(until: local("09-16T10:30"))
        #expect(desk.rungs.suffix(2) == ["resolution 80", "resolution 100"])
        try desk.send(.reprioritise(.normal, words: nil), at: local("09-16T10:30"))
        let count = desk.rungs.count
        try desk.run(until: local("09-16T18:00"))
        #expect(desk.rungs.count == count)
    }

    @Test("A hold moves the rungs that are left and repeats none")
    func hold() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        try desk.run(until: local("09-14T16:30"))
        #expect(desk.rungs == ["resolution 50"])
        try desk.send(
            .hold(.reporter, until: local("09-16T09:00"), words: "周三在"), at: local("09-14T17:00"))
        try desk.run(until: local("09-16T09:00"))
        #expect(desk.rungs == ["resolution 50"])
        // Left when it was put on hold: 1 hour on Monday and 2 on Tuesday, so it is due on Wednesday at 12:00.
        #expect(desk.ticket.resolutionDue == local("09-16T12:00"))
        try desk.run(until: local("09-16T10:24"))
        #expect(desk.rungs == ["resolution 50", "resolution 80"])
    }

    @Test("Messages wait for the hours of the team, and a rung tells those that it names")
    func hours() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        let facts = try desk.sweep(at: local("09-19T03:00"))
        let sent = desk.messages(of: facts, at: local("09-19T03:00"))
        let network = try SampleDesk.key("network") as TeamKey
        #expect(
            sent.map(\.recipient) == [
                .person(PersonID(7)), .role(.teamLead, network), .role(.supervisor, network),
                .role(.head, network),
            ])
        // Saturday at 3 in the night: Monday at 8.
        #expect(sent.allSatisfy { $0.notBefore == local("09-21T08:00") && $0.quiet == .seconds(600) })
        #expect(Set(sent.map(\.template)) == ["ticket.escalated"])
    }

    @Test("The weekly list waits for the last rung: nobody hears twice of one morning")
    func weeklyAfterLadder() throws {
        // Due on Monday at a quarter past eight; the list is made at half past.
        var desk = try WatchedDesk(at: local("09-18T08:15"))
        try desk.send(.accept(nil), at: local("09-18T08:20"))
        try desk.run(until: local("09-21T09:00"))
        func lists() -> Int { desk.facts.count { if case .listedLate = $0 { true } else { false } } }
        #expect(desk.rungs.last == "resolution 100" && lists() == 0)
        try desk.run(until: local("09-28T09:00"))
        #expect(desk.rungs.last == "resolution 150" && lists() == 1)
    }

    @Test("What is late still is listed once a week")
    func weekly() throws {
        var desk = try WatchedDesk()
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        try desk.run(until: local("10-06T00:00"))
        let lists = desk.facts.filter { if case .listedLate = $0 { true } else { false } }
        // Mondays 21 and 28 September and 5 October.
        #expect(lists.count == 3)
        try desk.sweep(at: local("11-20T00:00"))
        #expect(desk.facts.filter { if case .listedLate = $0 { true } else { false } }.count == 4)
    }
}
