import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Helping, holding and handing on")
struct HelpingTests {
    private let monday = SampleDesk.monday
    private static let arrive = TicketCommand.arrive(.keeperConfirmed, label: nil, at: nil)

    private func given(assistants: [PersonID] = []) throws -> Ticket {
        try SampleDesk.opened().after(
            .assign(try SampleDesk.key("network"), lead: PersonID(7), assistants: assistants))
    }

    @Test("Whoever helps arrives for the lead, who stays it")
    func assistant() throws {
        let helper = SampleDesk.staff(.technician, .team(try SampleDesk.key("repairs")), person: 17)
        let ticket = try given(assistants: [PersonID(17)])
        let after = try ticket.after(
            .arrive(.none, label: nil, at: nil), SampleDesk.context(by: helper, at: monday + .seconds(60)))
        #expect(after.state == .working && after.lead == PersonID(7))
        #expect(after.repairers.contains(PersonID(17)))
        // What is no work of theirs stays that.
        #expect(throws: Refusal.self) {
            try ticket.after(.split([ReportID(1)]), SampleDesk.context(by: helper))
        }
        let stranger = SampleDesk.staff(.technician, .team(try SampleDesk.key("repairs")), person: 19)
        #expect(throws: Refusal.self) {
            try ticket.after(.arrive(.none, label: nil, at: nil), SampleDesk.context(by: stranger))
        }
    }

    @Test("A building's keeper says that the lead came, and leads nothing")
    func keeper() throws {
        let keeper = SampleDesk.staff(.buildingKeeper, person: 50)
        let after = try given().after(Self.arrive, SampleDesk.context(by: keeper, at: monday + .seconds(60)))
        #expect(after.lead == PersonID(7) && after.state == .working)
        #expect(!after.hands.contains(PersonID(50)))
        let nobodys = try SampleDesk.opened()
        #expect(throws: Refusal.nobodyHasIt) {
            try nobodys.after(Self.arrive, SampleDesk.context(by: keeper, at: monday + .seconds(60)))
        }
    }

    @Test("Nobody puts a colleague's ticket on hold, or goes on with it")
    func holding() throws {
        let eight = SampleDesk.staff(.technician, .team(try SampleDesk.key("network")), person: 9)
        let ticket = try given()
        let until = monday + .seconds(7200)
        let hold = TicketCommand.hold(.access, until: until, words: nil)
        let ask = TicketCommand.askReporter(ReportID(1), question: "在哪？", until: until)
        for command in [hold, ask] {
            #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
                try ticket.after(command, SampleDesk.context(by: eight))
            }
        }
        let held = try ticket.after(hold)
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try held.after(.resume, SampleDesk.context(by: eight))
        }
    }

    @Test("Whom a ticket is referred to answers for it, whoever of ours has it")
    func contractor() throws {
        let carrier: OrganisationKey = try SampleDesk.key("carrier")
        let referred = try given().after(.accept(PersonID(7))).after(
            .refer(carrier, due: monday + .seconds(86_400), reference: nil, words: nil))
        let theirs = SampleDesk.staff(.contractor, .organisation(carrier), person: 60)
        let answered = try referred.after(
            .answerReferral("已处理", isDone: true),
            SampleDesk.context(by: theirs, at: monday + .seconds(3600)))
        #expect(answered.state == .accepted)
        let others = SampleDesk.staff(.contractor, .organisation(try SampleDesk.key("logistics")), person: 61)
        #expect(throws: Refusal.self) {
            try referred.after(.answerReferral("已处理", isDone: true), SampleDesk.context(by: others))
        }
    }

    @Test("An answer ends the waiting for somebody to take it")
    func resolved() async throws {
        let site = try await DutySite()
        let ticket = try await site.report(2)
        #expect(ticket.offer != nil)
        let resolved = try await site.act(.resolve(SampleDesk.solved), on: ticket.id, by: nil, 3)
        #expect(resolved.offer == nil)
    }

    @Test("From a pool nobody begins who isn't on duty")
    func pool() async throws {
        let site = try await DutySite()
        let ticket = try await site.report(2, words: "投影不亮", category: "power")
        await #expect(throws: Refusal.notOnDuty(try SampleDesk.key("repairs"))) {
            try await site.act(.workRemotely, on: ticket.id, by: "gao", 3)
        }
        #expect(
            try await site.act(.workRemotely, on: ticket.id, by: "fang", 4).lead == DutySite.person("fang"))
    }

    @Test("Handed to a team with nobody named, somebody on duty is asked; a pool's people take it")
    func handedOver() async throws {
        let site = try await DutySite()
        let network: TeamKey = try SampleDesk.key("network")
        let ticket = try await site.report(2, words: "投影不亮", category: "power")
        let handed = try await site.act(
            .reassign(network, lead: nil, words: "是网络"), on: ticket.id, by: nil, 3)
        let offer = try #require(await site.offers(ticket.id).last)
        #expect(offer.cause == .handedOver && offer.how == .person && handed.lead == offer.to)
        #expect(handed.acceptanceDue != nil)
        let back = try await site.act(
            .reassign(try SampleDesk.key("repairs"), lead: nil, words: "是电"), on: ticket.id, by: nil, 4)
        #expect(back.offer?.how == .pool)
        #expect(await site.tickets.outbox.suffix(2).map(\.template).contains("ticket.toClaim"))
    }
}
