import CPowerLoss
import GRDBSQLite
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// What is said, and what is there afterwards, where the disk doesn't take a commit.
@Suite(.serialized)
struct CommitFailureTests {
    private static let numbers = 1...24

    /// A site on a disk that can be made to fail.
    private func withSite(_ body: (SiteStorage, ScratchFolder) async throws -> Void) async throws {
        #expect(power_loss_install() == 0)
        let folder = try ScratchFolder()
        power_loss_watch(folder.path)
        defer { power_loss_forget(folder.path) }
        let storage = try await folder.open()
        do {
            try await body(storage, folder)
            try? storage.close()
        } catch {
            try? storage.close()
            throw error
        }
    }

    /// How each report failed that wasn't written, all sent at once.
    private func report(to storage: SiteStorage) async -> [CommitFailure] {
        await withTaskGroup(of: CommitFailure?.self) { group in
            for number in Self.numbers {
                group.addTask {
                    do {
                        _ = try await storage.commit(SampleCommits.report(number))
                        return nil
                    } catch {
                        return error as? CommitFailure ?? .unavailable("\(error)")
                    }
                }
            }
            return await group.reduce(into: []) { if let failure = $1 { $0.append(failure) } }
        }
    }

    @Test func `on a full disk nobody is told of success, and once there is room all goes on`() async throws {
        try await withSite { storage, folder in
            _ = try await storage.commit(SampleCommits.report(100))
            power_loss_fail(folder.path, SQLITE_FULL, 0)
            let failures = await report(to: storage)
            #expect(failures.count == Self.numbers.count)
            #expect(failures.allSatisfy { if case .unavailable = $0 { true } else { false } })
            #expect(try await storage.head() == Position(3))

            power_loss_fail(folder.path, 0, 0)
            #expect(await report(to: storage) == [])
            #expect(try await storage.head() == Position(Int64(3 + Self.numbers.count * 3)))
            #expect(try await storage.verifyChain().fault == nil)
        }
    }

    @Test func `where a sync fails the outcome is unknown, and nothing more is written`() async throws {
        try await withSite { storage, folder in
            _ = try await storage.commit(SampleCommits.report(100))
            power_loss_fail(folder.path, 0, SQLITE_IOERR | (4 << 8))
            let failures = await report(to: storage)
            #expect(failures.count == Self.numbers.count)
            #expect(failures.contains { if case .unclear = $0 { true } else { false } })

            // A later sync may succeed without the pages being there: only opening anew tells what is.
            power_loss_fail(folder.path, 0, 0)
            await #expect(throws: CommitFailure.self) {
                _ = try await storage.commit(SampleCommits.report(200))
            }
            try storage.close()
            let again = try await folder.open()
            #expect(await report(to: again) == [])
            for number in Self.numbers {
                #expect(try await again.envelopes(of: StreamID(.ticket, Int64(number))).count == 3)
            }
            #expect(try await again.verifyChain().fault == nil)
            #expect(try await again.ticketRow(TicketID(200)) == nil)
            try again.close()
        }
    }
}
