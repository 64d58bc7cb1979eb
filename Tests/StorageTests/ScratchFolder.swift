import Foundation
import Ledger
import Sealing

@testable import Storage

/// A folder of its own for one test, removed with it.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "mendmark-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var location: StorageLocation { StorageLocation(database: path + "/site.db", photos: path + "/photos") }

    static func secret(_ byte: UInt8 = 5) throws -> SiteSecret {
        try SiteSecret(bytes: [UInt8](repeating: byte, count: 32))
    }

    func open(
        site: SiteID = SiteID(1), durability: SQLiteEngine.Durability = .full, faults: StorageFaults? = nil
    ) async throws -> SiteStorage {
        try await SiteStorage.open(
            engine: try SQLiteEngine(path: location.database, durability: durability),
            photos: location.photos,
            site: site, secret: try Self.secret(), clock: { SampleCommits.start }, faults: faults)
    }

    /// Everything that the database and its journal hold, as bytes.
    func databaseBytes() throws -> Data {
        try ["", "-wal"].reduce(into: Data()) { bytes, suffix in
            let url = URL(fileURLWithPath: location.database + suffix)
            if FileManager.default.fileExists(atPath: url.path) { bytes += try Data(contentsOf: url) }
        }
    }
}
