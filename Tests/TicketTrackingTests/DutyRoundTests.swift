import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Offers that go round until somebody has the ticket")
struct DutyRoundTests {
    private func lead(_ ticket: Ticket) -> String? {
        DutySite.people.first { PersonID($0.id) == ticket.lead }?.name
    }

    private func acceptance(_ site: DutySite, _ id: TicketID) async -> Instant? {
        await site.tickets.deadlines[id]?.first { $0.kind == .acceptance }?.due
    }

    private func at(_ seconds: Int64) -> Instant { SampleDesk.monday + .seconds(seconds) }

    @Test(
        "Raised to a hazard, a running offer has a hazard's time, and those who are asked hear of it at once")
    func raised() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        #expect(await acceptance(site, id) == at(3_600))
        _ = try await site.act(.reprioritise(.hazard, words: nil), on: id, by: nil, 3, at: at(60))
        #expect(await acceptance(site, id) == at(360))
        let told = await site.tickets.outbox.filter { $0.template == "ticket.hazard" }
        #expect(told.map(\.recipient) == [.person(DutySite.person("li"))])
        #expect(told.allSatisfy { $0.notBefore == nil && $0.quiet == nil })
        try await site.sweep(at: at(360), 10)
        #expect(lead(try await site.ticket(id)) == "wang")
        // What is raised when little is left gets no more than that.
        let second = try await site.report(4).id
        let had = await acceptance(site, second)
        _ = try await site.act(.reprioritise(.hazard, words: nil), on: second, by: nil, 5, at: at(3_500))
        #expect(await acceptance(site, second) == had)
        // A lower priority lengthens nothing.
        let third = try await site.report(6).id
        _ = try await site.act(.reprioritise(.low, words: nil), on: third, by: nil, 7, at: at(60))
        #expect(await acceptance(site, third) == at(3_600))
    }

    @Test("A further reporter's smoke, a category and a merged hazard shorten it too")
    func otherWays() async throws {
        let site = try await DutySite()
        let first = try await site.report(2).id
        _ = try await site.act(
            .classify(try SampleDesk.key("power"), isHazard: true), on: first, by: nil, 3, at: at(60))
        #expect(await acceptance(site, first) == at(360))
        let second = try await site.report(4).id
        let statement = NewReport(place: PlaceID(3), isHazard: true, words: "冒烟")
        let act = Act(by: .system("gateway"), at: at(90), channel: .scan, command: DutySite.key(5))
        _ = try await site.desk.perform(.joinReport(statement, to: second), act: act)
        #expect(await acceptance(site, second) == at(390))
    }

    @Test("The duty desk has a time of its own; the reporter's dues stay what was promised")
    func deskTime() async throws {
        let site = try await DutySite()
        let sunday = SampleDesk.instant("2026-09-13T10:00:00+08:00")
        let ticket = try await site.report(2, at: sunday)
        #expect(ticket.team?.rawValue == "desk" && ticket.state == .reported)
        let promised = (ticket.responseDue, ticket.resolutionDue)
        // An hour of the desk's own hours: Monday from 8 to 9.
        #expect(await acceptance(site, ticket.id) == SampleDesk.instant("2026-09-14T09:00:00+08:00"))
        try await site.sweep(at: SampleDesk.instant("2026-09-14T09:00:00+08:00"), 10)
        let again = try await site.ticket(ticket.id)
        #expect(lead(again) == "li" && again.team?.rawValue == "network" && again.state == .assigned)
        #expect((again.responseDue, again.resolutionDue) == promised)
        #expect(await site.offers(ticket.id).map(\.how) == [.dutyDesk, .person])
        #expect(await site.offers(ticket.id).last?.cause == .notAccepted)
    }

    @Test("An acknowledgement leaves the ticket with the duty desk until its date")
    func acknowledged() async throws {
        let site = try await DutySite()
        let sunday = SampleDesk.instant("2026-09-13T10:00:00+08:00")
        let id = try await site.report(2, at: sunday).id
        let until = SampleDesk.instant("2026-09-14T11:30:00+08:00")
        _ = try await site.act(.acknowledge(until: until, words: "在查"), on: id, by: nil, 3, at: sunday)
        #expect(await acceptance(site, id) == until)
    }

    @Test("A hazard that nobody takes goes round: its people, the duty desk, its people again")
    func rounds() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        _ = try await site.act(.reprioritise(.hazard, words: nil), on: id, by: nil, 3)
        for round in Int64(0)..<10 {
            try await site.sweep(at: at((round + 1) * 300), UInt64(10 + round))
        }
        let asked = await site.offers(id).map { offer in
            offer.to.map { person in DutySite.people.first { PersonID($0.id) == person }?.name ?? "?" }
                ?? "desk"
        }
        try #require(asked.count == 11)
        for round in [asked[0...3], asked[4...7]] {
            #expect(Set(round) == ["li", "wang", "zhao", "desk"])
        }
        #expect(await acceptance(site, id) != nil)
        // Whoever accepts ends it.
        let last = try await site.ticket(id)
        _ = try await site.act(.accept(nil), on: id, by: lead(last), 40, at: at(3_010))
        #expect(await acceptance(site, id) == nil)
    }

    @Test("Without a duty desk the team as a whole is asked, and its people again")
    func withoutDesk() async throws {
        let site = try await DutySite(dutyDesk: nil)
        let sunday = SampleDesk.instant("2026-09-13T10:00:00+08:00")
        let id = try await site.report(2, at: sunday).id
        #expect(await acceptance(site, id) == SampleDesk.instant("2026-09-14T09:00:00+08:00"))
        try await site.sweep(at: SampleDesk.instant("2026-09-14T09:00:00+08:00"), 10)
        #expect(lead(try await site.ticket(id)) == "li")
    }

    @Test("A pool that was left to the duty desk is a pool again")
    func pool() async throws {
        let site = try await DutySite()
        let id = try await site.report(2, words: "投影不亮", category: "power").id
        try await site.sweep(at: at(3_600), 10)
        try await site.sweep(at: at(7_200), 11)
        #expect(try await site.ticket(id).team?.rawValue == "desk")
        // 12 to 14 is lunch: an hour from 12:00 is 15:00.
        let due = SampleDesk.instant("2026-09-14T15:00:00+08:00")
        #expect(await acceptance(site, id) == due)
        try await site.sweep(at: due, 12)
        #expect(await site.offers(id).map(\.how) == [.pool, .person, .dutyDesk, .pool])
        #expect(try await site.ticket(id).team?.rawValue == "repairs")
    }

    @Test("Only whoever has it, or those who dispatch, decline a ticket")
    func declining() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        await #expect(throws: Refusal.assignedToAnother(DutySite.person("li"))) {
            try await site.act(.declineAssignment(words: "不归我们"), on: id, by: "wang", 3)
        }
        #expect(lead(try await site.ticket(id)) == "li")
        _ = try await site.act(.declineAssignment(words: "李在休假"), on: id, by: nil, 4)
        #expect(lead(try await site.ticket(id)) == "wang")
        let pooled = try await site.report(5, words: "投影不亮", category: "power").id
        await #expect(throws: Refusal.notPermitted(.declineAssignment, roles: [.dispatcher, .teamLead])) {
            try await site.act(.declineAssignment(words: "不归我们"), on: pooled, by: "fang", 6)
        }
    }

    @Test("Taken back by those who dispatch, nobody else is asked, and the team before has it again")
    func takenBack() async throws {
        let site = try await DutySite()
        let (network, repairs) = (
            try SampleDesk.key("network") as TeamKey, try SampleDesk.key("repairs") as TeamKey
        )
        let id = try await site.report(2).id
        let back = try await site.act(
            .declineAssignment(words: "撤回", givingBackTo: network), on: id, by: nil, 3)
        #expect(back.state == .reported && back.team == network && back.lead == nil)
        #expect(await site.offers(id).count == 1)
        #expect(await site.tickets.deadlines[id]?.contains { $0.kind == .acceptance } == false)
        let other = try await site.act(.assign(repairs, lead: nil, assistants: []), on: id, by: nil, 4)
        #expect(other.state == .assigned && other.team == repairs)
        let again = try await site.act(
            .declineAssignment(words: "撤回", givingBackTo: network), on: id, by: nil, 5)
        #expect(again.state == .reported && again.team == network)
        #expect(again.resolutionDue == back.resolutionDue)
        // Nobody of the team that had it before is called for what they don't get.
        #expect(await site.tickets.outbox.suffix(1).map(\.recipient) == [.role(.dispatcher, network)])
        #expect(await site.tickets.outbox.count { $0.recipient == .team(network) } == 0)
    }

    @Test("What somebody has accepted isn't taken back, nor by whoever doesn't dispatch")
    func notTakenBack() async throws {
        let site = try await DutySite()
        let network: TeamKey = try SampleDesk.key("network")
        let id = try await site.report(2).id
        let command = TicketCommand.declineAssignment(words: "撤回", givingBackTo: network)
        await #expect(throws: Refusal.notPermitted(.declineAssignment, roles: [.dispatcher, .teamLead])) {
            try await site.act(command, on: id, by: "li", 3)
        }
        _ = try await site.act(.accept(nil), on: id, by: "li", 4)
        await #expect(throws: Refusal.self) { try await site.act(command, on: id, by: nil, 5) }
        #expect(try await site.ticket(id).state == .accepted)
    }

    @Test("What is declined without a next one is told to those who dispatch")
    func declinedByHand() async throws {
        let site = try await DutySite(Rota.none(in: try #require(ServiceZone("Asia/Shanghai"))))
        let ticket = try await site.report(2)
        _ = try await site.act(.accept(DutySite.person("li")), on: ticket.id, by: nil, 3)
        _ = try await site.act(.declineAssignment(words: "不归我们"), on: ticket.id, by: "li", 4)
        let last = await site.tickets.outbox.last
        #expect(last?.template == "ticket.toAssign")
        #expect(last?.recipient == .role(.dispatcher, try SampleDesk.key("network")))
    }
}
