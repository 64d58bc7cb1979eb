import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Which calls are due")
struct CallListTests {
    private func resolved(_ id: Int64, phone: String? = nil) throws -> Ticket {
        var report = SampleDesk.report(id, phone: phone)
        report.language = id == 2 ? "en" : "zh"
        return try SampleDesk.opened(report, id: id).after(.accept(PersonID(7)), .resolve(SampleDesk.solved))
    }

    private func due(_ tickets: [Ticket], _ time: String, caller: PersonID? = nil) throws -> [DueCall] {
        CallList.due(
            tickets, at: SampleDesk.instant(time), caller: caller, under: try SampleDesk.policy())
    }

    @Test("A call is on the list from its next attempt on, and not on the list of whoever repaired")
    func due() throws {
        let ticket = try resolved(1)
        // Resolved at ten, round 1 opens two hours later.
        #expect(try due([ticket], "2026-09-14T11:59:00+08:00").isEmpty)
        let call = try #require(try due([ticket], "2026-09-14T12:00:00+08:00").first)
        #expect(call.round == 1 && call.repairers.contains(PersonID(7)))
        #expect(try due([ticket], "2026-09-14T12:00:00+08:00", caller: PersonID(7)).isEmpty)
        #expect(try due([ticket], "2026-09-14T12:00:00+08:00", caller: PersonID(18)).count == 1)
        let called = try ticket.after(
            .recordFollowUp(ReportID(1), round: 1, .noAnswer, words: nil),
            SampleDesk.context(by: SampleDesk.caller, at: SampleDesk.instant("2026-09-14T12:00:00+08:00")))
        #expect(try due([called], "2026-09-15T13:59:00+08:00").isEmpty)
        #expect(try due([called], "2026-09-15T14:00:00+08:00").map(\.attempts.count) == [1])
    }

    @Test("One number on two tickets is one call, in whatever order they come")
    func gathered() throws {
        let tickets = [
            try resolved(1, phone: "0571 5550"), try resolved(2, phone: "05715550"), try resolved(3),
        ]
        for order in [tickets, tickets.reversed()] {
            let calls = try due(order, "2026-09-14T15:00:00+08:00")
            #expect(calls.map(\.ticket) == [TicketID(1), TicketID(3)])
            #expect(calls[0].gathered.map(\.ticket) == [TicketID(2)])
        }
    }
}
