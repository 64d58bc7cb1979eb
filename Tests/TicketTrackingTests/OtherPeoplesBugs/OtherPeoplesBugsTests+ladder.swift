import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

extension OtherPeoplesBugsTests {
    /// Zammad: reminders went out at midnight and on Sundays, when the clock that they told of stood still.
    @Test("In a fortnight that nobody reacts in, whatever the clock tells people goes out in their hours")
    func remindersInTheNight() throws {
        var desk = try WatchedDesk(at: local("09-17T15:00"))
        // A date of a hold is often given as a day: its midnight.
        try desk.send(.accept(PersonID(7)), at: local("09-17T15:01"))
        try desk.send(.hold(.access, until: local("09-19T00:00"), words: nil), at: local("09-17T16:00"))
        let calendar = try SampleDesk.calendar()
        var templates: Set<String> = []
        for _ in 0..<100 {
            guard let due = desk.ticket.deadlines(under: desk.policy).map(\.due).min(),
                due < local("10-05T00:00")
            else { break }
            for (entry, at) in desk.told(try desk.sweep(at: due), at: due) {
                #expect(calendar.opening(from: at) == at, "\(entry.template) at \(at)")
                templates.insert(entry.template)
            }
        }
        #expect(
            templates.isSuperset(of: [
                "ticket.holdEnded", "report.holdEnded", "ticket.escalated", "ticket.listedLate",
            ]))
        #expect(desk.rungs.suffix(2) == ["resolution 100", "resolution 150"])
    }

    /// Zammad: "an hour before" was subtracted from the due by the clock, and fell into the lunch break.
    @Test("A rung before the due lies in service, though the day has two parts")
    func acrossSegments() throws {
        // 8 hours from 11:00: due on Tuesday at 11:00; a fifth of it are 96 minutes.
        let desk = try WatchedDesk(at: local("09-14T11:00"))
        let moments = desk.ticket.openRungs(under: desk.policy).filter { $0.clock == .resolution }
        #expect(moments.map(\.step.percent) == [50, 80, 100, 150])
        #expect(
            moments.map(\.at)
                == [
                    local("09-14T17:00"), local("09-15T09:24"), local("09-15T11:00"), local("09-15T17:00"),
                ])
        // 1 hour from 11:30: half an hour before 14:30 is the end of the break.
        let lunch = try WatchedDesk(at: local("09-14T11:30"))
        let response = lunch.ticket.openRungs(under: lunch.policy).filter { $0.clock == .response }
        #expect(
            response.map(\.at)
                == [
                    local("09-14T14:00"), local("09-14T14:18"), local("09-14T14:30"), local("09-14T15:00"),
                ])
    }

    /// GLPI: after an upgrade each old ticket went through all levels of the new escalation at once.
    @Test(
        "A ticket from before there was a ladder goes to the rung that it is on, and tells of that one only")
    func upgrade() throws {
        var old = try WatchedDesk(rules: OversightRules())
        try old.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try old.run(until: local("09-15T15:00"))
        #expect(old.rungs.isEmpty)
        old.policy = try SampleDesk.policy(oversight: .standard)
        let facts = try old.sweep(at: local("09-15T15:00"))
        #expect(old.rungs == ["resolution 100"])
        // The assignee, the team lead and the supervisor, once each.
        #expect(old.told(facts, at: local("09-15T15:00")).count == 3)
        #expect(try old.sweep(at: local("09-15T15:01")).isEmpty)
        // One that isn't late yet is told of nothing but what comes.
        var young = try WatchedDesk(rules: OversightRules())
        try young.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        young.policy = old.policy
        #expect(try young.sweep(at: local("09-14T15:59")).isEmpty)
    }

    /// GLPI: the escalation of a ticket began at its creation, whatever its calendar said.
    @Test("At its creation nothing is escalated")
    func escalationAtCreation() throws {
        for moment in ["09-14T10:00", "09-14T13:00", "09-19T03:00", "10-01T00:00"] {
            var desk = try WatchedDesk(at: local(moment))
            #expect(try desk.sweep(at: local(moment)).isEmpty, "\(moment)")
        }
    }

    /// osTicket: an overdue ticket sent its alert at every run of the timer, hundreds until somebody came.
    @Test(
        "One breach, two workers and three hundred sweeps: each rung once, and one message for each who is told"
    )
    func hundredsOfMessages() async throws {
        let tickets = TicketShelf()
        let register = RegisterShelf()
        let key = CommandID(at: SampleDesk.monday, random: (1, 1))
        let drafts = SampleDesk.places.map { place in
            EventDraft(
                stream: StreamID(.place, place.id.rawValue), number: 1, actor: .system("test"),
                channel: .commandLine, command: key, fact: RegisterFact.placeAdded(place))
        }
        _ = try await register.commit(Commit(command: key, fingerprint: [], drafts: drafts, result: []))
        let policy = try SampleDesk.policy(oversight: .standard)
        let desks = (0..<2).map { _ in RepairDesk(tickets: tickets, register: register, policy: policy) }
        let act = Act(by: .system("gateway"), at: SampleDesk.monday, channel: .scan, command: key)
        let statement = NewReport(place: PlaceID(3), category: FaultCategoryKey("network.outage"))
        let ticket = try await desks[0].perform(.report(statement), act: act).ticket
        // Every half hour of a week, by both at once.
        for half in 1...300 as ClosedRange<Int64> {
            let now = SampleDesk.monday + .seconds(half * 1_800)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for desk in desks {
                    group.addTask {
                        _ = try await desk.sweep(at: now, random: { UInt64.random(in: .min ... .max) })
                    }
                }
                try await group.waitForAll()
            }
        }
        let facts = await tickets.events(of: ticket).map(\.fact)
        let rungs = facts.compactMap { fact in
            if case .escalated(let payload) = fact { payload } else { nil }
        }
        for clock in [ServiceClock.response, .resolution] {
            let taken = rungs.filter { $0.clock == clock }.flatMap { $0.passed + [$0.percent] }
            #expect(taken == [50, 80, 100, 150], "\(clock)")
        }
        #expect(facts.count { if case .overdue = $0 { true } else { false } } == 2)
        #expect(facts.count { if case .listedLate = $0 { true } else { false } } == 0)
        let late = await tickets.outbox.filter { $0.template != "report.received" }
        #expect(late.count { $0.template == "ticket.escalated" } == rungs.map(\.receivers.count).reduce(0, +))
        #expect(Set(late.map(\.template)) == ["ticket.assigned", "ticket.escalated"])
    }
}
