import Facility
import Ledger
import TicketTracking

/// What the command line asks about a site's configuration.
public enum ConfigurationRequest: Codable, Sendable {
    /// What was ever in force of a subject, the oldest first, without the texts.
    case versions(subject: String)
    /// - Parameter version: nil: the newest.
    case text(subject: String, version: Int?)
    /// Begins or ends practice (演练).
    case practice(isOn: Bool, reason: String)
}

public enum ConfigurationReply: Codable, Sendable {
    case versions([ConfigurationSummary])
    case text(String)
    /// Whether practice is on now.
    case practice(isOn: Bool)
}

/// A version of a text. Times are RFC 3339, UTC.
public struct ConfigurationSummary: Codable, Sendable {
    /// 1 and up.
    public var version: Int
    public var at: String
    public var by: String
    /// nil: nobody said.
    public var reason: String?
    /// UTF-8.
    public var bytes: Int
}

extension OperatorDesk {
    func configuration(_ request: ConfigurationRequest, _ act: Act) async throws -> ConfigurationReply {
        switch request {
        case .versions(let name):
            var summaries: [ConfigurationSummary] = []
            for version in try await register.configurationVersions(try Self.subject(name)) {
                summaries.append(
                    ConfigurationSummary(
                        version: version.loaded.version, at: Gateway.text(version.at),
                        by: await names.actor(version.by), reason: version.loaded.reason,
                        bytes: version.loaded.text.utf8.count))
            }
            return .versions(summaries)
        case .text(let name, let number):
            let versions = try await register.configurationVersions(try Self.subject(name))
            let found =
                number.map { number in versions.first { $0.loaded.version == number } } ?? versions.last
            guard let found else {
                let all = versions.isEmpty ? "none" : "1 to \(versions.count)"
                throw AskedWrongly(
                    field: "--version", expected: "a version of \(name) (\(all))",
                    found: number.map(String.init) ?? "none")
            }
            return .text(found.loaded.text)
        case .practice(let isOn, let reason):
            let now = try await register.store.configuration(ConfigurationSubject.practice.rawValue)
            let change = ConfigurationChange(
                subject: .practice, text: (isOn ? PracticeMode.on : .off).rawValue, reason: reason,
                basedOn: now?.version ?? 0)
            _ = try await configuration.put(change, act: act)
            return .practice(isOn: ticketDesk.desk.policy.isPractice)
        }
    }

    private static func subject(_ name: String) throws(AskedWrongly) -> ConfigurationSubject {
        guard let subject = ConfigurationSubject(rawValue: name) else {
            throw AskedWrongly(
                field: "SUBJECT",
                expected: ConfigurationSubject.allCases.map(\.rawValue).joined(separator: ", "),
                found: name)
        }
        return subject
    }
}
