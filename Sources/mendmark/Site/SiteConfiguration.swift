import Configuration
import Foundation
import SystemPackage

/// A site's settings: `mendmark.yaml` in its folder, each overridden by `MENDMARK_…` in the environment.
struct SiteConfiguration: Sendable {
    /// In Chinese and in English; at least one.
    var nameZh: String?
    var nameEn: String?
    /// Label hosts; the first is printed, all are recognised for ever.
    var hosts: [String]
    /// As people dial it.
    var hotline: String
    /// IANA name.
    var timeZone: String
    /// `zh` or `en`: what a page speaks where the phone says nothing.
    var language: String
    var listenAddress: String
    var listenPort: Int
    /// Addresses whose `X-Forwarded-For` is believed.
    var trustedProxies: [String]
    /// Whether browsers reach the gateway by https; session cookies are `Secure` then.
    var isSecure: Bool
    /// log2 of scrypt's N, 10 to 20.
    var scryptCost: Int
    /// Unknown codes that one address may try a minute before none is looked up for it, 10 to 100,000.
    var guessesPerMinute: Int
    var photos: PhotoSettings
    /// Whoever shows it may read `/metrics`, at least 16 characters; nil: nobody.
    var metricsToken: String?
    /// nil: `site.secret` in the site's folder.
    var secretFile: String?
    /// Where `Assets` and `PrintTemplates` lie; nil: beside the executable, else in the checkout.
    var assets: String?

    /// - Throws: `SiteError.setting` at the first setting that isn't usable, `SiteError.file` for a malformed file.
    static func load(_ folder: SiteFolder) async throws -> SiteConfiguration {
        let file: FileProvider<YAMLSnapshot>
        do {
            file = try await FileProvider<YAMLSnapshot>(
                filePath: .init(folder.configuration), allowMissing: true)
        } catch {
            throw SiteError.file(path: folder.configuration, reason: "\(error)")
        }
        let environment = EnvironmentVariablesProvider(
            secretsSpecifier: .dynamic { key, _ in key.contains("SECRET") })
        let reader = ConfigReader(providers: [environment.prefixKeys(with: "mendmark"), file])
        let configuration = SiteConfiguration(reader)
        try configuration.check()
        return configuration
    }

    private init(_ reader: ConfigReader) {
        nameZh = reader.string(forKey: "name.zh")
        nameEn = reader.string(forKey: "name.en")
        hosts = reader.stringArray(forKey: "hosts", default: [])
        hotline = reader.string(forKey: "hotline", default: "")
        timeZone = reader.string(forKey: "time.zone", default: "Asia/Shanghai")
        language = reader.string(forKey: "language", default: "zh")
        listenAddress = reader.string(forKey: "listen.address", default: "127.0.0.1")
        listenPort = reader.int(forKey: "listen.port", default: 8420)
        trustedProxies = reader.stringArray(forKey: "trusted.proxies", default: [])
        isSecure = reader.bool(forKey: "secure", default: true)
        scryptCost = reader.int(forKey: "scrypt.cost", default: 15)
        guessesPerMinute = reader.int(forKey: "guesses.minute", default: 60)
        photos = PhotoSettings(reader)
        metricsToken = reader.string(forKey: "metrics.token", isSecret: true)
        secretFile = reader.string(forKey: "secret.file")
        assets = reader.string(forKey: "assets")
    }

    private func check() throws {
        guard nameZh != nil || nameEn != nil else {
            throw SiteError.setting(key: "name", expected: "name.zh or name.en", found: "neither")
        }
        guard !hosts.isEmpty else {
            throw SiteError.setting(key: "hosts", expected: "at least one label host", found: "none")
        }
        guard TimeZone(identifier: timeZone) != nil else {
            throw SiteError.setting(key: "time.zone", expected: "an IANA zone", found: timeZone)
        }
        guard ["zh", "en"].contains(language) else {
            throw SiteError.setting(key: "language", expected: "zh or en", found: language)
        }
        guard (0...65_535).contains(listenPort) else {
            throw SiteError.setting(key: "listen.port", expected: "0 to 65535", found: String(listenPort))
        }
        guard (10...20).contains(scryptCost) else {
            throw SiteError.setting(key: "scrypt.cost", expected: "10 to 20", found: String(scryptCost))
        }
        if let token = metricsToken, token.utf8.count < 16 {
            throw SiteError.setting(
                key: "metrics.token", expected: "at least 16 characters", found: "\(token.utf8.count)")
        }
        try photos.check()
        guard (10...100_000).contains(guessesPerMinute) else {
            throw SiteError.setting(
                key: "guesses.minute", expected: "10 to 100000", found: String(guessesPerMinute))
        }
    }

    /// Each setting as it is in force, with secrets left out: what `doctor` prints.
    var redacted: [(String, String)] {
        photos.redacted + [
            ("name.zh", nameZh ?? "-"), ("name.en", nameEn ?? "-"), ("hosts", hosts.joined(separator: ", ")),
            ("hotline", hotline.isEmpty ? "-" : hotline), ("time.zone", timeZone), ("language", language),
            ("listen", "\(listenAddress):\(listenPort)"),
            ("trusted.proxies", trustedProxies.isEmpty ? "-" : trustedProxies.joined(separator: ", ")),
            ("secure", String(isSecure)), ("scrypt.cost", String(scryptCost)),
            ("guesses.minute", String(guessesPerMinute)),
            ("metrics.token", metricsToken == nil ? "- (/metrics is off)" : "set (redacted)"),
            ("secret", secretFile ?? "site.secret in the site's folder (redacted)"),
            ("assets", assets ?? "found by itself"),
        ]
    }
}
