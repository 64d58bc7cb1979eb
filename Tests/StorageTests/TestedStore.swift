import Facility
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import Storage

typealias AnyStore = RegisterStore & TicketStore & SignInStore & ViewStore & PhotoStore & PrintingsStore
    & DeliveryStore

/// The engines that keep the storage contract.
enum TestedStore: String, CaseIterable, CustomTestStringConvertible {
    case sqlite, memory

    var testDescription: String { rawValue }

    /// Runs a test on a fresh site.
    func run(_ body: (any AnyStore) async throws -> Void) async throws {
        switch self {
        case .memory: try await body(try MemoryStorage(clock: { SampleCommits.start }))
        case .sqlite:
            let folder = try ScratchFolder()
            let storage = try await folder.open()
            do { try await body(storage) } catch {
                try storage.close()
                throw error
            }
            try storage.close()
        }
    }
}

extension SiteStorage: Erasing {}
extension MemoryStorage: Erasing {}

protocol Erasing: Sendable {
    func erase(_ person: PersonID) async throws -> Bool
}
