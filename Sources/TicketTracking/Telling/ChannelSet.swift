public import Facility

/// By which ways messages go out, as `channels.yaml` says; secrets are named by their files, never held.
public struct ChannelSet: Hashable, Sendable {
    /// nil: no mail goes out.
    public var mail: MailServer?
    public var webhooks: [ChannelKey: WebhookChannel]
    public var robots: [ChannelKey: RobotChannel]
    /// Where what a team is told goes; a team that isn't named: its members by mail.
    public var teams: [TeamKey: [ChannelUse]]
    /// Where what a role is told goes; a role that isn't named: whoever holds it by mail.
    public var roles: [Role: [ChannelUse]]
    /// Minutes of the day in which nobody off duty is disturbed but for a danger; nil: none.
    public var quietHours: QuietHours?

    /// The mail server's name among the channels.
    // The initialiser is failable for no reason that a literal can meet.
    public static let mailKey = ChannelKey("mail").unsafelyUnwrapped

    public init(
        mail: MailServer? = nil, webhooks: [ChannelKey: WebhookChannel] = [:],
        robots: [ChannelKey: RobotChannel] = [:], teams: [TeamKey: [ChannelUse]] = [:],
        roles: [Role: [ChannelUse]] = [:], quietHours: QuietHours? = nil
    ) {
        self.mail = mail
        self.webhooks = webhooks
        self.robots = robots
        self.teams = teams
        self.roles = roles
        self.quietHours = quietHours
    }

    /// Where what somebody is told goes.
    public func uses(for recipient: OutboxEntry.Recipient) -> [ChannelUse] {
        switch recipient {
        case .person: [.members]
        case .team(let key): teams[key] ?? [.members]
        case .role(let role, _): roles[role] ?? [.members]
        }
    }

    /// All channels by name.
    public var keys: [ChannelKey] {
        (mail == nil ? [] : [Self.mailKey]) + (Array(webhooks.keys) + Array(robots.keys)).sorted()
    }
}

/// One way for a team or role.
public enum ChannelUse: Hashable, Sendable {
    /// Each of its people by mail.
    case members
    /// A post to a webhook or a robot.
    case post(ChannelKey)
}

/// The server that takes mail for everybody.
public struct MailServer: Hashable, Sendable {
    public enum Security: String, Hashable, Sendable, CaseIterable {
        /// Plain at first, then TLS or nothing (RFC 3207).
        case starttls
        /// TLS from the first byte (RFC 8314).
        case tls
        /// In clear: only to this very machine.
        case none
    }

    public var host: String
    public var port: Int
    public var security: Security
    /// nil: it asks for no name.
    public var user: String?
    /// The file with the password; nil exactly where `user` is.
    public var passwordFile: String?
    /// The file with the authorities that vouch for its certificate; nil: the system's.
    public var authorities: String?
    public var from: MailAddress
    /// The sender's name as readers see it.
    public var name: LocalizedName
    /// Where answers go; nil: to `from`.
    public var replyTo: MailAddress?

    public init(
        host: String, port: Int, security: Security, user: String? = nil, passwordFile: String? = nil,
        authorities: String? = nil, from: MailAddress, name: LocalizedName, replyTo: MailAddress? = nil
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.passwordFile = passwordFile
        self.authorities = authorities
        self.from = from
        self.name = name
        self.replyTo = replyTo
    }
}

/// A program that is told by signed posts (Standard Webhooks 1.0).
public struct WebhookChannel: Hashable, Sendable {
    public var url: String
    /// The file with `whsec_…`.
    public var secretFile: String

    public init(url: String, secretFile: String) {
        self.url = url
        self.secretFile = secretFile
    }
}

/// 企业微信群机器人: a WeCom group's robot.
public struct RobotChannel: Hashable, Sendable {
    /// The file with the whole address, whose key is a secret.
    public var urlFile: String
    /// The language it writes in.
    public var language: String

    public init(urlFile: String, language: String) {
        self.urlFile = urlFile
        self.language = language
    }
}

/// Minutes of the day, over midnight where the end comes first.
public struct QuietHours: Hashable, Sendable {
    public var start: Int
    public var end: Int

    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}
