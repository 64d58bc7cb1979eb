import Ledger
import Synchronization

/// Group commit: whatever waits when the writing connection gets free shares one transaction and its one
/// fsync.
final class GroupCommitter: Sendable {
    /// Jobs that may wait; one more is refused at once instead of making everyone's wait longer.
    static let waitingMax = 8_192
    /// Jobs and rows of one transaction: bounds how long the first waits for the last.
    static let groupJobsMax = 256
    static let groupWeightMax = 4_096

    private struct Line {
        var waiting: [any WriteJob] = []
        var isBusy = false
        var figures = CommitFigures()
        /// Why nothing is written any more.
        var stopped: String?
    }
    private let engine: any SQLEngine
    private let site: SiteID
    private let published: @Sendable (Position) -> Void
    private let line = Mutex(Line())

    /// - Parameter published: told the newest position once it is durable, before its writers are answered.
    init(engine: any SQLEngine, site: SiteID, published: @escaping @Sendable (Position) -> Void) {
        self.engine = engine
        self.site = site
        self.published = published
    }

    /// Jobs that nobody carries out yet.
    var waitingCount: Int { line.withLock(\.waiting.count) }

    /// How jobs were grouped so far, and how many wait.
    var figures: CommitFigures {
        line.withLock { line in
            var figures = line.figures
            figures.waiting = line.waiting.count
            return figures
        }
    }

    /// Carries out the body in the next shared transaction.
    ///
    /// It is carried out even where the caller's task is cancelled: the answer always says what became of it.
    /// - Throws: what the body throws; `CommitFailure.unavailable` where nothing was written; `.unclear` where COMMIT
    ///   didn't say so.
    func submit<Value: Sendable>(
        weight: Int = 1, _ body: @escaping @Sendable (any SQLSession, inout LedgerBatch) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(ReturningJob(weight: weight, continuation, body))
        }
    }

    /// Refuses whatever comes from now on.
    func stop(_ reason: String) { line.withLock { $0.stopped = $0.stopped ?? reason } }

    private func enqueue(_ job: any WriteJob) {
        let (refusal, mustStart) = line.withLock { line -> (String?, Bool) in
            if let stopped = line.stopped { return (stopped, false) }
            guard line.waiting.count < Self.waitingMax else {
                return ("\(Self.waitingMax) commits wait already", false)
            }
            line.waiting.append(job)
            defer { line.isBusy = true }
            return (nil, !line.isBusy)
        }
        if let refusal { return job.finish(CommitFailure.unavailable(refusal)) }
        if mustStart { engine.write { session in self.drain(session) } }
    }

    private func drain(_ session: any SQLSession) {
        while let group = nextGroup() { write(group, session) }
    }

    private func nextGroup() -> [any WriteJob]? {
        line.withLock { line in
            guard !line.waiting.isEmpty else {
                line.isBusy = false
                return nil
            }
            var weight = 0
            let count = line.waiting.prefix(Self.groupJobsMax).prefix { job in
                defer { weight += job.weight }
                return weight < Self.groupWeightMax
            }.count
            line.figures.count(groupOf: count)
            defer { line.waiting.removeFirst(count) }
            return Array(line.waiting.prefix(count))
        }
    }

    private func write(_ group: [any WriteJob], _ session: any SQLSession) {
        if let stopped = line.withLock(\.stopped) { return Outcome.answer(group, .unavailable(stopped)) }
        do {
            let (outcomes, head) = try together(group, session) ?? oneByOne(group, session)
            commit(outcomes, head, session)
        } catch {
            rollBack(session)
            if case SQLFault.medium(let text) = error { stop(text) }
            Outcome.answer(group, .unavailable("\(error)"))
        }
    }

    /// Writes a group as one: most have nobody who fails, and a savepoint for each costs copies of every page that
    /// it touches.
    ///
    /// - Returns: nil where one failed; then nothing was written.
    /// - Throws: where the whole transaction is lost and trying again would be wrong.
    private func together(
        _ group: [any WriteJob], _ session: any SQLSession
    ) throws -> (outcomes: [Outcome], head: Position?)? {
        var batch = LedgerBatch(site: site)
        try session.run(session.dialect.beginWriting)
        do {
            for job in group { try job.write(session, &batch) }
        } catch {
            if case SQLFault.medium = error { throw error }
            rollBack(session)
            return nil
        }
        try batch.store(session)
        return (group.map { Outcome(job: $0, failure: nil) }, batch.head?.position)
    }

    private func oneByOne(
        _ group: [any WriteJob], _ session: any SQLSession
    ) throws -> (outcomes: [Outcome], head: Position?) {
        var batch = LedgerBatch(site: site)
        try session.run(session.dialect.beginWriting)
        let outcomes = try group.map { try carryOut($0, session, &batch) }
        try batch.store(session)
        return (outcomes, batch.head?.position)
    }

    /// Writes one job in its savepoint.
    ///
    /// - Throws: where the whole transaction is lost.
    private func carryOut(
        _ job: any WriteJob, _ session: any SQLSession, _ batch: inout LedgerBatch
    ) throws -> Outcome {
        let before = batch
        try session.run("SAVEPOINT job")
        do {
            try job.write(session, &batch)
            try session.run("RELEASE SAVEPOINT job")
            return Outcome(job: job, failure: nil)
        } catch {
            guard session.isInTransaction else { throw error }
            if case SQLFault.medium = error { throw error }
            try session.run("ROLLBACK TO SAVEPOINT job")
            try session.run("RELEASE SAVEPOINT job")
            batch = before
            return Outcome(job: job, failure: error)
        }
    }

    private func commit(_ outcomes: [Outcome], _ head: Position?, _ session: any SQLSession) {
        do {
            try session.run("COMMIT")
        } catch {
            rollBack(session)
            // The frame that commits is written last and counts only once it is whole: nothing was written.
            if case SQLFault.diskFull(let text) = error {
                return Outcome.answer(outcomes.map(\.job), .unavailable(text))
            }
            // After a failed fsync the next one may succeed without the pages being there: write nothing
            // more.
            stop("an earlier COMMIT failed: \(error)")
            return Outcome.answer(outcomes.map(\.job), .unclear("\(error)"))
        }
        if let head { published(head) }
        for outcome in outcomes { outcome.job.finish(outcome.failure.map(Self.translated)) }
    }

    private func rollBack(_ session: any SQLSession) {
        if session.isInTransaction { _ = try? session.run("ROLLBACK") }
    }

    private static func translated(_ error: any Error) -> any Error {
        (error as? SQLFault).map { CommitFailure.unavailable($0.description) } ?? error
    }
}

/// What became of one job of a group before COMMIT.
private struct Outcome {
    var job: any WriteJob
    var failure: (any Error)?

    static func answer(_ jobs: [any WriteJob], _ failure: CommitFailure) {
        for job in jobs { job.finish(failure) }
    }
}
