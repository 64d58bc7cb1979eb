import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("An attempt that is open")
struct OpenAttemptTests {
    private static let noon = SampleDesk.instant("2026-09-14T14:00:00+08:00")
    private static let dial = TicketCommand.revealContact(ReportID(1), round: 1)

    private static func caller(_ person: Int64, at instant: Instant = noon) throws -> DecisionContext {
        try SampleDesk.context(by: SampleDesk.staff(.caller, person: person), at: instant)
    }

    @Test("is its caller's alone until it is recorded or its time is over")
    func stays() throws {
        let open = try SampleCalls.resolved().after(Self.dial, Self.caller(18))
        let attempt = OpenAttempt(round: 1, person: PersonID(18), openedAt: Self.noon)
        #expect(open.reports[0].openAttempt(at: Self.noon) == attempt)
        #expect(open.openCalls(of: PersonID(18), at: Self.noon).map(\.report) == [ReportID(1)])
        #expect(open.openCalls(of: PersonID(19), at: Self.noon).isEmpty)
        let last = attempt.until - .seconds(1)
        #expect(throws: Refusal.callOpen(by: PersonID(18), since: Self.noon)) {
            try open.after(Self.dial, Self.caller(19, at: last))
        }
        // Its own caller looks again, and has half an hour from then.
        #expect(try open.after(Self.dial, Self.caller(18, at: last)).reports[0].opened?.openedAt == last)
        #expect(open.reports[0].openAttempt(at: attempt.until) == nil)
        let taken = try open.after(Self.dial, Self.caller(19, at: attempt.until))
        #expect(taken.reports[0].opened?.person == PersonID(19))
    }

    @Test("ends with what came of it, with the reporter's own answer, and with the ticket's reopening")
    func ends() throws {
        let open = try SampleCalls.resolved().after(Self.dial, Self.caller(18))
        let busy = TicketCommand.recordFollowUp(ReportID(1), round: 1, .busy, words: nil)
        #expect(try open.after(busy, Self.caller(18)).reports[0].opened == nil)
        let own = try SampleDesk.context(by: Principal(actor: .reporter(PersonID(101))), at: Self.noon)
        let said = TicketCommand.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)
        #expect(try open.after(said, own).reports[0].opened == nil)
        let broken = TicketCommand.recordFollowUp(ReportID(1), round: 1, .stillBroken, words: nil)
        let reopened = try open.after(broken, Self.caller(18))
        #expect(reopened.state.isOpen && reopened.reports[0].opened == nil)
    }

    @Test("is told in the list, and the next call that isn't due yet is known")
    func listed() throws {
        let policy = try SampleDesk.policy()
        let ticket = try SampleCalls.resolved()
        let opens = try #require(policy.followUpWindow(1, of: ticket)).opens
        let early = opens - .seconds(1)
        #expect(CallList.nextDue([ticket], after: early, caller: nil, under: policy) == opens)
        #expect(CallList.nextDue([ticket], after: opens, caller: nil, under: policy) == nil)
        #expect(CallList.nextDue([ticket], after: early, caller: PersonID(7), under: policy) == nil)
        let open = try ticket.after(Self.dial, Self.caller(18))
        let due = CallList.due([open], at: Self.noon, caller: PersonID(19), under: policy)
        #expect(due.map(\.opened?.person) == [PersonID(18)])
    }
}
