import Facility
import Ledger
import Testing

@testable import TicketTracking

/// 演练
@Suite("Practice")
struct PracticeTests {
    private func practising() async throws -> SmallDesk {
        try await SmallDesk(try SampleDesk.policy().practising(true))
    }

    private func inEarnest(_ small: SmallDesk) { small.desk.adopt(small.desk.policy.practising(false)) }

    @Test("A report in practice opens a ticket of practice, one in earnest doesn't")
    func opened() async throws {
        let small = try await practising()
        #expect(try await small.ticket(try await small.report().ticket).isPractice)
        inEarnest(small)
        #expect(try await !small.ticket(try await small.report("再报").ticket).isPractice)
    }

    @Test("What is real and what isn't never come together")
    func mixed() async throws {
        let small = try await practising()
        let practised = try await small.report()
        inEarnest(small)
        let real = try await small.report("真的断网了")
        await #expect(throws: Refusal.practiceMixed) { try await small.report(joining: practised.ticket) }
        await #expect(throws: Refusal.practiceMixed) {
            try await small.send(.merge(into: real.ticket), on: practised.ticket)
        }
        await #expect(throws: Refusal.practiceMixed) {
            try await small.send(.merge(into: practised.ticket), on: real.ticket)
        }
        small.desk.adopt(small.desk.policy.practising(true))
        await #expect(throws: Refusal.practiceMixed) { try await small.report(joining: real.ticket) }
        _ = try await small.report(joining: practised.ticket)
        let reports = try await small.ticket(practised.ticket).reports
        #expect(reports.count == 2)
        let split = try await small.send(.split([reports[1].report.id]), on: practised.ticket)
        let other = try #require(await small.tickets.rows.keys.first { $0.rawValue > real.ticket.rawValue })
        #expect(try await small.ticket(other).isPractice, "\(split)")
    }

    @Test("The end of practice dismisses what isn't finished, dangers too, and nothing that is real")
    func end() async throws {
        let small = try await practising()
        let open = try await small.report()
        let danger = try await small.report("插座冒烟")
        let done = try await small.report("已修")
        try await small.send(.accept(nil), on: done.ticket, by: SampleDesk.staff(.technician))
        try await small.send(
            .resolve(Solution(mode: .remote, answer: "好了")), on: done.ticket,
            by: SampleDesk.staff(.technician))
        #expect(try await small.ticket(danger.ticket).mayHurt)
        inEarnest(small)
        let real = try await small.report("真的断网了")
        let act = Act(
            by: .system("operator"), at: SampleDesk.monday + .seconds(60), channel: .commandLine,
            command: CommandID(at: SampleDesk.monday, random: (5, 5)))
        #expect(try await small.desk.endPractice(act: act) == 3)
        for receipt in [open, danger, done] {
            #expect(try await small.ticket(receipt.ticket).state == .dismissed)
        }
        #expect(try await small.ticket(real.ticket).state.isOpen)
        #expect(try await small.desk.endPractice(act: act) == 0)
        // Nobody else plays down a danger by calling it practice.
        await #expect(throws: Refusal.self) {
            try await small.send(
                .dismiss(.test, words: nil), on: try await small.report("又冒烟").ticket, by: .system("sweeper"))
        }
    }

    @Test("No figure counts it")
    func counted() async throws {
        let small = try await practising()
        func reports() async throws -> PeriodReport {
            let act = Act(
                by: .system("test"), at: SampleDesk.monday, channel: .commandLine,
                command: CommandID(at: SampleDesk.monday, random: (9, 9)))
            let month = try #require(
                ReportPeriod.month(of: small.desk.policy.zone.local(SampleDesk.monday).day))
            return try await small.desk.periodReport(on: month, asOf: nil, act: act)
        }
        func standing() async throws -> [Int] {
            let standing = try await small.desk.standing(at: SampleDesk.monday, since: SampleDesk.monday)
            return [standing.open, standing.dangers, standing.reportedToday]
        }
        let before = try await reports()
        _ = try await small.report("插座冒烟")
        var after = try await reports()
        #expect(after.position > before.position && after.counts == before.counts)
        #expect(try await standing() == [0, 0, 0])
        inEarnest(small)
        _ = try await small.report("真的冒烟了")
        after = try await reports()
        #expect(after.counts != before.counts)
        #expect(try await standing() == [1, 1, 1])
    }
}
