import Facility
import Foundation
import LabelSymbol
import ScanGateway
import SiteFiles
import TicketTracking

/// Looks at a text as if it came into force now, beside all others as they stand in the site's folder.
struct ConfigurationCheck {
    let parts: SiteParts

    private var folder: SiteFolder { parts.folder }
    private static let hostsMax = 16

    func faults(of subject: ConfigurationSubject, text: String) async throws -> [ConfigurationFault] {
        do {
            return switch subject {
            case .rules, .rota, .timetable: try policyFaults(of: subject, text: text)
            case .channels:
                try await channelFaults(
                    try SiteChannels.channels(text: text, file: folder.channels, policy: parts.desk.policy))
            case .hosts: try await hostFaults(text)
            case .calendar, .teams, .categories, .priorities, .practice: []
            }
        } catch let faults as SiteRulesFaults {
            return ConfigurationFault.all(faults)
        }
    }

    private func policyFaults(of subject: ConfigurationSubject, text: String) throws -> [ConfigurationFault] {
        let texts = try SiteTexts(folder).replacing(subject, by: text)
        let policy = try texts.policy()
        guard subject == .timetable else { return [] }
        let read = try SiteTimetable.read(
            text: text, file: folder.timetable, version: 1, zone: policy.zone)
        return ConfigurationFault.all(
            SiteRulesFaults(file: folder.timetable, faults: read.faults), isFatal: false)
    }

    /// A page names only files that lie beside `channels.yaml`: whoever signs in can't have another file of the machine
    /// read out and sent somewhere.
    private func channelFaults(_ channels: ChannelSet) async throws -> [ConfigurationFault] {
        let files = Self.files(channels)
        let before = Set(
            (try await parts.register.configurations(.channels)).last.flatMap {
                try? SiteChannels.channels(text: $0.text, file: "", policy: parts.desk.policy)
            }.map(Self.files)?.map(\.name) ?? [])
        return files.sorted { $0.key < $1.key }.compactMap { key, name in
            guard Self.isPlain(name) || before.contains(name) else {
                return fault(
                    key, "the name of a file in the site's folder, without a slash, not site.secret", name)
            }
            let path = name.hasPrefix("/") ? name : folder.path + "/" + name
            guard FileManager.default.fileExists(atPath: path) else {
                return fault(key, "a file in the site's folder that is there", name)
            }
            return nil
        }
    }

    private func fault(_ key: String, _ expected: String, _ found: String) -> ConfigurationFault {
        ConfigurationFault(
            file: "channels.yaml", line: nil, key: key, expected: expected, found: "\"\(found)\"")
    }

    /// That it names, each with its key.
    private static func files(_ channels: ChannelSet) -> [(key: String, name: String)] {
        var files: [(key: String, name: String)] = []
        if let mail = channels.mail {
            files += [("mail.password-file", mail.passwordFile), ("mail.authorities", mail.authorities)]
                .compactMap { key, name in name.map { (key, $0) } }
        }
        files += channels.webhooks.map { ("webhooks.\($0.rawValue).secret-file", $1.secretFile) }
        return files + channels.robots.map { ("robots.\($0.rawValue).url-file", $1.urlFile) }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.contains("/") && !name.hasPrefix(".")
            && !["site.secret", "mendmark.db", "mendmark.yaml"].contains(name)
    }

    /// One host a line; a host that was printed is recognised for ever.
    private func hostFaults(_ text: String) async throws -> [ConfigurationFault] {
        let hosts = LabelHosts.list(text)
        var faults: [ConfigurationFault] = []
        func add(_ line: Int?, _ expected: String, _ found: String) {
            faults.append(
                ConfigurationFault(
                    file: "mendmark.yaml", line: line, key: "hosts", expected: expected, found: found))
        }
        if !(1...Self.hostsMax).contains(hosts.count) {
            add(nil, "1 to \(Self.hostsMax) hosts", "\(hosts.count)")
        }
        var seen: Set<String> = []
        for (index, host) in hosts.enumerated() {
            do throws(LabelHostError) {
                if !seen.insert(try LabelHost(host).text).inserted {
                    add(index + 1, "each host once", "\"\(host)\"")
                }
            } catch {
                add(index + 1, "a host name such as FIX.EXAMPLE.EDU", "\"\(host.prefix(60))\": \(error)")
            }
        }
        for host in parts.configuration.hosts where !seen.contains(host.uppercased()) {
            add(nil, "every host that labels may bear, for ever", "nothing of \(host)")
        }
        if ProcessInfo.processInfo.environment["MENDMARK_HOSTS"] != nil {
            add(nil, "hosts in mendmark.yaml", "them in the environment, as MENDMARK_HOSTS")
        }
        return faults
    }
}

extension ConfigurationFault {
    static func all(_ faults: SiteRulesFaults, isFatal: Bool = true) -> [ConfigurationFault] {
        let file = URL(fileURLWithPath: faults.file).lastPathComponent
        return faults.faults.map { fault in
            ConfigurationFault(
                file: file, line: fault.line, key: fault.key, expected: fault.expected, found: fault.found,
                isFatal: isFatal)
        }
    }
}
