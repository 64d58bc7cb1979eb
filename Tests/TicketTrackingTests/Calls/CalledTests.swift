import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Who is called, when, and how a round ends")
struct CalledTests {
    private static let call = "2026-09-15T10:00:00+08:00"

    private func resolved(_ reports: [Report] = [SampleDesk.report()]) throws -> Ticket {
        var ticket = try SampleDesk.opened(reports[0])
        for report in reports.dropFirst() { ticket = try ticket.after(.joinReport(report)) }
        return try ticket.after(.accept(PersonID(7)), .resolve(SampleDesk.solved))
    }

    private func record(
        _ outcome: FollowUpOutcome, _ ticket: Ticket, round: Int = 1, report: Int64 = 1,
        by caller: Principal = SampleDesk.caller, at time: String = call
    ) throws -> Ticket {
        try ticket.after(
            .recordFollowUp(ReportID(report), round: round, outcome, words: nil),
            SampleDesk.context(by: caller, at: SampleDesk.instant(time)))
    }

    @Test("Nobody is called on a day without calls, shown nor recorded; the refusal says when next")
    func days() throws {
        // Saturday and the holiday, at two in the afternoon.
        for (text, next) in [
            ("2026-09-19T14:00:00+08:00", "2026-09-21T09:00:00+08:00"),
            ("2026-10-01T14:00:00+08:00", "2026-10-02T09:00:00+08:00"),
        ] {
            let refusal = Refusal.callDay(
                next: SampleDesk.instant(next), found: SampleDesk.instant(text))
            #expect(throws: refusal) { try record(.busy, try resolved(), at: text) }
            #expect(throws: refusal) {
                try resolved().after(
                    .revealContact(ReportID(1), round: 1),
                    SampleDesk.context(by: SampleDesk.caller, at: SampleDesk.instant(text)))
            }
        }
        #expect(throws: Refusal.self) {
            try record(.callBack(at: SampleDesk.instant("2026-09-19T14:00:00+08:00")), try resolved())
        }
        let own = Principal(actor: .reporter(PersonID(101)))
        #expect(
            try record(.satisfied, try resolved(), by: own, at: "2026-09-19T14:00:00+08:00").closing
                == .satisfied)
    }

    @Test("Numbers of those whom nobody has to call aren't shown, and no calls of them are recorded")
    func others() throws {
        let context = try SampleDesk.context(by: SampleDesk.caller)
        // The second has the number of the first; of ten, two are called.
        let twins = try resolved([SampleDesk.report(1), SampleDesk.report(2, phone: "13800138000")])
        let many = try resolved((1...10).map { SampleDesk.report($0) })
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
        let closed = try record(.satisfied, try resolved())
        #expect(throws: Refusal.notCalled(ReportID(1), round: 3)) {
            try closed.after(.revealContact(ReportID(1), round: 3), context)
        }
        let refused = try record(.refused, try resolved())
        #expect(throws: Refusal.notCalled(ReportID(1), round: 2)) {
            try refused.after(.revealContact(ReportID(1), round: 2), context)
        }
    }

    @Test("A later round that isn't open yet is begun only by whoever names it")
    func unopened() throws {
        let policy = try SampleDesk.policy()
        let closed = try record(.satisfied, try resolved())
        let opens = try #require(policy.followUpWindow(2, of: closed)).opens
        #expect(throws: Refusal.roundNotOpen(2, opens: opens)) {
            try CallList.round(of: ReportID(1), on: closed, at: opens - .seconds(1), under: policy)
        }
        #expect(try CallList.round(of: ReportID(1), on: closed, at: opens, under: policy) == 2)
        #expect(
            try CallList.round(of: ReportID(1), on: try resolved(), at: SampleDesk.monday, under: policy) == 1
        )
        let early = try record(.noAnswer, closed, round: 2)
        #expect(early.reports[0].followUps.last?.isEarly == true)
    }

    @Test(
        "A later round that ends with its last attempt is recorded as missed, as one that ends with its window"
    )
    func usedUp() throws {
        let policy = try SampleDesk.policy()
        let closed = try record(.satisfied, try resolved())
        let first = try record(.noAnswer, closed, round: 2, at: "2026-09-28T10:00:00+08:00")
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
        let ticket = try resolved()
        let facts = try Ticket.decide(.close, on: ticket, id: ticket.id, in: late)
        #expect(
            facts.map(\.kind.name) == ["ticket.followUpMissed", "ticket.reportClosed", "ticket.closed"])
    }
}
