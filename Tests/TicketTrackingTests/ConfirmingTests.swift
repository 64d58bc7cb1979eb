import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("Yours too?")
struct ConfirmingTests {
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
        _ number: UInt64, _ principal: Principal = SampleDesk.dispatcher, after seconds: Int64 = 0,
        _ channel: Channel = .desk
    ) -> Act {
        Act(
            by: principal, at: SampleDesk.monday + .seconds(seconds), channel: channel,
            command: Self.key(number))
    }

    private func report(_ place: Int64, _ number: UInt64, after seconds: Int64) async throws -> DeskReceipt {
        let statement = NewReport(
            place: PlaceID(place), category: FaultCategoryKey("network.outage"), words: "断网了",
            contact: Contact(phone: "13800138000"))
        return try await desk.perform(
            .report(statement), act: act(number, .system("gateway"), after: seconds, .scan))
    }

    /// One resolved ticket of a building with the reports of two of its rooms, an hour after the first.
    private func mended() async throws -> (ticket: TicketID, first: ReportID, second: ReportID) {
        let one = try await report(3, 2, after: 0)
        let two = try await report(5, 3, after: 60)
        _ = try await desk.perform(.act(.relocate(PlaceID(2)), on: one.ticket), act: act(4, after: 120))
        _ = try await desk.perform(.act(.merge(into: one.ticket), on: two.ticket), act: act(5, after: 120))
        _ = try await desk.perform(.act(.accept(nil), on: one.ticket), act: act(6, after: 180))
        _ = try await desk.perform(
            .act(.resolve(SampleDesk.solved), on: one.ticket), act: act(7, after: 3600))
        return (one.ticket, try #require(one.report), try #require(two.report))
    }

    private func answer(
        _ isMended: Bool, _ report: ReportID, _ number: UInt64, after: Int64, on ticket: TicketID
    )
        async throws -> DeskReceipt
    {
        let row = try #require(await tickets.report(report))
        let own = Principal(actor: .reporter(row.reporter))
        return try await desk.perform(
            .act(.confirmMine(report, isMended: isMended, words: "还是没网"), on: ticket),
            act: act(number, own, after: after, .scan))
    }

    @Test("Yes ends the own report as mended, never as satisfied, and no other")
    func yes() async throws {
        let (id, first, second) = try await mended()
        _ = try await answer(true, first, 10, after: 3700, on: id)
        let ticket = try #require(try await desk.ticket(id))
        #expect(ticket.standing(of: first)?.closing == .mended)
        #expect(ticket.standing(of: first)?.followUps.last?.outcome.satisfaction == nil)
        #expect(ticket.standing(of: first)?.followUps.last?.outcome.isMended == true)
        #expect(ticket.standing(of: second)?.closing == nil)
        #expect(ticket.state == .resolved)
        _ = try await answer(true, second, 11, after: 3800, on: id)
        #expect(try await desk.ticket(id)?.closing == .mended)
    }

    @Test("Yes said after the ticket was closed leaves a note; without words there is nothing to write")
    func yesLate() async throws {
        let (id, first, second) = try await mended()
        _ = try await answer(true, first, 10, after: 3700, on: id)
        _ = try await answer(true, second, 11, after: 3800, on: id)
        let own = Principal(actor: .reporter(try #require(await tickets.report(first)).reporter))
        _ = try await answer(true, first, 12, after: 9_000, on: id)
        guard case .commented(let note)? = await tickets.events(of: id).last?.fact else { throw Missing() }
        #expect(note.report == first && !note.isPublic && note.words.value == "还是没网")
        await #expect(throws: Refusal.unchanged(.confirmMine)) {
            try await desk.perform(
                .act(.confirmMine(first, isMended: true, words: nil), on: id),
                act: act(13, own, after: 9_100, .scan))
        }
    }

    @Test("No makes it a ticket of its own, at its own place, whose clock runs since the report")
    func no() async throws {
        let (id, first, second) = try await mended()
        let receipt = try await answer(false, second, 10, after: 3700, on: id)
        let made = try #require(receipt.newTicket)
        let new = try #require(try await desk.ticket(made))
        #expect(new.reports.map(\.report.id) == [second])
        #expect(new.place == .at(PlaceID(5)))
        #expect(new.path.map(\.id) == [PlaceID(1), PlaceID(2), PlaceID(5)])
        #expect(new.openedAt == SampleDesk.monday + .seconds(60))
        #expect(new.reworkOf == nil)
        #expect(new.responseDue == SampleDesk.monday + .seconds(60 + 3600))
        #expect(new.team == TeamKey("network"))
        let old = try #require(try await desk.ticket(id))
        #expect(old.state == .resolved)
        #expect(old.reports.map(\.report.id) == [first])
        #expect(await tickets.report(second)?.ticket == new.id)
    }

    @Test(
        "A report of the room next door goes back there; one of the ticket's first place stays where that was found"
    )
    func siblings() async throws {
        let one = try await report(3, 2, after: 0)
        let two = try await report(5, 3, after: 60)
        let three = try await report(3, 4, after: 90)
        _ = try await desk.perform(.act(.merge(into: one.ticket), on: two.ticket), act: act(5, after: 120))
        _ = try await desk.perform(.act(.merge(into: one.ticket), on: three.ticket), act: act(6, after: 120))
        _ = try await desk.perform(.act(.relocate(PlaceID(4)), on: one.ticket), act: act(7, after: 150))
        _ = try await desk.perform(.act(.accept(nil), on: one.ticket), act: act(8, after: 180))
        _ = try await desk.perform(
            .act(.resolve(SampleDesk.solved), on: one.ticket), act: act(9, after: 3600))
        for (number, report, place) in [(UInt64(10), two.report, 5), (11, three.report, 4)] {
            let receipt = try await answer(
                false, try #require(report), number, after: 3700, on: one.ticket)
            let made = try #require(receipt.newTicket)
            let new = try #require(try await desk.ticket(made))
            #expect(new.place == .at(PlaceID(Int64(place))))
        }
    }

    @Test("After the reopening window no is new work that names the old, and its clock begins then")
    func late() async throws {
        let (id, _, second) = try await mended()
        let later: Int64 = 3600 + 8 * 86_400
        let receipt = try await answer(false, second, 10, after: later, on: id)
        let made = try #require(receipt.newTicket)
        let new = try #require(try await desk.ticket(made))
        #expect(new.reworkOf == id)
        guard case .splitOff(let opening)? = await tickets.events(of: made).first?.fact else {
            Issue.record("the new ticket opens with something else")
            return
        }
        #expect(opening.openedAt == nil)
    }

    @Test("The only report of a ticket is no case for a split: no reopens the ticket")
    func alone() async throws {
        let (id, first, second) = try await mended()
        _ = try await answer(false, second, 10, after: 3700, on: id)
        let receipt = try await answer(false, first, 11, after: 3800, on: id)
        #expect(receipt.newTicket == nil)
        #expect(receipt.state == .assigned)
    }

    @Test("Nobody answers for another's report")
    func foreign() async throws {
        let (id, _, second) = try await mended()
        let stranger = Principal(actor: .reporter(PersonID(777)))
        await #expect(throws: Refusal.notPermitted(.confirmMine, roles: TicketRight.of(.confirmMine).roles)) {
            try await desk.perform(
                .act(.confirmMine(second, isMended: false, words: nil), on: id),
                act: act(10, stranger, after: 3700, .scan))
        }
    }
}
