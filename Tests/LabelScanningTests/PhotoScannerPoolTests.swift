import Dispatch
import Synchronization
import Testing

@testable import LabelScanning

@Suite("The pool of scanners")
struct PhotoScannerPoolTests {
    @Test("Work runs with a scanner, and its answer comes back")
    func runs() async throws {
        let pool = PhotoScannerPool(workersMax: 1, waitingMax: 1)
        let bytes = try Fixture.bytes("label.jpg")
        let texts = try await pool.run { scanner throws(PhotoRefusal) in
            scanner.symbols(in: try PhotoIntake().grey(from: bytes)).map(\.text)
        }
        #expect(texts == [Fixture.text])
    }

    @Test("A refusal comes back as it is, and the next photo is served")
    func throwsRefusals() async throws {
        let pool = PhotoScannerPool(workersMax: 1, waitingMax: 1)
        await #expect(throws: PhotoRefusal.empty) {
            try await pool.run { _ throws(PhotoRefusal) in try PhotoIntake().header(of: []) }
        }
        #expect(try await pool.run { _ in 7 } == 7)
    }

    @Test("Beyond the workers and the line it is busy, and free again afterwards")
    func refusesBeyondTheLine() async throws {
        let pool = PhotoScannerPool(workersMax: 2, waitingMax: 1)
        let gate = DispatchSemaphore(value: 0)
        for _ in 0..<3 { #expect(pool.enter { _ in gate.wait() }) }
        // Required, and the gate opened in any case: a pool without a limit would otherwise wait for ever below.
        let isRefused = !pool.enter { _ in }
        if !isRefused { for _ in 0..<3 { gate.signal() } }
        try #require(isRefused)
        await #expect(throws: PhotoScannerPool.Busy(waitingMax: 1)) { try await pool.run { _ in 0 } }
        for _ in 0..<3 { gate.signal() }
        #expect(await servesAgain(pool))
    }

    /// The three jobs end on threads of their own; asking again is all that a caller can do.
    private func servesAgain(_ pool: PhotoScannerPool) async -> Bool {
        for _ in 0..<1_000_000 {
            if let answer = try? await pool.run({ _ in true }) { return answer }
            await Task.yield()
        }
        return false
    }

    @Test("No more than the limit run at once, and all are served")
    func limitsWorkers() async throws {
        let pool = PhotoScannerPool(workersMax: 2, waitingMax: 100)
        let counts = RunningCount()
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await pool.run { _ in
                        counts.begin()
                        defer { counts.end() }
                        return number
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.sorted() == Array(0..<40))
        #expect(counts.most >= 1 && counts.most <= 2)
    }

    private final class RunningCount: Sendable {
        private let state = Mutex((running: 0, most: 0))

        var most: Int { state.withLock { $0.most } }

        func begin() {
            state.withLock { state in
                state.running += 1
                state.most = max(state.most, state.running)
            }
        }

        func end() { state.withLock { $0.running -= 1 } }
    }
}
