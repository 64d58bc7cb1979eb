import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Who is called, when, and how a round ends")
struct CalledTests {
    @Test("Nobody is called on a day without calls, shown nor recorded; the refusal says when next")
    func days() throws {
        // Saturday and the holiday, at two in the afternoon.
        for (text, next) in [
            ("2026-09-19T14:00:00+08:00", "2026-09-21T09:00:00+08:00"),
            ("2026-10-01T14:00:00+08:00", "2026-10-02T09:00:00+08:00"),
        ] {
            let refusal = Refusal.callDay(
                next: SampleDesk.instant(next), found: SampleDesk.instant(text))
            #expect(throws: refusal) { try SampleCalls.record(.busy, try SampleCalls.resolved(), at: text) }
            #expect(throws: refusal) {
                try SampleCalls.resolved().after(
                    .revealContact(ReportID(1), round: 1),
                    SampleDesk.context(by: SampleDesk.caller, at: SampleDesk.instant(text)))
            }
        }
        #expect(throws: Refusal.self) {
            try SampleCalls.record(
                .callBack(at: SampleDesk.instant("2026-09-19T14:00:00+08:00")), try SampleCalls.resolved())
        }
        let own = Principal(actor: .reporter(PersonID(101)))
        #expect(
            try SampleCalls.record(
                .satisfied, try SampleCalls.resolved(), by: own, at: "2026-09-19T14:00:00+08:00"
            ).closing
                == .satisfied)
    }

    @Test("Numbers of those whom nobody has to call aren't shown, and no calls of them are recorded")
    func others() throws {
        let context = try SampleDesk.context(by: SampleDesk.caller)
        // The second has the number of the first; of ten, two are called.
        let twins = try SampleCalls.resolved([
            SampleDesk.report(1), SampleDesk.report(2, phone: "13800138000"),
        ])
        let many = try SampleCalls.resolved((1...10).map { SampleDesk.report($0) })
        for (ticket, other) in [(twins, ReportID(2)), (many, ReportID(2))] {
            #expect(throws: Refusal.notCalled(other, round: 1)) {
                try ticket.after(.revealContact(other, round: 1), context)
            }
            #expect(throws: Refusal.notCalled(other, round: 1)) {
                try ticket.after(.recordFollowUp(other, round: 1, .satisfied, words: nil), context)
            }
            let own = try SampleDesk.context(by: Principal(actor: .reporter(PersonID(102))))
            #expect(
                try ticket.after(.recordFollowUp(other, round: 1, .satisfied, words: nil), own)
                    .standing(of: other)?.closing == .satisfied)
        }
        // Round 3 is for those who were drawn.
        let closed = try SampleCalls.record(.satisfied, try SampleCalls.resolved())
        #expect(throws: Refusal.notCalled(ReportID(1), round: 3)) {
            try closed.after(.revealContact(ReportID(1), round: 3), context)
        }
        let refused = try SampleCalls.record(.refused, try SampleCalls.resolved())
        #expect(throws: Refusal.notCalled(ReportID(1), round: 2)) {
            try refused.after(.revealContact(ReportID(1), round: 2), context)
        }
    }

    @Test("A later round that isn't open yet is begun only by whoever names it")
    func unopened() throws {
        let policy = try SampleDesk.policy()
        let closed = try SampleCalls.record(.satisfied, try SampleCalls.resolved())
        let opens = try #require(policy.followUpWindow(2, of: closed)).opens
        #expect(throws: Refusal.roundNotOpen(2, opens: opens)) {
            try CallList.round(of: ReportID(1), on: closed, at: opens - .seconds(1), under: policy)
        }
        #expect(try CallList.round(of: ReportID(1), on: closed, at: opens, under: policy) == 2)
        #expect(
            try CallList.round(
                of: ReportID(1), on: try SampleCalls.resolved(), at: SampleDesk.monday, under: policy) == 1
        )
        let early = try SampleCalls.record(.noAnswer, closed, round: 2)
        #expect(early.reports[0].followUps.last?.isEarly == true)
    }

    @Test(
        "A later round that ends with its last attempt is recorded as missed, as one that ends with its window"
    )
    func usedUp() throws {
        let policy = try SampleDesk.policy()
        let closed = try SampleCalls.record(.satisfied, try SampleCalls.resolved())
        let first = try SampleCalls.record(.noAnswer, closed, round: 2, at: "2026-09-28T10:00:00+08:00")
        #expect(first.reports[0].missedRounds.isEmpty)
        let facts = try Ticket.decide(
            .recordFollowUp(ReportID(1), round: 2, .busy, words: nil), on: first, id: first.id,
            in: SampleDesk.context(
                by: SampleDesk.caller, at: SampleDesk.instant("2026-09-29T15:00:00+08:00")))
        #expect(
            facts.last == .followUpMissed(.init(report: ReportID(1), round: 2, attempts: 2))
                && facts.count == 2)
        #expect(first.applying(facts, at: SampleDesk.monday).deadlines(under: policy).isEmpty)
    }

    @Test("Closed by hand after its window, those who weren't reached are recorded as missed")
    func closedLate() throws {
        let late = try SampleDesk.context(at: SampleDesk.instant("2026-09-20T10:00:00+08:00"))
        let ticket = try SampleCalls.resolved()
        let facts = try Ticket.decide(.close, on: ticket, id: ticket.id, in: late)
        #expect(
            facts.map(\.kind.name) == ["ticket.followUpMissed", "ticket.reportClosed", "ticket.closed"])
    }

    @Test("Nobody who worked on it says for a reporter that it is mended")
    func hands() throws {
        let dispatcher = SampleDesk.staff(.dispatcher, person: 7)
        let ticket = try SampleCalls.resolved()
        let mended = TicketCommand.confirmMine(ReportID(1), isMended: true, words: nil)
        #expect(throws: Refusal.callerRepaired(PersonID(7))) {
            try ticket.after(mended, SampleDesk.context(by: dispatcher))
        }
        #expect(try ticket.after(mended, SampleDesk.context(by: SampleDesk.caller)).closing == .mended)
    }
}
