import Dispatch
import Synchronization

/// Runs photo work on threads of its own: a limited number at once, a limited number in line.
///
/// Decoding blocks, so it must not run on the cooperative pool, whose few threads serve every request.
public final class PhotoScannerPool: Sendable {
    /// The line is full; try again in a moment (HTTP 503).
    public struct Busy: Error, Hashable, Sendable {
        public let waitingMax: Int
    }

    typealias Job = @Sendable (PhotoScanner) -> Void

    private struct Line {
        var running = 0
        var waiting: [Job] = []
    }

    public let workersMax: Int
    public let waitingMax: Int
    private let line = Mutex(Line())
    private let queue = DispatchQueue(label: "mendmark.photos", attributes: .concurrent)

    /// - Parameters:
    ///   - workersMax: photos at once; each takes up to 64 MB of pixels and 256 MB in the decoder.
    ///   - waitingMax: photos in line behind them, all in memory.
    public init(workersMax: Int, waitingMax: Int) {
        self.workersMax = max(1, workersMax)
        self.waitingMax = max(0, waitingMax)
    }

    /// Pieces of work in hand and in line.
    public var load: PhotoLoad {
        line.withLock { PhotoLoad(running: $0.running, waiting: $0.waiting.count) }
    }

    /// Runs one piece of work on a thread of the pool, in the order of the calls.
    ///
    /// - Throws: ``Busy`` where the line is full, and whatever the work throws.
    public func run<Value: Sendable, Problem: Error>(
        _ work: @escaping @Sendable (PhotoScanner) throws(Problem) -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job: Job = { scanner in
                do {
                    continuation.resume(returning: try work(scanner))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
            if !enter(job) { continuation.resume(throwing: Busy(waitingMax: waitingMax)) }
        }
    }

    /// - Returns: whether the job will run.
    func enter(_ job: @escaping Job) -> Bool {
        enum Place { case worker, line, none }
        let place: Place = line.withLock { line in
            if line.running < workersMax {
                line.running += 1
                return .worker
            }
            guard line.waiting.count < waitingMax else { return .none }
            line.waiting.append(job)
            return .line
        }
        if place == .worker { queue.async { self.work(off: job) } }
        return place != .none
    }

    /// Does a job, and whatever waits in line, with one scanner.
    private func work(off first: Job) {
        let scanner = PhotoScanner()
        first(scanner)
        while let next = nextJob() { next(scanner) }
    }

    private func nextJob() -> Job? {
        line.withLock { line in
            guard line.waiting.isEmpty else { return line.waiting.removeFirst() }
            line.running -= 1
            return nil
        }
    }
}
