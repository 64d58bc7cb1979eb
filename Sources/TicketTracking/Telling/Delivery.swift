public import Facility
public import Ledger

/// A way by which messages go out, as `channels.yaml` names it; `mail` is the mail server.
public enum MessageChannel {}
public typealias ChannelKey = Key<MessageChannel>

/// One message on its way to one receiver by one channel: who, by which template, about which event; never an address
/// or a text. What it says is made when it is sent.
public struct Delivery: Hashable, Sendable {
    public enum State: String, Hashable, Sendable, CaseIterable {
        case waiting
        /// Accepted by the receiver's own server, which isn't read by a person yet.
        case sent
        /// Given up, or without anybody to send it to: a person sees to it.
        case dead
        /// Its reporter left a phone number only, and hears of it by a call and on the tracking page.
        case byPhone
        /// Dead, until a person saw to it in another way and said how.
        case givenUp
        /// It asked somebody to take on a ticket that had gone to others before it could be sent.
        case needless
    }

    /// 32 hexadecimal digits, the same for the same message: a receiver can drop doubles by it.
    public let id: String
    public let ticket: TicketID
    /// The number of the event in the ticket's stream.
    public let event: Int64
    public let template: String
    /// Whom the outbox named.
    public let recipient: OutboxEntry.Recipient
    /// nil: nobody could be found.
    public let channel: ChannelKey?
    /// nil: a post to the channel itself.
    public let person: PersonID?
    /// About a danger: before all others, and at any hour.
    public var isUrgent: Bool
    public var state: State
    /// Tries since `since`, the one that runs among them.
    public var attempts: Int
    /// The earliest moment of the next try.
    public var due: Instant
    /// When the tries began; begun anew by a retry.
    public var since: Instant
    public var settledAt: Instant?
    /// What the server answered, or why it failed, without any address; at most `remarkMax` characters.
    public var remark: String?

    public static let remarkMax = 200

    public init(
        id: String, ticket: TicketID, event: Int64, template: String, recipient: OutboxEntry.Recipient,
        channel: ChannelKey?, person: PersonID?, isUrgent: Bool = false, state: State = .waiting,
        attempts: Int = 0, due: Instant, since: Instant, settledAt: Instant? = nil, remark: String? = nil
    ) {
        self.id = id
        self.ticket = ticket
        self.event = event
        self.template = template
        self.recipient = recipient
        self.channel = channel
        self.person = person
        self.isUrgent = isUrgent
        self.state = state
        self.attempts = attempts
        self.due = due
        self.since = since
        self.settledAt = settledAt
        self.remark = remark
    }
}

/// That a channel, or a person by mail, took a test message.
public struct ChannelTest: Hashable, Sendable {
    /// The message's, 32 hexadecimal digits, by which a server says that it bounced; nil: none was kept.
    public var id: String?
    public var channel: ChannelKey
    /// nil: the channel itself.
    public var person: PersonID?
    public var at: Instant
    /// What the server answered, without any address.
    public var receipt: String
    /// What it was sent to, unreadably: a test counts only while the address stays.
    public var mark: String

    public init(
        id: String?, channel: ChannelKey, person: PersonID?, at: Instant, receipt: String, mark: String
    ) {
        self.id = id
        self.channel = channel
        self.person = person
        self.at = at
        self.receipt = receipt
        self.mark = mark
    }
}
