public import Facility
import Foundation
import Ledger
public import Logging
public import ServiceLifecycle
import Synchronization

/// Makes the PDFs that people order on the facilities pages: one after the other, for each person one at a time.
///
/// Jobs live in memory and their files in a folder, so they outlast a reload of the page and not the process: labels
/// that an interrupted job minted are found again by the next one, and nothing counts as printed before its file is whole.
public final class PrintShop: Service {
    let press: any LabelPress
    let register: Register
    let shelf: PrintShelf
    let limits: PrintLimits
    let clock: Gateway.Clock
    let random: Gateway.RandomBits
    private let logger: Logger
    private let jobs = Mutex<[CommandID: LabelJob]>([:])
    private let orders: AsyncStream<CommandID>
    private let counter: AsyncStream<CommandID>.Continuation
    /// Whether phones open what is printed here.
    let host: HostWatch
    private let previews: LiveSeats
    private let checks: LiveSeats

    private static let sweepPause = Duration.seconds(60)

    /// - Parameters:
    ///   - folder: for the PDFs and nothing else: it is emptied when the shop opens.
    ///   - random: unpredictable: label codes are made of it.
    public init(
        press: any LabelPress, register: Register, folder: String, limits: PrintLimits = PrintLimits(),
        clock: @escaping Gateway.Clock, random: @escaping Gateway.RandomBits, logger: Logger
    ) {
        self.press = press
        self.register = register
        shelf = PrintShelf(folder: folder)
        self.limits = limits
        self.clock = clock
        self.random = random
        self.logger = logger
        (orders, counter) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(limits.jobsPerSiteMax))
        host = HostWatch(press: press)
        previews = LiveSeats(max: limits.previewsMax)
        checks = LiveSeats(max: limits.checksMax)
    }

    /// Works until its group ends; the job in hand is finished first.
    public func run() async throws {
        try shelf.prepare()
        await withTaskGroup { group in
            group.addTask {
                await cancelWhenGracefulShutdown {
                    while !Task.isCancelled {
                        self.removeExpired()
                        try? await Task.sleep(for: Self.sweepPause)
                    }
                }
            }
            group.addTask { await cancelWhenGracefulShutdown { await self.host.work() } }
            for await id in orders.cancelOnGracefulShutdown() { await carryOut(id) }
            group.cancelAll()
        }
        for id in unfinished() { update(id) { $0.stage = .failed(.stopped) } }
    }

    /// Jobs that are neither made nor failed.
    var openCount: Int { unfinished().count }

    /// The first sheet of an order as a PNG.
    ///
    /// - Throws: `PressProblem`, `.busy` where too many are drawn already.
    func preview(_ order: PressOrder, pixelsMax: Int) async throws -> [UInt8] {
        guard let seat = previews.take() else { throw PressProblem.busy }
        defer { withExtendedLifetime(seat) {} }
        return try await press.preview(order, pixelsMax: pixelsMax)
    }

    /// What the first sheet of an order would look like.
    ///
    /// - Throws: `PressProblem`, `.busy` where too many are looked at already.
    func check(_ order: PressOrder) async throws -> SheetCheck {
        guard let seat = checks.take() else { throw PressProblem.busy }
        defer { withExtendedLifetime(seat) {} }
        return try await press.check(order)
    }
}

extension PrintShop {
    /// Why a job wasn't taken.
    enum Declined: Error, Hashable {
        /// The person's own job is under way.
        case another(CommandID)
        case tooManyAtSite(max: Int)
        case tooManyLabels(max: Int, found: Int)
    }

    /// Takes a job, once for its key.
    func take(_ job: LabelJob) throws(Declined) {
        let declined: Declined? = jobs.withLock { jobs in
            if jobs[job.id] != nil { return nil }
            let open = jobs.values.filter { !$0.hasEnded }
            if let own = open.first(where: { $0.person == job.person }) { return .another(own.id) }
            if open.count >= limits.jobsPerSiteMax { return .tooManyAtSite(max: limits.jobsPerSiteMax) }
            if job.items.count > limits.labelsMax {
                return .tooManyLabels(max: limits.labelsMax, found: job.items.count)
            }
            jobs[job.id] = job
            counter.yield(job.id)
            return nil
        }
        if let declined { throw declined }
    }

    func job(_ id: CommandID) -> LabelJob? { jobs.withLock { $0[id] } }

    /// A person's jobs, the newest first.
    func jobs(of person: PersonID) -> [LabelJob] {
        jobs.withLock { jobs in
            jobs.values.filter { $0.person == person }.sorted { $0.orderedAt > $1.orderedAt }
        }
    }

    /// How many jobs are carried out before this one.
    func ahead(of job: LabelJob) -> Int {
        jobs.withLock { jobs in
            jobs.values.count { !$0.hasEnded && $0.orderedAt < job.orderedAt }
        }
    }

    /// Takes files away whose time is over, and forgets the oldest ended jobs.
    func removeExpired() {
        let now = clock()
        let (expired, forgotten): ([CommandID], [CommandID]) = jobs.withLock { jobs in
            var expired: [CommandID] = []
            for (id, job) in jobs {
                guard case .done(let outcome) = job.stage, outcome.until <= now else { continue }
                jobs[id]?.stage = .removed
                jobs[id]?.revision += 1
                expired.append(id)
            }
            let ended = jobs.values.filter(\.hasEnded).sorted { $0.orderedAt > $1.orderedAt }
            let forgotten = ended.dropFirst(limits.endedJobsMax).map(\.id)
            for id in forgotten { jobs[id] = nil }
            return (expired, forgotten)
        }
        for id in expired + forgotten { shelf.remove(id) }
    }

    func update(_ id: CommandID, _ change: (inout LabelJob) -> Void) {
        jobs.withLock { jobs in
            guard var job = jobs[id] else { return }
            change(&job)
            job.revision += 1
            jobs[id] = job
        }
    }

    private func unfinished() -> [CommandID] {
        jobs.withLock { $0.values.filter { !$0.hasEnded }.map(\.id) }
    }

    /// For the log alone: the job's own page says it in the reader's language.
    func note(_ error: any Error) {
        logger.error("labels weren't printed", metadata: ["error": "\(error)"])
    }
}
