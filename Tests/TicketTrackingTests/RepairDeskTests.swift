import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("The repair desk")
struct RepairDeskTests {
    let tickets = TicketShelf()
    let desk: RepairDesk

    init() async throws {
        let register = RegisterShelf()
        try await register.addSamplePlaces()
        await tickets.setTaken(.person, 200)
        desk = RepairDesk(tickets: tickets, register: register, policy: try SampleDesk.policy())
    }

    private static func key(_ number: UInt64) -> CommandID {
        CommandID(at: SampleDesk.monday, random: (number, number))
    }

    private func act(
        _ number: UInt64, by principal: Principal = SampleDesk.dispatcher, _ channel: Channel = .desk,
        at instant: Instant = SampleDesk.monday
    ) -> Act {
        Act(by: principal, at: instant, channel: channel, command: Self.key(number))
    }

    private func scan(_ number: UInt64) -> Act { act(number, by: .system("gateway"), .scan) }

    private func statement(_ words: String = "断网了") -> NewReport {
        NewReport(
            place: PlaceID(3), category: FaultCategoryKey("network.outage"), words: words,
            contact: Contact(phone: "13800138000"))
    }

    @Test("A scan makes one report on one assigned ticket, by one commit and no read of tickets")
    func scanned() async throws {
        let receipt = try await desk.perform(.report(statement()), act: scan(2))
        #expect(receipt.state == .assigned)
        #expect(await tickets.commits == 1)
        #expect(await tickets.reads == 0)
        let ticket = try #require(try await desk.ticket(receipt.ticket))
        #expect(ticket.reports[0].report.words?.value == "断网了")
        #expect(ticket.row == (await tickets.ticketRow(receipt.ticket)))
        let events = await tickets.events(of: receipt.ticket)
        #expect(events.allSatisfy { $0.envelope.actor == .reporter(PersonID(200)) })
        #expect(await tickets.deadlines[receipt.ticket]?.map(\.kind) == [.response, .resolution])
        #expect(await tickets.outbox.map(\.template) == ["report.received", "ticket.assigned"])
    }

    @Test(
        "The same key with the same words is one report, even where photos and the reporter's number are new")
    func repeated() async throws {
        var first = statement()
        (first.reporter, first.photoDigests) = (PersonID(150), ["d1"])
        first.photos = [PhotoReference(sha256: "a", width: 1, height: 1, owner: PersonID(150))]
        var second = first
        second.reporter = PersonID(151)
        second.photos = [PhotoReference(sha256: "b", width: 1, height: 1, owner: PersonID(151))]
        let made = try await desk.perform(.report(first), act: scan(2))
        #expect(try await desk.perform(.report(second), act: scan(2)) == made)
        #expect(await tickets.commits == 1)
        #expect(try await desk.report(madeBy: Self.key(2))?.id == made.report)
        await #expect(throws: CommitFailure.keyReused(Self.key(2))) {
            try await desk.perform(.report(statement("别的话")), act: scan(2))
        }
    }

    @Test("A repeated command whose state has passed is answered as the first time; new ones are refused")
    func repeatedCommand() async throws {
        let ticket = try await desk.perform(.report(statement()), act: scan(2)).ticket
        let accepted = try await desk.perform(.act(.accept(nil), on: ticket), act: act(3))
        #expect(try await desk.perform(.act(.accept(nil), on: ticket), act: act(3)) == accepted)
        await #expect(throws: Refusal.wrongState(.accept, expected: [.assigned], found: .accepted)) {
            try await desk.perform(.act(.accept(nil), on: ticket), act: act(4))
        }
        await #expect(throws: CommitFailure.keyReused(Self.key(3))) {
            try await desk.perform(.act(.accept(PersonID(7)), on: ticket), act: act(3))
        }
    }

    @Test("Where another command came first it is decided again")
    func raced() async throws {
        let ticket = try await desk.perform(.report(statement()), act: scan(2)).ticket
        let present = try #require(try await desk.ticket(ticket))
        let fact = TicketFact.urged(TicketFact.Urged(report: ReportID(1)))
        let draft = EventDraft(
            stream: StreamID(.ticket, ticket.rawValue), number: present.revision + 1, actor: .system("other"),
            channel: .desk, command: Self.key(90), fact: fact)
        await tickets.interlope(
            TicketCommit(
                commit: Commit(command: Self.key(90), fingerprint: [], drafts: [draft], result: []),
                tickets: [present.applying(fact, at: SampleDesk.monday).row]))
        let receipt = try await desk.perform(.act(.accept(nil), on: ticket), act: act(3))
        #expect(receipt.state == .accepted)
        #expect(receipt.revision == present.revision + 2)
    }

    @Test("Whoever made two reports of one ticket is told once of what happens to it")
    func twoReportsOfOnePerson() async throws {
        var own = statement()
        own.reporter = PersonID(150)
        let ticket = try await desk.perform(.report(own), act: scan(2)).ticket
        _ = try await desk.perform(.joinReport(own, to: ticket), act: scan(3))
        _ = try await desk.perform(.act(.accept(nil), on: ticket), act: act(4))
        let told = await tickets.outbox.filter { $0.template == "report.accepted" }
        #expect(told.map(\.recipient) == [.person(PersonID(150))])
    }

    @Test("Me too follows a merge, and on a mended fault makes new work that names the old")
    func joining() async throws {
        let first = try await desk.perform(.report(statement()), act: scan(2)).ticket
        let second = try await desk.perform(.report(statement()), act: scan(3)).ticket
        _ = try await desk.perform(.act(.merge(into: second), on: first), act: act(4))
        #expect(try await desk.ticket(second)?.reports.count == 2)
        #expect(await tickets.report(ReportID(1))?.ticket == second)
        #expect(await tickets.reports[ReportID(1)]?.contact?.phone == "13800138000")
        let joined = try await desk.perform(.joinReport(NewReport(), to: first), act: scan(5))
        #expect(joined.ticket == second)
        #expect(try await desk.ticket(second)?.reports.last?.report.place == .at(PlaceID(3)))
        _ = try await desk.perform(.act(.accept(nil), on: second), act: act(6))
        _ = try await desk.perform(.act(.resolve(SampleDesk.solved), on: second), act: act(7))
        let rework = try await desk.perform(.joinReport(statement(), to: first), act: scan(8))
        #expect(rework.ticket != second)
        #expect(try await desk.ticket(rework.ticket)?.reworkOf == second)
    }

    @Test("A merge into itself, a closed ticket, or one where the right is missing changes nothing")
    func badMerges() async throws {
        let first = try await desk.perform(.report(statement()), act: scan(2)).ticket
        var other = statement("断网")
        other.place = PlaceID(5)
        let second = try await desk.perform(.report(other), act: scan(3)).ticket
        await #expect(throws: Refusal.mergeIntoItself) {
            try await desk.perform(.act(.merge(into: first), on: first), act: act(4))
        }
        let here = SampleDesk.staff(.dispatcher, .subtree(PlaceID(3)))
        await #expect(throws: Refusal.notPermitted(.merge, roles: [.dispatcher, .teamLead])) {
            try await desk.perform(.act(.merge(into: second), on: first), act: act(5, by: here))
        }
        _ = try await desk.perform(.act(.dismiss(.test, words: nil), on: second), act: act(6))
        await #expect(throws: Refusal.mergeTarget(second, found: .dismissed)) {
            try await desk.perform(.act(.merge(into: second), on: first), act: act(7))
        }
        #expect(try await desk.ticket(first)?.state == .assigned)
    }

    @Test("What was merged can be split off again, with its link, and is answered alone")
    func splitting() async throws {
        let first = try await desk.perform(.report(statement()), act: scan(2)).ticket
        let second = try await desk.perform(.report(statement()), act: scan(3)).ticket
        _ = try await desk.perform(.act(.merge(into: second), on: first), act: act(4))
        let split = try await desk.perform(.act(.split([ReportID(1)]), on: second), act: act(5))
        let new = try #require(split.newTicket)
        #expect(try await desk.ticket(second)?.reports.map(\.report.id) == [ReportID(2)])
        #expect(try await desk.ticket(new)?.reports.map(\.report.id) == [ReportID(1)])
        #expect(try await desk.ticket(new)?.state == .assigned)
        #expect(await tickets.report(ReportID(1))?.ticket == new)
        #expect(await tickets.report(ReportID(1))?.linkEpoch == 1)
    }

    @Test("Not this place leaves the building and the words on the door, and waits to be located")
    func notThisPlace() async throws {
        var statement = statement()
        statement.notThisPlace = "206"
        let receipt = try await desk.perform(.report(statement), act: scan(2))
        let ticket = try #require(try await desk.ticket(receipt.ticket))
        #expect(ticket.place == .within(PlaceID(2), .clear("206", of: PersonID(200))))
        #expect(ticket.state == .reported)
        #expect(!ticket.row.isLocated)
    }

    @Test("A call is recorded by whoever took it, with words only for a place")
    func phoned() async throws {
        let call = NewReport(placeWords: "三教那个大教室", words: "话筒没声音")
        let receipt = try await desk.perform(.report(call), act: act(2, .phone))
        let ticket = try #require(try await desk.ticket(receipt.ticket))
        #expect(ticket.reports[0].report.recordedBy == PersonID(900))
        #expect(ticket.reports[0].report.reporter == PersonID(200))
        #expect(ticket.team?.rawValue == "desk")
        #expect(ticket.responseDue != nil)
        await #expect(throws: Refusal.emptyText(field: "place")) {
            try await desk.perform(.report(NewReport(words: "x")), act: act(3, .phone))
        }
        await #expect(throws: Refusal.unknownPlace(PlaceID(99))) {
            try await desk.perform(.report(NewReport(place: PlaceID(99))), act: act(4, .phone))
        }
    }

    @Test("The sweep ends a hold and leaves no deadline behind that is past")
    func sweeping() async throws {
        let ticket = try await desk.perform(.report(statement()), act: scan(2)).ticket
        let until = SampleDesk.monday + .seconds(600)
        _ = try await desk.perform(.act(.hold(.parts, until: until, words: nil), on: ticket), act: act(3))
        #expect(try await desk.sweep(at: until, random: { 7 }) == 1)
        #expect(try await desk.ticket(ticket)?.state == .assigned)
        #expect(try await desk.sweep(at: until, random: { 8 }) == 0)
    }

    @Test("Still broken in round 2 makes new work that names the old, in the same commit")
    func rework() async throws {
        let ticket = try await desk.perform(.report(statement()), act: scan(2)).ticket
        _ = try await desk.perform(.act(.accept(nil), on: ticket), act: act(3))
        _ = try await desk.perform(.act(.resolve(SampleDesk.solved), on: ticket), act: act(4))
        let satisfied = TicketCommand.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)
        _ = try await desk.perform(.act(satisfied, on: ticket), act: act(5, by: SampleDesk.caller))
        let before = await tickets.commits
        let broken = TicketCommand.recordFollowUp(ReportID(1), round: 2, .stillBroken, words: "又断了")
        let receipt = try await desk.perform(
            .act(broken, on: ticket),
            act: act(6, by: SampleDesk.caller, at: SampleDesk.monday + .seconds(15 * 86_400)))
        let new = try #require(receipt.newTicket)
        #expect(await tickets.commits == before + 1)
        #expect(try await desk.ticket(new)?.reworkOf == ticket)
        #expect(try await desk.ticket(new)?.reports[0].report.reporter == PersonID(200))
        #expect(try await desk.ticket(ticket)?.state == .closed)
    }

    @Test("New work on what may hurt somebody is that again, whatever is said this time")
    func hazardRework() async throws {
        var dangerous = statement()
        dangerous.isHazard = true
        let ticket = try await desk.perform(.report(dangerous), act: scan(2)).ticket
        _ = try await desk.perform(.act(.accept(nil), on: ticket), act: act(3))
        _ = try await desk.perform(.act(.resolve(SampleDesk.solved), on: ticket), act: act(4))
        let satisfied = TicketCommand.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)
        _ = try await desk.perform(.act(satisfied, on: ticket), act: act(5, by: SampleDesk.caller))
        let broken = TicketCommand.recordFollowUp(ReportID(1), round: 2, .stillBroken, words: "又坏了")
        let receipt = try await desk.perform(.act(broken, on: ticket), act: act(6, by: SampleDesk.caller))
        let new = try #require(receipt.newTicket)
        let rework = try #require(try await desk.ticket(new))
        #expect(rework.isHazard && rework.priority == .hazard)
    }

    @Test("Another policy is in force for whatever is decided after it")
    func adopting() async throws {
        desk.adopt(try SampleDesk.policy(version: 8))
        let ticket = try await desk.perform(.report(statement()), act: scan(2)).ticket
        let versions = await tickets.events(of: ticket).compactMap { event -> Int? in
            if case .routed(let routed) = event.fact { routed.policyVersion } else { nil }
        }
        #expect(versions == [8])
    }
}
