import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What comes due on many tickets")
struct SweepingTests {
    @Test("A ticket that fails stops no other's deadlines, and is told of in the end")
    func stuck() async throws {
        let desk = try await SmallDesk()
        let tickets = [try await desk.report().ticket, try await desk.report().ticket]
        await desk.tickets.setStuck(tickets[0])
        let late = SampleDesk.monday + .seconds(2 * 3_600)
        do {
            _ = try await desk.desk.sweep(at: late) { 7 }
            Issue.record("expected SweepFault")
        } catch let fault as SweepFault {
            #expect(fault.ticket == tickets[0] && fault.cause as? CommitFailure == .unavailable("stuck"))
        }
        #expect(try await desk.ticket(tickets[0]).missed[.response] == nil)
        #expect(try await desk.ticket(tickets[1]).missed[.response]?.count == 1)
    }

    @Test(
        "Rows of deadlines that come to nothing are put right, of a closed ticket too",
        arguments: [true, false])
    func stale(isClosed: Bool) async throws {
        let desk = try await SmallDesk()
        let ticket = try await desk.report().ticket
        if isClosed { try await desk.send(.dismiss(.test, words: nil), on: ticket) }
        let stale = Deadline(ticket: ticket, kind: .holdEnds, due: SampleDesk.monday)
        await desk.tickets.setDeadlines([stale], of: ticket)
        #expect(try await desk.desk.sweep(at: SampleDesk.monday + .seconds(60)) { 7 } == 0)
        let expected = try await desk.ticket(ticket).deadlines(under: desk.desk.policy)
        #expect(await desk.tickets.deadlines[ticket] == expected)
        #expect(expected.isEmpty == isClosed)
    }
}
