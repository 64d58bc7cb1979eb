import Facility
import Foundation
import LabelPrinting
import ScanGateway
import SiteFiles
import Storage
import TicketTracking
import Wording

/// A site as a command works with it: its settings, and the way to its use cases.
final class OpenSite: Sendable {
    let folder: SiteFolder
    let configuration: SiteConfiguration
    let assets: AssetFolder
    let desk: any OperatorPort

    /// Holds the site itself where nobody else does, else speaks through the socket of the process that does.
    ///
    /// Where the rules, the rota or the timetable have a fault, what was in force before stays, as with a gateway, and the
    /// standard error says what is wrong.
    ///
    /// - Parameter onFault: told what is wrong with them; says it on the standard error unless told otherwise.
    /// - Throws: `SiteError`, and what opening a site's parts throws.
    init(_ folder: SiteFolder, onFault: @escaping (any Error) -> Void = OpenSite.complain) async throws {
        try folder.requireExisting()
        self.folder = folder
        configuration = try await SiteConfiguration.load(folder)
        assets = try AssetFolder.find(configured: configuration.assets)
        do {
            desk = LocalOperator(parts: try await SiteParts(folder, configuration, onFault: onFault))
        } catch StorageError.locked(let path, let holder) {
            guard FileManager.default.fileExists(atPath: folder.socket) else {
                throw SiteError.file(
                    path: path,
                    reason: "held by \(holder ?? "another process"), which is no gateway; try again")
            }
            desk = RemoteOperator(socket: folder.socket)
        }
    }

    func close() { desk.close() }

    static func complain(_ fault: any Error) {
        let lines = "\(fault)".split(separator: "\n").map { "  \($0)\n" }
        let text = "Not read, so what was in force before stays:\n" + lines.joined()
        FileHandle.standardError.write(Data(text.utf8))
    }

    var timeZone: TimeZone { TimeZone(identifier: configuration.timeZone) ?? .gmt }

    /// What links begin with.
    var baseURL: String { configuration.baseURL }

    /// The rules as they stand in the folder.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError`.
    func policy() throws -> DeskPolicy {
        try SiteParts.policy(folder)
    }

    /// The rules alone, without the rota and the timetable.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError`.
    func rules() throws -> DeskPolicy {
        try SiteRules.policy(text: try SiteParts.rules(folder), file: folder.rules, version: 1)
    }

    /// As people dial it: the setting's, else the rules'; nil: none.
    func hotline() throws -> String? {
        configuration.hotline.isEmpty ? try rules().hotline : configuration.hotline
    }

    /// The fixed words of a label.
    ///
    /// - Throws: `PhrasebookError`
    func labelWords() throws -> LabelWords { try assets.labelWords() }
}

/// Carries an operator's requests out in this process, which holds the site.
struct LocalOperator: OperatorPort {
    let parts: SiteParts

    func perform(_ message: OperatorMessage) async throws -> OperatorReply {
        try await parts.operatorDesk.perform(message, at: SystemClock.now())
    }

    func close() {
        // The process ends next; what is durable stays so.
        try? parts.storage.close()
    }
}
