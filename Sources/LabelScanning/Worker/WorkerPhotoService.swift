import Synchronization

/// Reads photos in processes of their own, which can touch neither the site's files nor the network, and which a photo
/// may bring down without any harm but to itself.
public final class WorkerPhotoService: PhotoService {
    private let lanes: PhotoLanes
    private let settings: WorkerSettings
    private let program: String
    private let whenDecoding: @Sendable (Int32) -> Void
    private let idle = Mutex<[WorkerProcess]>([])
    private let symbols = Mutex<PrintedSymbols?>(nil)
    private let counter = PhotoCounter()

    /// This program, even where its file was replaced since it started.
    public static let ownProgram = "/proc/self/exe"

    /// - Parameters:
    ///   - pool: how many at once, each in a process of its own, and in line.
    ///   - program: understands the argument `scan-worker`.
    public convenience init(
        _ settings: WorkerSettings, pool: PhotoScannerPool, program: String = WorkerPhotoService.ownProgram
    ) {
        self.init(settings, pool: pool, program: program, whenDecoding: { _ in })
    }

    /// - Parameter whenDecoding: called with the process that begins to decode a photo.
    init(
        _ settings: WorkerSettings, pool: PhotoScannerPool, program: String,
        whenDecoding: @escaping @Sendable (Int32) -> Void
    ) {
        self.settings = settings
        self.program = program
        self.whenDecoding = whenDecoding
        lanes = PhotoLanes(pool)
    }

    public var load: PhotoLoad { lanes.load }
    public var tally: PhotoTally { counter.tally }

    public func learn(_ symbols: PrintedSymbols) {
        self.symbols.withLock { $0 = symbols }
        // At once, in the line of the photos, so that none of them waits for a whole register; a full line is no harm, since
        // a worker is brought up to date before each photo.
        Task { [self] in
            try? await lanes.general.run { [self] _ in
                let worker = try takeWorker()
                try teach(worker)
                giveBack(worker)
            }
        }
    }

    /// Brings it up to what is known.
    private func teach(_ worker: WorkerProcess) throws(WorkerFault) {
        guard let symbols = symbols.withLock({ $0 }) else { return }
        try worker.teach(symbols, until: ContinuousClock.now + Self.lessonTime)
    }

    /// For a whole register, of which a photo's own time takes nothing.
    private static let lessonTime = Duration.seconds(60)

    /// Starts one worker, if none is there, and leaves it ready for the first photo. Blocks for some ten milliseconds.
    ///
    /// - Returns: whether the kernel also refuses it the system calls that a decoder has no business with; some
    ///   containers don't let it.
    /// - Throws: ``WorkerFault``: no photo can be read here.
    @discardableResult
    public func start() throws(WorkerFault) -> Bool {
        let worker = try takeWorker()
        defer { giveBack(worker) }
        return worker.isFiltered
    }

    /// Workers that wait for photos, by process.
    public var idleProcesses: [Int32] { idle.withLock { $0.map(\.identifier) } }

    public func labels(in bytes: [UInt8], order: PhotoOrder) async throws -> PhotoAnswer {
        let reply = try await serve(WorkerFrame(.labels, WorkerOrder(order), body: bytes))
        return try reply.value(WorkerAnswer.self).answer(hosts: settings.hosts)
    }

    public func kept(_ bytes: [UInt8]) async throws -> KeptPhoto {
        let reply = try await serve(WorkerFrame(.kept, body: bytes))
        let kept = try reply.value(WorkerKept.self)
        return KeptPhoto(jpeg: reply.body, width: kept.width, height: kept.height)
    }

    private func serve(_ frame: WorkerFrame) async throws -> WorkerFrame {
        try await counter.counting {
            let (found, limit) = (frame.body.count, settings.limits.bytesMax)
            guard found <= limit else { throw PhotoRefusal.tooLarge(found: found, limit: limit) }
            return try await lanes.pool(for: frame.body).run { [self] _ in try ask(frame) }
        }
    }

    /// Asks one worker, and another one where the first had ended before it got the photo. A photo over which a worker
    /// ended is never given to another.
    private func ask(_ frame: WorkerFrame) throws -> WorkerFrame {
        for _ in 0..<2 {
            let worker = try takeWorker()
            // One that ended while it waited may be seen to have gone here.
            guard (try? teach(worker)) != nil else { continue }
            let deadline = ContinuousClock.now + .seconds(settings.secondsMax)
            let outcome = worker.ask(frame, until: deadline) {
                counter.decoding()
                whenDecoding(worker.identifier)
            }
            switch outcome {
            case .reply(let reply):
                giveBack(worker)
                guard reply.kind != .refused else { throw try reply.value(PhotoRefusal.self) }
                guard reply.kind == .answer else { throw WorkerFault.foreign }
                return reply
            case .notTaken: continue
            case .ended: throw PhotoRefusal.endedReader
            case .late: throw PhotoRefusal.tookTooLong(seconds: settings.secondsMax)
            }
        }
        throw WorkerFault.ended
    }

    private func takeWorker() throws(WorkerFault) -> WorkerProcess {
        if let worker = idle.withLock({ $0.popLast() }) { return worker }
        return try WorkerProcess(program: program, settings)
    }

    private func giveBack(_ worker: WorkerProcess) { idle.withLock { $0.append(worker) } }
}
