import Foundation
import Ledger

/// The folder in which PDFs wait to be fetched. Nobody but the site's own account reads it.
struct PrintShelf: Sendable {
    let folder: String

    /// A file's name is its job's key: digits, letters of a-f and hyphens.
    func path(of job: CommandID) -> String { "\(folder)/\(job).pdf" }

    /// Makes the folder, and empties it: whatever lies there belongs to jobs of which nobody knows any more.
    ///
    /// - Throws: where the folder can't be made.
    func prepare() throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }

    func remove(_ job: CommandID) { try? FileManager.default.removeItem(atPath: path(of: job)) }

    func has(_ job: CommandID) -> Bool { FileManager.default.fileExists(atPath: path(of: job)) }
}
