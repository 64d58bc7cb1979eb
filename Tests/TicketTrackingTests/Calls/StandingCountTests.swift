import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What stands open, for a wall")
struct StandingCountTests {
    @Test("Counts follow the clocks and the day")
    func clocks() async throws {
        let small = try await SmallDesk()
        let late = try await small.report("甲")
        let risky = try await small.report("乙")
        let done = try await small.report("丙")
        try await small.send(.accept(nil), on: done.ticket, by: SampleDesk.staff(.technician))
        try await small.send(
            .resolve(Solution(mode: .remote, answer: "好了")), on: done.ticket,
            by: SampleDesk.staff(.technician))
        let due = try #require(try await small.ticket(late.ticket).row.clockDue)
        func standing(_ instant: Instant, since midnight: Instant = SampleDesk.monday) async throws
            -> StandingCount
        {
            try await small.desk.standing(at: instant, since: midnight)
        }
        let early = try await standing(SampleDesk.monday)
        #expect(
            [early.open, early.late, early.atRisk, early.reportedToday, early.resolvedToday] == [
                2, 0, 0, 3, 1,
            ])
        // A quarter of a response time is left: one has been accepted since, whose next clock runs longer.
        try await small.send(.accept(nil), on: risky.ticket, by: SampleDesk.staff(.technician))
        let near = try await standing(due - .seconds(1))
        #expect([near.late, near.atRisk] == [0, 1])
        #expect(try await standing(due + .seconds(1)).late == 1)
        let tomorrow = try await standing(due, since: SampleDesk.monday + .seconds(86_400))
        #expect([tomorrow.reportedToday, tomorrow.resolvedToday, tomorrow.open] == [0, 0, 2])
    }

    @Test("Tickets stand in their building, most first")
    func buildings() async throws {
        let small = try await SmallDesk()
        for words in ["甲", "乙"] { _ = try await small.report(words) }
        _ = try await small.report("丁", at: nil, placeWords: "操场")
        let standing = try await small.desk.standing(at: SampleDesk.monday, since: SampleDesk.monday)
        #expect(standing.open == 3)
        #expect(standing.buildings.map(\.count) == [2])
        #expect(standing.buildings.allSatisfy { $0.place.kind == .building })
    }
}
