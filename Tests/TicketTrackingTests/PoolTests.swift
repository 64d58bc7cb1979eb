import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("The grab pool and the first contact")
struct PoolTests {
    private func pooled(_ site: DutySite, _ number: UInt64 = 2) async throws -> Ticket {
        try await site.report(number, words: "投影不亮", category: "power")
    }

    @Test("A pool's ticket waits for whoever takes it, who must be on duty")
    func claimed() async throws {
        let site = try await DutySite()
        let ticket = try await pooled(site)
        #expect(ticket.state == .assigned)
        #expect(ticket.lead == nil)
        #expect(await site.offers(ticket.id).map(\.how) == [.pool])
        #expect(await site.tickets.outbox.last?.template == "ticket.toClaim")
        let repairs: TeamKey = try SampleDesk.key("repairs")
        for command in [TicketCommand.claim, .accept(nil)] {
            await #expect(throws: Refusal.notOnDuty(repairs)) {
                try await site.act(command, on: ticket.id, by: "gao", 3)
            }
        }
        let taken = try await site.act(.claim, on: ticket.id, by: "fang", 4)
        #expect(taken.state == .accepted)
        #expect(taken.lead == DutySite.person("fang"))
        #expect(taken.offer == nil)
        #expect(await site.tickets.lastGiven[DutySite.person("fang")] == SampleDesk.monday)
    }

    @Test("Whoever begins with what all may take takes it, and must be on duty for that")
    func begun() async throws {
        let site = try await DutySite()
        let ticket = try await pooled(site)
        let repairs: TeamKey = try SampleDesk.key("repairs")
        for command in [TicketCommand.workRemotely, .arrive(.none, label: nil, at: nil)] {
            await #expect(throws: Refusal.notOnDuty(repairs), "\(command.name)") {
                try await site.act(command, on: ticket.id, by: "gao", 3)
            }
        }
        let begun = try await site.act(.workRemotely, on: ticket.id, by: "fang", 4)
        #expect(begun.state == .working && begun.lead == DutySite.person("fang"))
    }

    @Test("Nobody took it before it was given to the pool")
    func before() async throws {
        let site = try await DutySite()
        let ticket = try await site.report(2)
        let (monday, repairs): (Instant, TeamKey) = (SampleDesk.monday, try SampleDesk.key("repairs"))
        func send(
            _ command: TicketCommand, _ principal: Principal, _ number: UInt64, after seconds: Int64
        ) async throws {
            let act = Act(
                by: principal, at: monday + .seconds(900), channel: .desk, command: DutySite.key(number))
            _ = try await site.desk.perform(
                .act(command, on: ticket.id, occurredAt: monday + .seconds(seconds)), act: act)
        }
        try await send(.reassign(repairs, lead: nil, words: "是投影"), SampleDesk.dispatcher, 3, after: 600)
        await #expect(throws: Refusal.self) {
            try await send(.claim, DutySite.principal("fang"), 4, after: 300)
        }
        try await send(.claim, DutySite.principal("fang"), 5, after: 660)
        #expect(try await site.desk.ticket(ticket.id)?.lead == DutySite.person("fang"))
    }

    @Test("Of two who take it at the same moment one gets it, and the other is told who has it")
    func race() async throws {
        let site = try await DutySite()
        let ticket = try await pooled(site)
        _ = try await site.act(.claim, on: ticket.id, by: "fang", 3, basedOn: ticket.revision)
        let another = Principal(
            actor: .staff(PersonID(19)), grants: [Grant(role: .technician, scope: .site)])
        let act = Act(by: another, at: SampleDesk.monday, channel: .desk, command: DutySite.key(4))
        await #expect(throws: Refusal.assignedToAnother(DutySite.person("fang"))) {
            try await site.desk.perform(
                .act(.claim, on: ticket.id, basedOn: ticket.revision), act: act)
        }
        // The very same moment: the other's commit comes between the decision and its own.
        let second = try await pooled(site, 5)
        let fact = TicketFact.accepted(TicketFact.Accepted(lead: PersonID(18), isClaimed: true))
        let draft = EventDraft(
            stream: StreamID(.ticket, second.id.rawValue), number: second.revision + 1,
            actor: .system("other"),
            channel: .desk, command: DutySite.key(90), fact: fact)
        await site.tickets.interlope(
            TicketCommit(
                commit: Commit(command: DutySite.key(90), fingerprint: [], drafts: [draft], result: []),
                tickets: [second.applying(fact, at: SampleDesk.monday).row]))
        await #expect(throws: Refusal.assignedToAnother(PersonID(18))) {
            try await site.act(.claim, on: second.id, by: "fang", 6)
        }
    }

    @Test("Not taken in time: the choice, as in any other team")
    func notClaimed() async throws {
        let site = try await DutySite()
        let id = try await pooled(site).id
        try await site.sweep(at: SampleDesk.monday + .seconds(3_600), 10)
        #expect(try await site.ticket(id).lead == DutySite.person("fang"))
        #expect(await site.offers(id).last?.cause == .notClaimed)
        #expect(await site.offers(id).last?.from == nil)
        try await site.sweep(at: SampleDesk.monday + .seconds(7_200), 11)
        #expect(try await site.ticket(id).team?.rawValue == "desk")
    }

    @Test("Only a pool's tickets are claimed")
    func noPool() async throws {
        let site = try await DutySite(Rota.none(in: try #require(ServiceZone("Asia/Shanghai"))))
        let ticket = try await site.report(2)
        await #expect(throws: Refusal.noPool(ticket.team)) {
            try await site.act(.claim, on: ticket.id, by: "li", 3)
        }
    }

    @Test("The first contact stays through hops, another team, a referral and back, and the clock runs on")
    func firstContact() async throws {
        let site = try await DutySite()
        let id = try await site.report(2).id
        #expect(try await site.ticket(id).firstContact == nil)
        _ = try await site.act(.declineAssignment(words: "在别处"), on: id, by: "li", 3)
        let accepted = try await site.act(.accept(nil), on: id, by: "wang", 4)
        let wang = DutySite.person("wang")
        #expect(accepted.firstContact == wang)
        let repairs: TeamKey = try SampleDesk.key("repairs")
        let moved = try await site.act(
            .assign(repairs, lead: DutySite.person("fang"), assistants: []), on: id, by: nil, 5)
        #expect(moved.firstContact == wang)
        #expect(moved.state.isOpen)
        _ = try await site.act(.accept(nil), on: id, by: "fang", 8)
        let handed = try await site.act(
            .transfer(try SampleDesk.key("network"), lead: DutySite.person("zhao"), words: "该网络班"), on: id,
            by: "fang", 9)
        #expect(handed.firstContact == wang)
        #expect(handed.state.isOpen)
        #expect(handed.openedAt == SampleDesk.monday)
        #expect(handed.resolutionDue == moved.resolutionDue)
        let referred = try await site.act(
            .refer(
                try SampleDesk.key("carrier"), due: SampleDesk.monday + .seconds(86_400), reference: nil,
                words: nil), on: id, by: nil, 6)
        #expect(referred.firstContact == wang)
        #expect(referred.referral?.firstContact == wang)
        #expect(referred.state.isOpen)
        #expect(referred.resolutionDue == moved.resolutionDue)
        #expect(await site.tickets.deadlines[id]?.contains { $0.kind == .resolution } == true)
        let back = try await site.act(.answerReferral("已修复光缆", isDone: false), on: id, by: nil, 7)
        #expect(back.firstContact == wang)
        #expect(back.resolutionDue == moved.resolutionDue)
        #expect(back.closedAt == nil)
    }

    @Test("Whoever took the report down is the first contact before anybody who works on it")
    func recordedBy() throws {
        var report = SampleDesk.report()
        report.recordedBy = PersonID(900)
        let ticket = try SampleDesk.opened(report).after(.accept(PersonID(7)))
        #expect(ticket.firstContact == PersonID(900))
    }
}
