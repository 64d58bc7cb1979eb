import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("Not mended, said when the ticket can't be reopened any more")
struct ReworkTests {
    private static let day: Int64 = 86_400
    private static let late: Int64 = 3600 + 8 * day

    let tickets = TicketShelf()
    let desk: RepairDesk
    let repairer = SampleDesk.staff(.technician, person: 7)

    init() async throws {
        let register = RegisterShelf()
        try await register.addSamplePlaces()
        await tickets.setTaken(.person, 200)
        desk = RepairDesk(tickets: tickets, register: register, policy: try SampleDesk.policy())
    }

    private static func key(_ number: UInt64) -> CommandID {
        CommandID(at: SampleDesk.monday, random: (number, number))
    }

    private func act(_ number: UInt64, _ principal: Principal, after seconds: Int64) -> Act {
        Act(
            by: principal, at: SampleDesk.monday + .seconds(seconds), channel: .scan,
            command: Self.key(number))
    }

    private func send(
        _ command: TicketCommand, on ticket: TicketID, _ principal: Principal, _ number: UInt64, after: Int64
    ) async throws -> DeskReceipt {
        try await desk.perform(.act(command, on: ticket), act: act(number, principal, after: after))
    }

    private func resolved() async throws -> (ticket: TicketID, report: ReportID, own: Principal) {
        let statement = NewReport(
            place: PlaceID(3), category: FaultCategoryKey("network.outage"), words: "断网了",
            contact: Contact(phone: "13800138000"))
        let filed = try await desk.perform(.report(statement), act: act(2, .system("gateway"), after: 0))
        _ = try await send(.accept(nil), on: filed.ticket, repairer, 3, after: 180)
        _ = try await send(.resolve(SampleDesk.solved), on: filed.ticket, repairer, 4, after: 3600)
        let report = try #require(filed.report)
        let row = try #require(await tickets.report(report))
        return (filed.ticket, report, Principal(actor: .reporter(row.reporter)))
    }

    private func closed() async throws -> (ticket: TicketID, report: ReportID, own: Principal) {
        let done = try await resolved()
        _ = try await send(
            .recordFollowUp(done.report, round: 1, .satisfied, words: nil), on: done.ticket, done.own, 5,
            after: 7200)
        return done
    }

    private enum Way: CaseIterable { case reopens, denies, isHeard }

    /// By the reporter's two buttons, and by whoever the reporter rang.
    private func say(
        _ way: Way, _ done: (ticket: TicketID, report: ReportID, own: Principal), _ number: UInt64 = 10,
        words: String? = "又断了", after: Int64 = late
    ) async throws -> DeskReceipt {
        let command: TicketCommand =
            way == .denies
            ? .confirmMine(done.report, isMended: false, words: words) : .reopen(done.report, words: words)
        return try await send(
            command, on: done.ticket, way == .isHeard ? SampleDesk.caller : done.own, number, after: after)
    }

    @Test("It goes on as new work that names the old; the old stays as it ended")
    func goesOn() async throws {
        for way in Way.allCases {
            let other = try await ReworkTests()
            let done = try await other.closed()
            let receipt = try await other.say(way, done)
            let made = try #require(receipt.newTicket)
            let new = try #require(try await other.desk.ticket(made))
            #expect(new.reworkOf == done.ticket && new.state.isOpen && new.place == .at(PlaceID(3)))
            let report = try #require(new.reports.first?.report)
            #expect(report.id == receipt.report && report.id != done.report)
            #expect(report.words?.value == "又断了")
            #expect(report.contact?.value?.phone == "13800138000")
            #expect(report.reporter == done.own.actor.person)
            #expect(await other.tickets.report(report.id)?.ticket == made)
            let old = try #require(try await other.desk.ticket(done.ticket))
            #expect(old.state == .closed && old.closing == .satisfied)
            #expect(old.reports[0].rework?.to == made && old.reports[0].rework?.newReport == report.id)
            #expect(receipt.revision == old.revision)
            #expect(await other.tickets.report(done.report)?.ticket == done.ticket)
        }
    }

    @Test("Within the window it is reopened as before, and nothing new is made")
    func inTime() async throws {
        let done = try await closed()
        let receipt = try await say(.reopens, done, after: 3600 + 6 * Self.day)
        #expect(receipt.newTicket == nil && receipt.state == .assigned)
        #expect(try await desk.ticket(done.ticket)?.reports[0].rework == nil)
    }

    @Test("Said twice it is one ticket, and a reviewer's reopening isn't a report")
    func once() async throws {
        let done = try await closed()
        _ = try await say(.reopens, done)
        await #expect(throws: Refusal.unchanged(.reopen)) { try await say(.reopens, done, 11) }
        // On this shelf everything happens in the first moment.
        let over = SampleDesk.monday + .seconds(7 * Self.day)
        await #expect(throws: Refusal.reopenWindowOver(since: over)) {
            try await send(
                .reopen(nil, words: nil), on: done.ticket, SampleDesk.staff(.supervisor), 12, after: Self.late
            )
        }
    }

    @Test("It answers the round in which it would have been asked, and no other")
    func answersRound() async throws {
        let rules = try SampleDesk.policy().followUp
        for (after, rounds) in [(8, []), (15, [2]), (61, [])] as [(Int64, [Int])] {
            let other = try await ReworkTests()
            let done = try await other.closed()
            _ = try await other.say(.reopens, done, after: 7200 + after * Self.day)
            let old = try #require(try await other.desk.ticket(done.ticket))
            let said = old.reports[0].followUps.filter { $0.call.round > 1 }
            #expect(said.map(\.call.round) == rounds, "day \(after)")
            #expect(said.allSatisfy { $0.call.isUnasked && $0.outcome.isMended == false })
            #expect(old.pendingReports(round: 2, rules).isEmpty == (rounds == [2]), "day \(after)")
        }
    }

    @Test("A ticket whose round 1 still waits ends with it, as nobody's satisfaction")
    func endsResolved() async throws {
        let done = try await resolved()
        let receipt = try await say(.denies, done)
        let old = try #require(try await desk.ticket(done.ticket))
        #expect(old.state == .closed && old.closing == .dissatisfied)
        #expect(old.reports[0].followUps.last?.call.isUnasked == true)
        #expect(receipt.newTicket != nil)
    }

    @Test("Passed on by whoever repaired it, it goes on, and is no call of the follow-up")
    func byRepairer() async throws {
        let done = try await resolved()
        let both = Principal(
            actor: repairer.actor, grants: repairer.grants.union([Grant(role: .caller, scope: .site)]))
        let receipt = try await send(
            .reopen(done.report, words: "又断了"), on: done.ticket, both, 10, after: Self.late)
        #expect(receipt.newTicket != nil)
        let old = try #require(try await desk.ticket(done.ticket))
        #expect(old.reports[0].followUps.isEmpty && old.state == .resolved)
    }

    @Test("Danger in what is said makes the new work a hazard")
    func hazard() async throws {
        let done = try await closed()
        let made = try #require(try await say(.denies, done, words: "还冒烟").newTicket)
        #expect(try await desk.ticket(made)?.isHazard == true)
    }

    @Test("Found out by a call in time, it is reopened, and nothing new is made")
    func calledInTime() async throws {
        let done = try await resolved()
        let receipt = try await send(
            .recordFollowUp(done.report, round: 1, .stillBroken, words: "没修好"), on: done.ticket,
            SampleDesk.caller, 10, after: 86_400)
        #expect(receipt.newTicket == nil && receipt.state == .assigned)
        #expect(try await desk.ticket(done.ticket)?.reports[0].rework == nil)
    }

    @Test("Found out by a call, the old ticket knows where it goes on, too")
    func called() async throws {
        let done = try await closed()
        let receipt = try await send(
            .recordFollowUp(done.report, round: 2, .stillBroken, words: "没修好"), on: done.ticket,
            SampleDesk.caller, 10, after: 15 * Self.day + 3600)
        let rework = try #require(try await desk.ticket(done.ticket)?.reports[0].rework)
        #expect(rework.to == receipt.newTicket && rework.newReport == receipt.report)
        #expect(try await desk.ticket(rework.to)?.reworkOf == done.ticket)
        #expect(try await desk.ticket(done.ticket)?.revision == receipt.revision)
    }
}
