import Dispatch
import Ledger
import Testing

@testable import Storage

/// No reader sees position N + 1 before N, whoever writes when.
struct PositionTests {
    /// Holds the first writer between its position and its commit, until it is let go.
    private final class Gate: Sendable {
        private let reached = DispatchSemaphore(value: 0)
        private let opened = DispatchSemaphore(value: 0)
        private let held = SampleCommits.command(1)

        func pass(_ command: CommandID) {
            guard command == held else { return }
            reached.signal()
            opened.wait()
        }

        func open() { opened.signal() }

        /// Off the cooperative pool, since it blocks.
        func waitUntilHeld() async {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    self.reached.wait()
                    continuation.resume()
                }
            }
        }
    }

    private struct Observed {
        /// Positions that a reader found while the first writer stood between its position and its commit.
        var meanwhile: [Int64]
        var secondWaited: Bool
        var afterwards: [Int64]
        var chain: ChainVerdict
    }

    /// A first writer gets its position and is held; a second one arrives; a reader looks.
    private func observe(drawsPositionsEarly: Bool) async throws -> Observed {
        let (folder, gate) = (try ScratchFolder(), Gate())
        let faults = StorageFaults(drawsPositionsEarly: drawsPositionsEarly) { gate.pass($0) }
        let storage = try await folder.open(faults: faults)
        defer { try? storage.close() }
        let first = Task { try await storage.commit(SampleCommits.report(1)) }
        await gate.waitUntilHeld()
        let second = Task { try await storage.commit(SampleCommits.report(2)) }
        if drawsPositionsEarly {
            _ = try await second.value
        } else {
            while storage.committer.waitingCount == 0 { await Task.yield() }
        }
        let meanwhile = try await storage.envelopes(after: .start, limit: 100).map(\.position.rawValue)
        let waited = storage.committer.waitingCount == 1
        gate.open()
        _ = try await second.value
        _ = try await first.value
        return Observed(
            meanwhile: meanwhile, secondWaited: waited,
            afterwards: try await storage.envelopes(after: .start, limit: 100).map(\.position.rawValue),
            chain: try await storage.verifyChain())
    }

    @Test func `a second writer waits for the first, and readers see neither before`() async throws {
        let observed = try await observe(drawsPositionsEarly: false)
        #expect(observed.secondWaited)
        #expect(observed.meanwhile == [])
        #expect(observed.afterwards == [1, 2, 3, 4, 5, 6])
        #expect(observed.chain == ChainVerdict(verified: 6, fault: nil))
    }

    @Test func `with positions drawn before the transaction the same look finds a gap`() async throws {
        let observed = try await observe(drawsPositionsEarly: true)
        #expect(observed.meanwhile == [4, 5, 6])
        #expect(observed.chain.fault != nil)
    }

    @Test func `a reader that looks all the time never meets a gap`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        defer { try? storage.close() }
        let writers = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...200 {
                    group.addTask { _ = try await storage.commit(SampleCommits.report(number)) }
                }
                try await group.waitForAll()
            }
        }
        var (position, seen) = (Position.start, [Int64]())
        while seen.count < 600 {
            try await storage.waitForEvents(after: position)
            let new = try await storage.envelopes(after: position, limit: 1_000)
            seen += new.map(\.position.rawValue)
            position = new.last?.position ?? position
        }
        try await writers.value
        #expect(seen == Array(1...600))
    }
}
