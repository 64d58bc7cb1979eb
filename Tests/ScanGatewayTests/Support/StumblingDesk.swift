import Facility
import Ledger
import ScanGateway
import Synchronization
import TicketTracking

/// The repair desk, which fails once when it is told to.
final class StumblingDesk: TicketDesk {
    private let desk: RepairDesk
    private let failure = Mutex<(any Error)?>(nil)
    private let commands = Mutex<[TicketCommand]>([])
    private let counting = Mutex<(@Sendable () async -> Void)?>(nil)

    init(desk: RepairDesk) { self.desk = desk }

    var policy: DeskPolicy { desk.policy }

    /// The next use case throws this instead of being carried out.
    func failNext(_ error: any Error) { failure.withLock { $0 = error } }

    /// Commands that it was asked to carry out, whatever came of them.
    var asked: [TicketCommand] { commands.withLock { $0 } }

    /// What happens while rates are counted.
    func whileCounting(_ body: @escaping @Sendable () async -> Void) { counting.withLock { $0 = body } }

    /// What came due by then is done.
    func sweep(at now: Instant) async throws {
        _ = try await desk.sweep(at: now) { .random(in: 0...UInt64.max) }
    }

    private func failIfAsked() throws {
        let error = failure.withLock { failure in
            defer { failure = nil }
            return failure
        }
        if let error { throw error }
    }

    func report(madeBy command: CommandID) async throws -> ReportRow? {
        try await desk.report(madeBy: command)
    }

    func newReporter() async throws -> PersonID { try await desk.newReporter() }

    func file(_ statement: Statement, joining: TicketID?, act: Act) async throws -> FiledReport {
        try failIfAsked()
        return try await desk.file(statement, joining: joining, act: act)
    }

    func perform(
        _ order: TicketOrder, on ticket: TicketID, basedOn: Int64?, occurredAt: Instant?, act: Act
    ) async throws {
        try failIfAsked()
        try await desk.perform(order, on: ticket, basedOn: basedOn, occurredAt: occurredAt, act: act)
    }

    func perform(_ request: DeskRequest, act: Act) async throws -> DeskReceipt {
        if case .act(let command, _, _, _) = request { commands.withLock { $0.append(command) } }
        try failIfAsked()
        return try await desk.perform(request, act: act)
    }

    func dueCalls(round: Int?, at instant: Instant, by principal: Principal) async throws -> DueCalls {
        try await desk.dueCalls(round: round, at: instant, by: principal)
    }

    func drawSample(
        _ month: CivilMonth, seed: Int64?, lot: Int64, dryRun: Bool, act: Act
    ) async throws -> DrawnSample {
        try await desk.drawSample(month, seed: seed, lot: lot, dryRun: dryRun, act: act)
    }

    func checkSample(
        _ month: CivilMonth, at instant: Instant, by principal: Principal
    ) async throws -> [SampleCheck] {
        try await desk.checkSample(month, at: instant, by: principal)
    }

    func rates(
        from: Instant?, until: Instant?, by grouping: RateGrouping?, asOf position: Position?, act: Act
    ) async throws -> RateSheet {
        if let meanwhile = counting.withLock({ $0 }) { await meanwhile() }
        return try await desk.rates(from: from, until: until, by: grouping, asOf: position, act: act)
    }

    func standing(at instant: Instant, since midnight: Instant) async throws -> StandingCount {
        try await desk.standing(at: instant, since: midnight)
    }

    func periodReport(
        on period: ReportPeriod, asOf position: Position?, act: Act
    ) async throws -> PeriodReport {
        if let meanwhile = counting.withLock({ $0 }) { await meanwhile() }
        return try await desk.periodReport(on: period, asOf: position, act: act)
    }
}
