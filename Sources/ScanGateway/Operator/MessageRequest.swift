/// What an operator asks about messages.
public enum MessageRequest: Codable, Sendable {
    /// - Parameters:
    ///   - state: a `Delivery.State`; nil: all.
    ///   - limit: 1 to 1,000.
    case list(state: String?, limit: Int)
    /// - Parameter id: its first letters, or `all` for every dead one.
    case retry(id: String)
    /// - Parameters:
    ///   - id: its first letters.
    ///   - reason: why nobody tries any more, e.g. that the reader was told in another way.
    case giveUp(id: String, reason: String)
    /// A server says of a mail that it had taken that it can't be delivered.
    ///
    /// - Parameters:
    ///   - id: the delivery's.
    ///   - reason: as it came.
    case bounced(id: String, reason: String)
    /// - Parameter receiver: a channel's name, or a sign-in name.
    case test(receiver: String)
    /// How the duty desks are told.
    case ways
    /// What waits though its time has come, by channel.
    case waiting
}

/// What came of a `MessageRequest`.
public enum MessageReply: Codable, Sendable {
    case listed([MessageSummary])
    case retried(Int)
    case givenUp
    case bounced
    /// It was a test, which counts no more.
    ///
    /// - Parameter receiver: whoever it went to.
    case testBounced(receiver: String)
    case tested(MessageTest)
    case ways([DeskWays])
    /// Those about a danger first, then what waits longest.
    case waiting([WaitingSummary])
    case refused(String)
}

/// A message as the command line shows it.
public struct MessageSummary: Codable, Sendable {
    public var id: String
    /// As people say it.
    public var ticket: String
    public var event: Int64
    public var template: String
    /// Whom the desk meant: a team, a role or a person.
    public var recipient: String
    /// nil: nobody was found.
    public var channel: String?
    /// Whom it goes to; nil: the channel.
    public var person: String?
    public var state: String
    public var attempts: Int
    /// Of the next try, as local time.
    public var due: String
    public var settledAt: String?
    public var remark: String?
}

/// What came of a test message.
public struct MessageTest: Codable, Sendable {
    public var isAccepted: Bool
    /// What the server answered, or why it failed.
    public var answer: String

    public init(isAccepted: Bool, answer: String) {
        self.isAccepted = isAccepted
        self.answer = answer
    }
}

/// The ways by which a duty desk is told.
public struct DeskWays: Codable, Sendable {
    public struct Way: Codable, Sendable {
        /// A channel's name, or whoever is written to.
        public var name: String
        public var isTested: Bool

        public init(name: String, isTested: Bool) {
            self.name = name
            self.isTested = isTested
        }
    }
    public var team: String
    public var ways: [Way]

    public init(team: String, ways: [Way]) {
        self.team = team
        self.ways = ways
    }
}

/// What waits for one channel, as the command line shows it.
public struct WaitingSummary: Codable, Sendable {
    /// nil: it wasn't handed out to any yet.
    public var channel: String?
    public var count: Int
    /// As local time.
    public var since: String
    public var urgentCount: Int
    public var urgentSince: String?
    public var remark: String?
    /// Whether somebody should see to it.
    public var isLate: Bool
}
