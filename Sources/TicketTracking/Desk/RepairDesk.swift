public import Facility
public import Ledger

/// The tickets' use cases: what pages, the JSON interface, the command line and every test call, over any
/// storage.
///
/// Each is decided by `Ticket.decide`, written in one commit with all rows that follow, and decided again
/// where another
/// command came first. Repeating one under its key writes nothing and answers as the first time.
public struct RepairDesk: Sendable {
    /// How often a command is decided again after another one came first.
    public static let attemptsMax = 8
    /// How many merges are followed from a ticket to the one that has its reports.
    static let mergesMax = 32
    /// After so many tries a report is filed by itself: it never waits for an incident that everybody writes to.
    static let groupingTriesMax = 4

    public let tickets: any TicketStore
    public let register: any RegisterStore
    private let shelf: PolicyShelf
    /// What is counted of every ticket; copies of this desk share it and what follows.
    let counts = CountShelf()
    /// Tickets of which a round of follow-up calls isn't over.
    let called = Shelf<Ticket>(of: .ticket, countMax: RepairDesk.calledTicketsMax)
    /// Places that tickets lie in, down to their buildings.
    let upperPlaces = Shelf<Place>(of: .place, countMax: 20_000)

    public init(tickets: any TicketStore, register: any RegisterStore, policy: DeskPolicy) {
        self.tickets = tickets
        self.register = register
        shelf = PolicyShelf(policy)
    }

    /// The policy in force; copies of this desk share it.
    public var policy: DeskPolicy { shelf.inForce }

    /// Puts another policy in force for whatever is decided from now on.
    public func adopt(_ policy: DeskPolicy) { shelf.replace(by: policy) }

    /// - Throws: `Refusal`; `CommitFailure`, `.raced` after `attemptsMax` tries, `.keyReused` for the same
    ///   key with
    ///   other content; whatever else the stores throw.
    public func perform(_ request: DeskRequest, act: Act) async throws -> DeskReceipt {
        try await carryOut(request, act: act).receipt
    }

    /// `perform` for a report, with what this call wrote of it.
    ///
    /// - Parameter joining: the ticket to which it is attached; nil: it opens one.
    /// - Throws: as `perform`.
    public func file(_ report: NewReport, joining: TicketID?, act: Act) async throws -> FiledReport {
        let request: DeskRequest = joining.map { .joinReport(report, to: $0) } ?? .report(report)
        let (receipt, plan, events) = try await carryOut(request, act: act)
        if let row = plan?.reports.first(where: { $0.id == receipt.report }) {
            return FiledReport(row: row, opening: plan?.opening(events))
        }
        guard let id = receipt.report, let row = try await tickets.report(id) else {
            throw CommitFailure.keyReused(act.command)
        }
        return FiledReport(row: row, opening: nil)
    }

    /// A receipt, with the plan and its events as they were written; without them where an earlier sending wrote
    /// them.
    private typealias Outcome = (receipt: DeskReceipt, plan: DeskPlan?, events: [EventEnvelope])

    private func carryOut(_ request: DeskRequest, act: Act) async throws -> Outcome {
        let fingerprint = try request.fingerprint(act)
        do {
            return try await attempt(request, act, fingerprint)
        } catch let refusal where refusal is Refusal || refusal is RegisterRefusal {
            // The same command may have been carried out before: then that is the answer.
            guard let earlier = try await repetition(of: act, fingerprint) else { throw refusal }
            return (earlier, nil, [])
        }
    }

    private func attempt(_ request: DeskRequest, _ act: Act, _ fingerprint: [UInt8]) async throws -> Outcome {
        var tries = 1
        while true {
            do {
                return try await once(
                    request, act, fingerprint, isGrouping: tries <= Self.groupingTriesMax)
            } catch CommitFailure.raced(let stream, let number) {
                guard tries < Self.attemptsMax else { throw CommitFailure.raced(stream, number: number) }
                tries += 1
            }
        }
    }

    private func once(
        _ request: DeskRequest, _ act: Act, _ fingerprint: [UInt8], isGrouping: Bool
    ) async throws -> Outcome {
        let plan =
            switch request {
            case .report(let statement): try await plan(report: statement, act, isGrouping: isGrouping)
            case .joinReport(let statement, let ticket):
                try await plan(join: statement, to: ticket, act, isGrouping: isGrouping)
            case .act(let command, let ticket, let basedOn, let occurredAt):
                try await plan(command, on: ticket, basedOn: basedOn, occurredAt: occurredAt, act)
            }
        return try await commit(try await withFindings(plan, act), act, fingerprint)
    }

    private func commit(_ plan: DeskPlan, _ act: Act, _ fingerprint: [UInt8]) async throws -> Outcome {
        let commit = Commit(
            command: act.command, fingerprint: fingerprint, drafts: plan.drafts(act),
            result: try CanonicalEncoder().encode(plan.receipt), newSubjects: plan.newSubjects)
        let policy = policy
        let outcome = try await tickets.commit(
            TicketCommit(
                commit: commit, tickets: plan.changes.map(\.ticket.row), reports: plan.reports,
                deadlines: plan.changes.flatMap { $0.ticket.deadlines(under: policy) },
                outbox: plan.outbox(under: policy, at: act.at),
                supervisions: plan.changes.flatMap(\.ticket.supervisionRows),
                findings: plan.changes.flatMap(\.ticket.findingRows),
                givings: plan.givings(at: act.at),
                recording: { commit, instant in
                    plan.record(&commit, at: instant, plannedAt: act.at, under: policy)
                }))
        switch outcome {
        case .committed(let events): return (plan.receipt, plan, events)
        case .repeated(let bytes): return (try receipt(bytes, act), nil, [])
        }
    }

    /// The store is asked to commit again, without events, so that it compares what was asked.
    private func repetition(of act: Act, _ fingerprint: [UInt8]) async throws -> DeskReceipt? {
        guard let bytes = try await tickets.result(of: act.command) else { return nil }
        let commit = Commit(command: act.command, fingerprint: fingerprint, drafts: [], result: bytes)
        let outcome = try await tickets.commit(TicketCommit(commit: commit, tickets: []))
        guard case .repeated(let bytes) = outcome else { return nil }
        return try receipt(bytes, act)
    }

    func receipt(_ bytes: [UInt8], _ act: Act) throws(Refusal) -> DeskReceipt {
        do {
            return try CanonicalDecoder().decode(DeskReceipt.self, from: bytes)
        } catch {
            throw .foreignResult(act.command)
        }
    }
}
