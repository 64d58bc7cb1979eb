import Facility
import Foundation
import Ledger
import ScanGateway
import SiteFiles
import TicketTracking

/// The configuration of a site that this process holds: one change after another, each in the ledger and in the file.
struct SiteKeeper: ConfigurationKeeper {
    let parts: SiteParts

    private var folder: SiteFolder { parts.folder }

    func fileText(_ subject: ConfigurationSubject) async throws -> String? {
        try folder.text(of: subject)
    }

    func text(of subject: ConfigurationSubject, bytes: [UInt8]) async -> String? {
        if subject == .timetable { return try? SiteTimetable.text(of: bytes, file: "") }
        return String(validating: bytes.trimmingMark, as: UTF8.self)
    }

    func faults(of subject: ConfigurationSubject, text: String) async throws -> [ConfigurationFault] {
        let check = ConfigurationCheck(parts: parts)
        return try await check.faults(of: subject, text: text)
    }

    func put(_ change: ConfigurationChange, act: Act) async throws -> ConfigurationOutcome {
        try await parts.changes.inTurn { [parts, folder] in
            let now = try await parts.register.store.configuration(change.subject.rawValue)
            guard (now?.version ?? 0) == change.basedOn else {
                return .outdated(version: now?.version ?? 0)
            }
            let isInFile = folder.file(of: change.subject) != nil
            if isInFile, (try folder.text(of: change.subject) ?? "") != (now?.text ?? "") {
                return .fileDiffers
            }
            let faults = try await ConfigurationCheck(parts: parts).faults(
                of: change.subject, text: change.text)
            if faults.contains(where: \.isFatal) { return .faulty(faults) }
            // Written before and named after: whatever happens between, the next start finishes it or drops it.
            let file = try folder.prepare(change.text, of: change.subject)
            let loaded: ConfigurationLoaded
            do {
                loaded = try await parts.register.loadConfiguration(
                    change.subject, text: change.text, reason: change.reason, act: act)
            } catch let refusal as RegisterRefusal {
                // Any other failure may have been written all the same: the file waits for the next start.
                file.drop()
                throw refusal
            }
            try file.finish()
            try await parts.adopt(change.subject, act: act)
            return .inForce(loaded)
        }
    }

    func takeOverFiles(act: Act) async throws -> [ConfigurationFault] {
        try await parts.changes.inTurn { [parts, folder] in
            do {
                // Looked at before anything of the files comes into force.
                let policy = try SiteTexts(folder).policy()
                if let text = try folder.text(of: .channels) {
                    _ = try SiteChannels.channels(text: text, file: folder.channels, policy: policy)
                }
                _ = try await parts.reload(folder, act: act)
                try await parts.recordChannels(act: act.anew())
                return []
            } catch let faults as SiteRulesFaults {
                return ConfigurationFault.all(faults)
            } catch let error as SiteError {
                return [
                    ConfigurationFault(
                        file: "", line: nil, key: "", expected: "files that can be read", found: "\(error)")
                ]
            }
        }
    }
}

/// Lets one change of a site's configuration follow the other, whoever makes them.
actor ChangesInTurn {
    private var last: Task<Void, Never>?

    /// After whatever is under way.
    func inTurn<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        let before = last
        let task = Task {
            await before?.value
            return try await work()
        }
        last = Task { _ = try? await task.value }
        return try await task.value
    }
}

extension [UInt8] {
    /// Without the mark of UTF-8 that editors put before a text.
    fileprivate var trimmingMark: ArraySlice<UInt8> {
        starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...]
    }
}

extension Act {
    /// The same under another key: for what a change brings with it.
    func anew() -> Act {
        var act = self
        act.command = CommandID(at: at, random: (RandomSource.bits(), RandomSource.bits()))
        return act
    }
}
