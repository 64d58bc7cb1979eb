import ArgumentParser
import Facility
import Foundation
import LabelSymbol
import Ledger
import ScanGateway
import Sealing

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a new site: folder, settings, secret, database, the first two administrators.",
        discussion: flowing(
            """
            The host is printed on every label and recognised for ever: choose a short one that you will keep. The three
            administrators' powers (三员分立) lie in three accounts; this makes the first two and tells you how to make the
            auditor. Keep a copy of site.secret apart from the backups: without it what people said can't be read any more.
            """))

    @OptionGroup var options: SiteOptions
    @Option(name: .customLong("name-zh"), help: "The institution's Chinese name.") var nameZh: String?
    @Option(name: .customLong("name-en"), help: "Its English name.") var nameEn: String?
    @Option(help: "The label host, e.g. FIX.EXAMPLE.EDU.CN; up to 20 characters keep the symbol small.")
    var host: String
    @Option(help: "The hotline as people dial it.") var hotline: String?
    @Option(name: .customLong("time-zone"), help: "IANA name.") var timeZone = "Asia/Shanghai"
    @Option(help: "zh or en: what pages speak where a phone doesn't say.") var language = "zh"
    @Option(help: "The port that the gateway listens on, on 127.0.0.1.") var port = 8420
    @Flag(inversion: .prefixedNo, help: "Whether browsers reach the gateway by https, through your proxy.")
    var secure = true
    @Option(name: .customLong("system-administrator"), help: "Sign-in name.") var systemAdministrator =
        "sysadmin"
    @Option(name: .customLong("security-administrator"), help: "Sign-in name.") var securityAdministrator =
        "secadmin"

    func validate() throws {
        guard nameZh != nil || nameEn != nil else {
            throw ValidationError("Give --name-zh, --name-en, or both.")
        }
        guard systemAdministrator != securityAdministrator else {
            throw ValidationError("The two administrators need two sign-in names.")
        }
        for text in [nameZh, nameEn, hotline].compactMap({ $0 }) where text.contains(where: \.isNewline) {
            throw ValidationError("Names and hotline are one line each.")
        }
    }

    func run() async throws {
        let folder = options.folder
        let label = try LabelHost(host)
        guard !folder.exists else { throw SiteError.alreadyThere(folder: folder.path) }
        let assets = try AssetFolder.find(configured: ProcessInfo.processInfo.environment["MENDMARK_ASSETS"])
        try makeFiles(folder, label, assets)
        let site = try await opened(folder)
        defer { site.close() }
        print("Made the site in \(folder.path)")
        try await addAdministrator(site, systemAdministrator, .systemAdministrator, "系统管理员")
        try await addAdministrator(site, securityAdministrator, .securityAdministrator, "安全管理员")
        print(
            """
            Next:
              the third administrator:  mendmark staff add auditor --name 审计管理员 --role auditor --site \(folder.path)
              your rules and teams:     edit \(folder.rules)\(Self.hotlineStep(hotline, folder))
              your inventory:           mendmark import FILE --dry-run --site \(folder.path)
              a copy of the secret:     \(folder.secret), kept apart from the backups
            """)
    }

    /// nil or empty: at a danger, pages have nobody to call yet.
    private static func hotlineStep(_ hotline: String?, _ folder: SiteFolder) -> String {
        guard (hotline ?? "").isEmpty else { return "" }
        return "\n  the hotline for dangers:  put `hotline: \"NUMBER\"` into \(folder.rules)"
    }

    /// The new site, checked and opened; where that fails, the same command can be tried again.
    private func opened(_ folder: SiteFolder) async throws -> OpenSite {
        do {
            return try await OpenSite(folder)
        } catch {
            try? FileManager.default.removeItem(atPath: folder.configuration)
            throw error
        }
    }

    private func makeFiles(_ folder: SiteFolder, _ label: LabelHost, _ assets: AssetFolder) throws {
        let manager = FileManager.default
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try manager.createDirectory(
                atPath: folder.path, withIntermediateDirectories: true, attributes: attributes)
            try manager.setAttributes(attributes, ofItemAtPath: folder.path)
            if !manager.fileExists(atPath: folder.rules) {
                try manager.copyItem(atPath: assets.assets + "/Site/rules.yaml", toPath: folder.rules)
            }
        } catch {
            throw SiteError.file(path: folder.path, reason: error.localizedDescription)
        }
        if !manager.fileExists(atPath: folder.secret) { _ = try SiteSecret.create(path: folder.secret) }
        try settings(label).write(toFile: folder.configuration, atomically: true, encoding: .utf8)
    }

    private func settings(_ label: LabelHost) -> String {
        func line(_ key: String, _ value: String?) -> String {
            value.map { "\(key)\(Self.quoted($0))\n" } ?? ""
        }
        return """
            # Mendmark: the settings of this site. Each can be overridden in the environment, e.g. MENDMARK_LISTEN_PORT.
            name:
            \(line("  zh: ", nameZh))\(line("  en: ", nameEn))# The first host is printed on labels; all are recognised for ever. Never take one away.
            hosts:
              - \(Self.quoted(label.text))
            \(line("hotline: ", hotline))time:
              zone: \(Self.quoted(timeZone))
            language: \(language)
            listen:
              address: 127.0.0.1
              port: \(port)
            # Whether browsers reach the gateway by https.
            secure: \(secure)
            # Proxies whose X-Forwarded-For is believed, by address. Without the right one here all users seem to be one.
            \(secure ? "" : "# ")trusted:
            \(secure ? "" : "# ")  proxies:
            \(secure ? "" : "# ")    - 127.0.0.1
            # Unknown codes that one address may try a minute before no code is looked up for it.
            # guesses:
            #   minute: 60

            """
    }

    /// A YAML double-quoted scalar.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private func addAdministrator(
        _ site: OpenSite, _ signInName: String, _ role: Role, _ name: String
    ) async throws {
        let password = try GivenPassword(fromStandardInput: false)
        let hash = try password.hash(cost: site.configuration.scryptCost)
        _ = try await site.desk.perform(.addPerson(name: name, signInName: signInName, passwordHash: hash))
        _ = try await site.desk.perform(.grant(Grant(role: role, scope: .site), signInName: signInName))
        print("  \(role.rawValue): signs in as \(signInName), password, shown only now: \(password.clear)")
    }
}
