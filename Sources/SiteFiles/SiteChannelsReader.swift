import Facility
import TicketTracking
import Yams

/// Reads the parts of `channels.yaml`; what is wrong is noted and the rest is read on.
struct SiteChannelsReader {
    let root: SiteRulesNode
    let policy: DeskPolicy

    private static let channelsMax = 32

    func channels() -> ChannelSet {
        let fields = root.fields(["mail", "webhooks", "robots", "teams", "roles", "quiet-hours"])
        var set = ChannelSet()
        set.mail = fields["mail"].flatMap(mail)
        set.webhooks = fields["webhooks"].map { named($0, webhook) } ?? [:]
        set.robots = fields["robots"].map { named($0, robot) } ?? [:]
        for key in set.robots.keys where set.webhooks[key] != nil {
            fields["robots"]?.fault(expected: "names that no webhook has", found: "\"\(key)\"")
        }
        let known = Set(set.webhooks.keys).union(set.robots.keys)
        for (name, node) in fields["teams"]?.members ?? [] {
            guard let key = TeamKey(name), policy.team(key) != nil else {
                node.fault(expected: "a team of rules.yaml", found: "\"\(name.prefix(60))\"")
                continue
            }
            set.teams[key] = uses(node, known, set.mail != nil)
        }
        for (name, node) in fields["roles"]?.members ?? [] {
            guard let role = Role(rawValue: name) else {
                let all = Role.allCases.map(\.rawValue).joined(separator: ", ")
                node.fault(expected: "one of the roles \(all)", found: "\"\(name.prefix(60))\"")
                continue
            }
            set.roles[role] = uses(node, known, set.mail != nil)
        }
        if let node = fields["quiet-hours"], let hours = node.hours {
            set.quietHours = QuietHours(start: hours.start, end: hours.end % 1_440)
        }
        return set
    }

    private func uses(_ node: SiteRulesNode, _ known: Set<ChannelKey>, _ hasMail: Bool) -> [ChannelUse] {
        var uses: [ChannelUse] = []
        for item in node.items {
            let name = item.scalar ?? ""
            let use: ChannelUse? =
                if name == "members" {
                    hasMail ? .members : nil
                } else {
                    ChannelKey(name).flatMap { known.contains($0) ? .post($0) : nil }
                }
            guard let use, !uses.contains(use) else {
                let names = (hasMail ? ["members"] : []) + known.map(\.rawValue).sorted()
                item.fault(
                    expected: use != nil
                        ? "each way once"
                        : names.isEmpty
                            ? "a way that this file has" : "one of \(names.joined(separator: ", "))")
                continue
            }
            uses.append(use)
        }
        if uses.isEmpty, node.node.sequence?.isEmpty == true {
            node.fault(expected: "at least one way: somebody must hear of it", found: "an empty list")
        }
        return uses
    }

    private func named<Way>(
        _ node: SiteRulesNode, _ read: (SiteRulesNode) -> Way?
    ) -> [ChannelKey: Way] {
        let members = node.members
        if members.count > Self.channelsMax {
            node.fault(expected: "at most \(Self.channelsMax) of them", found: "\(members.count)")
        }
        var found: [ChannelKey: Way] = [:]
        for (name, member) in members {
            guard name != "members", name != "mail", let key: ChannelKey = member.key(name) else {
                if name == "members" || name == "mail" {
                    member.fault(expected: "another name: this one is taken", found: "\"\(name)\"")
                }
                continue
            }
            if let channel = read(member) { found[key] = channel }
        }
        return found
    }

    private func webhook(_ node: SiteRulesNode) -> WebhookChannel? {
        let fields = node.fields(["url", "secret-file"])
        let url = required("url", of: node, fields, "an https address")
        let file = required("secret-file", of: node, fields, "the file with its whsec_… secret")
        guard let url, let address = url.text, let file = file?.text else { return nil }
        guard Self.isSafe(address) else {
            url.fault(expected: "an https address, or http on this very machine")
            return nil
        }
        return WebhookChannel(url: address, secretFile: file)
    }

    private func robot(_ node: SiteRulesNode) -> RobotChannel? {
        let fields = node.fields(["url-file", "language"])
        let file = required("url-file", of: node, fields, "the file with the robot's whole address")
        let language = fields["language"].map { self.language($0) } ?? "zh"
        guard let file = file?.text, let language else { return nil }
        return RobotChannel(urlFile: file, language: language)
    }

    private func language(_ node: SiteRulesNode) -> String? {
        if ["zh", "en"].contains(node.scalar ?? "") { return node.scalar }
        node.fault(expected: "zh or en")
        return nil
    }

    /// Whether secrets and names don't cross a network in clear.
    static func isSafe(_ url: String) -> Bool {
        if url.hasPrefix("https://"), url.count > 8, !url.contains(where: \.isWhitespace) { return true }
        return ["http://127.0.0.1", "http://[::1]", "http://localhost"].contains { start in
            guard url.hasPrefix(start), !url.contains(where: \.isWhitespace) else { return false }
            return [nil, ":", "/"].contains(url.dropFirst(start.count).first)
        }
    }

    func required(
        _ name: String, of node: SiteRulesNode, _ fields: [String: SiteRulesNode], _ expected: String
    ) -> SiteRulesNode? {
        if fields[name] == nil, node.isMapping { node.missing(name, expected: expected) }
        return fields[name]
    }
}
