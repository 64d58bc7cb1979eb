import Ledger
public import TicketTracking
import Wording

/// The channels with their secrets, ready to send.
public struct MessageWays: Sendable {
    public var channels: ChannelSet
    /// nil exactly where `channels.mail` is.
    public var mail: (any MailSender)?
    public var webhooks: [ChannelKey: WebhookPost]
    public var robots: [ChannelKey: RobotPost]
    public var client: any PostClient

    public init(
        channels: ChannelSet, mail: (any MailSender)?, webhooks: [ChannelKey: WebhookPost] = [:],
        robots: [ChannelKey: RobotPost] = [:], client: any PostClient
    ) {
        self.channels = channels
        self.mail = mail
        self.webhooks = webhooks
        self.robots = robots
        self.client = client
    }

    /// The language of a post to a channel.
    func language(of channel: ChannelKey?, else site: Language) -> Language {
        channel.flatMap { channels.robots[$0] }.flatMap { Language(tag: $0.language) } ?? site
    }
}
