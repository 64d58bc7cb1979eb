import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("What is counted of every ticket, kept")
struct CountShelfTests {
    private func report(_ desk: RepairDesk, _ position: Position?) async throws -> PeriodReport {
        let act = Act(
            by: .system("test"), at: SampleDesk.monday, channel: .commandLine,
            command: CommandID(at: SampleDesk.monday, random: (9, 9)))
        let month = ReportPeriod.month(of: desk.policy.zone.local(SampleDesk.monday).day)
        return try await desk.periodReport(on: try #require(month), asOf: position, act: act)
    }

    @Test("Counting on gives what counting from the beginning gives, at every event and in any order")
    func same() async throws {
        let small = try await SmallDesk()
        var (kept, receipts): ([PeriodReport], [DeskReceipt]) = ([], [])
        func look() async throws { kept.append(try await report(small.desk, nil)) }
        try await look()
        for hour in 0..<4 {
            let at = SampleDesk.monday + .seconds(Int64(hour) * 3_600)
            receipts.append(try await small.report("第\(hour)件", at: PlaceID(3), at: at))
            try await look()
        }
        try await small.send(.accept(nil), on: receipts[0].ticket, by: SampleDesk.staff(.technician))
        try await look()
        try await small.send(.dismiss(.test, words: nil), on: receipts[1].ticket)
        try await look()
        try await small.send(.merge(into: receipts[2].ticket), on: receipts[3].ticket)
        try await look()
        #expect(Set(kept).count == kept.count)
        for report in kept.shuffled() {
            let position = report.position
            let fresh = RepairDesk(
                tickets: small.tickets, register: small.desk.register, policy: small.desk.policy)
            #expect(try await self.report(fresh, position) == report, "from the beginning, \(position)")
            #expect(try await self.report(small.desk, position) == report, "going back, \(position)")
        }
    }

    @Test("Many who count at once read the tickets once")
    func together() async throws {
        let small = try await SmallDesk()
        for _ in 0..<3 { _ = try await small.report() }
        let (desk, before) = (small.desk, await small.tickets.reads)
        let reports = try await withThrowingTaskGroup(of: PeriodReport.self) { group in
            for _ in 0..<8 { group.addTask { try await self.report(desk, nil) } }
            return try await group.reduce(into: Set<PeriodReport>()) { $0.insert($1) }
        }
        #expect(reports.count == 1)
        #expect(await small.tickets.reads - before <= 3)
    }
}
