import CPowerLoss
import Foundation
import Ledger
import Synchronization
import Testing
import TicketTracking

@testable import Storage

/// What was acknowledged is there after the power failed.
@Suite(.serialized)
struct PowerLossTests {
    /// Cuts the power while 32 clients report, and opens what the disk then holds.
    private struct Blackout {
        var acknowledged: [Int]
        var lost: [Int]
        var chain: ChainVerdict
        var syncs: Int
        var commits: Int
    }

    /// - Parameter after: how many answers are waited for before the power is cut.
    private func blackOut(
        _ durability: SQLiteEngine.Durability, after answers: Int, seed: UInt32, keptPercent: Int32
    ) async throws -> Blackout {
        #expect(power_loss_install() == 0)
        let (folder, found) = (try ScratchFolder(), try ScratchFolder())
        power_loss_watch(folder.path)
        defer { power_loss_forget(folder.path) }
        let storage = try await folder.open(durability: durability)
        let answered = Answers()
        let clients = Task { await Self.report(storage, answered, upTo: answers * 2) }
        await answered.wait(for: answers)
        // What is answered by now must survive; more may.
        let acknowledged = answered.all
        let lostWrites = power_loss_cut(folder.path, found.path, seed, keptPercent)
        #expect(lostWrites >= 0)
        await clients.value
        let syncs = power_loss_sync_count(folder.path)
        try storage.close()
        let after = try await found.open(durability: durability)
        defer { try? after.close() }
        var lost: [Int] = []
        for number in acknowledged {
            let row = try await after.ticketRow(TicketID(Int64(number)))
            let result = try await after.result(of: SampleCommits.command(number))
            if row == nil || result == nil { lost.append(number) }
        }
        return Blackout(
            acknowledged: acknowledged, lost: lost, chain: try await after.verifyChain(), syncs: syncs,
            commits: answered.count)
    }

    private static func report(_ storage: SiteStorage, _ answered: Answers, upTo count: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<32 {
                group.addTask {
                    for number in stride(from: client + 1, through: count, by: 32) {
                        if (try? await storage.commit(SampleCommits.report(number))) != nil {
                            answered.add(number)
                        }
                    }
                }
            }
        }
    }

    /// What was acknowledged, and whoever waits for enough of it.
    private final class Answers: Sendable {
        private struct Heard {
            var numbers: [Int] = []
            var wanted = Int.max
            var waiter: CheckedContinuation<Void, Never>?
        }
        private let heard = Mutex(Heard())
        var all: [Int] { heard.withLock { $0.numbers } }
        var count: Int { heard.withLock { $0.numbers.count } }

        func add(_ number: Int) {
            let waiter = heard.withLock { heard -> CheckedContinuation<Void, Never>? in
                heard.numbers.append(number)
                guard heard.numbers.count >= heard.wanted else { return nil }
                defer { heard.waiter = nil }
                return heard.waiter
            }
            waiter?.resume()
        }

        func wait(for count: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = heard.withLock { heard in
                    if heard.numbers.count >= count { return true }
                    (heard.wanted, heard.waiter) = (count, continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
        }
    }

    @Test(
        arguments: [(1, UInt32(1)), (17, 2), (40, 3), (95, 4), (160, 5), (230, 6), (310, 7), (420, 8)],
        [Int32(0), 50, 100])
    func `every acknowledged report survives a power failure at any moment`(
        _ moment: (after: Int, seed: UInt32), _ keptPercent: Int32
    ) async throws {
        let blackout = try await blackOut(
            .full, after: moment.after, seed: moment.seed, keptPercent: keptPercent)
        #expect(blackout.acknowledged.count >= moment.after)
        #expect(blackout.lost == [])
        #expect(blackout.chain.fault == nil)
        #expect(blackout.chain.verified >= Int64(blackout.acknowledged.count * 3))
    }

    @Test func `with synchronous NORMAL the same failure loses acknowledged reports`() async throws {
        let blackout = try await blackOut(.normal, after: 200, seed: 9, keptPercent: 0)
        #expect(!blackout.lost.isEmpty)
    }

    @Test func `commits that wait together share their fsyncs`() async throws {
        let blackout = try await blackOut(.full, after: 400, seed: 10, keptPercent: 0)
        #expect(blackout.commits == 800)
        #expect(blackout.syncs > 0)
        #expect(blackout.syncs * 4 < blackout.commits)
    }

    @Test func `one commit after the other has an fsync each`() async throws {
        #expect(power_loss_install() == 0)
        let folder = try ScratchFolder()
        power_loss_watch(folder.path)
        defer { power_loss_forget(folder.path) }
        let storage = try await folder.open()
        let before = power_loss_sync_count(folder.path)
        for number in 1...20 { _ = try await storage.commit(SampleCommits.report(number)) }
        #expect(power_loss_sync_count(folder.path) - before >= 20)
        try storage.close()
    }
}
