import Facility
import Ledger
import ScanGateway
import TicketTracking

/// Keeps a site's texts in memory: a line with `wrong` is a fault, one with `odd` is left out.
actor SmallKeeper: ConfigurationKeeper {
    private var files: [ConfigurationSubject: String]
    private var register: Register?
    private var desk: RepairDesk?

    init(_ files: [ConfigurationSubject: String] = [:]) { self.files = files }

    func serve(_ register: Register, _ desk: RepairDesk) {
        (self.register, self.desk) = (register, desk)
    }

    /// What somebody does on the server.
    func edit(_ subject: ConfigurationSubject, _ text: String) { files[subject] = text }

    func fileText(_ subject: ConfigurationSubject) -> String? { files[subject] }

    func text(of subject: ConfigurationSubject, bytes: [UInt8]) -> String? {
        String(validating: bytes, as: UTF8.self)
    }

    func faults(of subject: ConfigurationSubject, text: String) -> [ConfigurationFault] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard line.contains("wrong") || line.contains("odd") else { return nil }
            return ConfigurationFault(
                file: "\(subject.rawValue).yaml", line: index + 1, key: "urging", expected: "true or false",
                found: "\"\(line)\"", isFatal: line.contains("wrong"))
        }
    }

    func put(_ change: ConfigurationChange, act: Act) async throws -> ConfigurationOutcome {
        guard let register, let desk else { return .fileDiffers }
        let now = try await register.store.configuration(change.subject.rawValue)
        guard (now?.version ?? 0) == change.basedOn else { return .outdated(version: now?.version ?? 0) }
        guard change.subject == .practice || (files[change.subject] ?? "") == (now?.text ?? "") else {
            return .fileDiffers
        }
        let loaded = try await register.loadConfiguration(
            change.subject, text: change.text, reason: change.reason, act: act)
        if change.subject == .practice {
            desk.adopt(desk.policy.practising(change.text == PracticeMode.on.rawValue))
        } else {
            files[change.subject] = change.text
        }
        return .inForce(loaded)
    }

    func takeOverFiles(act: Act) async throws -> [ConfigurationFault] {
        for (subject, text) in files {
            let faults = faults(of: subject, text: text).filter(\.isFatal)
            guard faults.isEmpty else { return faults }
        }
        for (index, (subject, text)) in files.enumerated() {
            _ = try await register?.loadConfiguration(subject, text: text, act: act.part(Int64(index)))
        }
        return []
    }
}
