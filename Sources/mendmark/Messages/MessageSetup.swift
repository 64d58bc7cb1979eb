import Facility
import Foundation
import Ledger
import Messaging
import ScanGateway
import Sealing
import SiteFiles
import Storage
import TicketTracking
import Wording

/// Makes a messenger of the site's `channels.yaml` and the secrets that it names.
struct MessageSetup: Sendable {
    let parts: SiteParts
    private static let secretBytesMax = 4_096

    /// nil: the site has no `channels.yaml`.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError`, `PhrasebookError`.
    func messenger(client: any PostClient) throws -> Messenger? {
        guard let channels = try channels() else { return nil }
        return try messenger(channels, client)
    }

    /// As the file says; nil: there is none.
    ///
    /// - Throws: `SiteRulesFaults`, `SiteError`.
    func channels() throws -> ChannelSet? { try Self.channels(parts.folder, parts.desk.policy) }

    static func channels(_ folder: SiteFolder, _ policy: DeskPolicy) throws -> ChannelSet? {
        guard FileManager.default.fileExists(atPath: folder.channels) else { return nil }
        guard let data = FileManager.default.contents(atPath: folder.channels),
            let text = String(data: data, encoding: .utf8)
        else { throw SiteError.file(path: folder.channels, reason: "can't be read as UTF-8") }
        return try SiteChannels.channels(text: text, file: folder.channels, policy: policy)
    }

    func messenger(_ channels: ChannelSet, _ client: any PostClient) throws -> Messenger {
        Messenger(
            store: parts.storage, site: parts.storage.site, sources: try sources(),
            ways: try ways(channels, client), clock: { SystemClock.now() })
    }

    private func ways(_ channels: ChannelSet, _ client: any PostClient) throws -> MessageWays {
        var ways = MessageWays(channels: channels, mail: nil, client: client)
        if var server = channels.mail {
            server.authorities = server.authorities.map(path)
            let account = MailAccount(
                server: server, password: try server.passwordFile.map { try secret($0, "a password") },
                greeting: Self.hostName(parts.configuration.hosts[0]))
            ways.mail = SMTPSender(account)
        }
        for (key, webhook) in channels.webhooks {
            let text = try secret(webhook.secretFile, "a secret whsec_… of 24 to 64 bytes in base64")
            guard let secret = WebhookSecret(text) else {
                throw SiteError.file(
                    path: path(webhook.secretFile),
                    reason: "expected whsec_ and 24 to 64 bytes in base64, found something else")
            }
            ways.webhooks[key] = WebhookPost(url: webhook.url, secret: secret)
        }
        for (key, robot) in channels.robots {
            let url = try secret(robot.urlFile, "the robot's address")
            guard SiteChannels.isSafe(url) else {
                throw SiteError.file(path: path(robot.urlFile), reason: "expected one line, an https address")
            }
            ways.robots[key] = RobotPost(url: url)
        }
        return ways
    }

    private func sources() throws -> LetterSources {
        let (configuration, links, desk) = (parts.configuration, parts.links, parts.desk)
        let assets = try AssetFolder.find(configured: configuration.assets)
        let book = try Phrasebook(folder: assets.assets + "/Locales")
        try book.require(MessageTemplates.sentences)
        let base = configuration.baseURL
        return LetterSources(
            tickets: parts.storage, register: parts.register, policy: { desk.policy }, book: book,
            siteName: LocalizedName(zh: configuration.nameZh, en: configuration.nameEn),
            language: Language(rawValue: configuration.language) ?? .zh,
            hotline: configuration.hotline.isEmpty ? desk.policy.hotline : configuration.hotline,
            numbers: parts.numbers,
            trackingURL: { row in
                links.token(number: row.id.rawValue, epoch: row.linkEpoch).map { "\(base)/-/t/\($0)" }
            },
            deskURL: { "\(base)/-/desk/\($0)" },
            acknowledgeURL: { [seal = parts.acknowledgements] ticket, event, person, until in
                seal.token(
                    AcknowledgementClaim(
                        ticket: ticket.rawValue, event: event, person: person, until: until)
                ).map { "\(base)/-/ack/\($0)" }
            })
    }

    /// A secret's one line.
    private func secret(_ file: String, _ expected: String) throws -> String {
        let path = path(file)
        guard let data = FileManager.default.contents(atPath: path), data.count <= Self.secretBytesMax,
            let text = String(data: data, encoding: .utf8)
        else { throw SiteError.file(path: path, reason: "expected \(expected), found no such file") }
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !line.isEmpty, !line.contains(where: \.isNewline) else {
            throw SiteError.file(path: path, reason: "expected \(expected) in one line, found something else")
        }
        return line
    }

    /// Within the site's folder unless it begins with a slash.
    private func path(_ file: String) -> String {
        file.hasPrefix("/") ? file : parts.folder.path + "/" + file
    }

    private static func hostName(_ host: String) -> String {
        String(host.lowercased().prefix { $0 != ":" && $0 != "/" })
    }
}

extension SiteConfiguration {
    /// What links begin with.
    var baseURL: String { "\(isSecure ? "https" : "http")://\(hosts[0].lowercased())" }
}
