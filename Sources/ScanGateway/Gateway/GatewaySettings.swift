public import Facility
import Foundation
public import Wording

/// What an operator sets of the gateway.
public struct GatewaySettings: Sendable {
    public var siteName: LocalizedName
    /// Label hosts; the first is printed and stands in links, all are recognised.
    public var hosts: [String]
    /// As people dial it; nil: none.
    public var hotline: String?
    /// What a page speaks where the browser doesn't say.
    public var language: Language
    /// IANA name.
    public var timeZone: String
    /// Whether browsers reach the gateway by https: cookies are `Secure` then and links begin with `https`.
    public var isSecure: Bool
    /// Addresses whose `X-Forwarded-For` is believed.
    public var trustedProxies: Set<String>
    /// log2 of scrypt's N, for a check of an account that doesn't exist.
    public var scryptCost: Int
    public var limits: GatewayLimits
    /// The version of the privacy notice that the report page shows, 1 and up.
    public var noticeVersion: Int
    /// Whoever shows it may read `/metrics`; nil: nobody.
    public var metricsToken: String?

    public init(
        siteName: LocalizedName, hosts: [String], hotline: String?, language: Language = .zh,
        timeZone: String = "Asia/Shanghai", isSecure: Bool = true, trustedProxies: Set<String> = [],
        scryptCost: Int = 15, limits: GatewayLimits = GatewayLimits(), noticeVersion: Int = 1,
        metricsToken: String? = nil
    ) {
        self.siteName = siteName
        self.hosts = hosts
        self.hotline = hotline.flatMap { $0.isEmpty ? nil : $0 }
        self.language = language
        self.timeZone = timeZone
        self.isSecure = isSecure
        self.trustedProxies = trustedProxies
        self.scryptCost = scryptCost
        self.limits = limits
        self.noticeVersion = noticeVersion
        self.metricsToken = metricsToken
    }

    /// The host on labels, in small letters.
    var host: String { (hosts.first ?? "localhost").lowercased() }
    var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}
