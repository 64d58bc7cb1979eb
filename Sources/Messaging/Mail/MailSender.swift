public import TicketTracking

/// What takes mails.
public protocol MailSender: Sendable {
    /// At most `MailAccount.timeMax`.
    func send(_ mail: MailMessage) async -> SendOutcome
}

/// A mail server with its secret.
public struct MailAccount: Sendable {
    public var server: MailServer
    /// nil: it asks for none.
    public var password: String?
    /// The name by which this machine greets: the site's host.
    public var greeting: String
    public var connectSeconds = 10
    /// One mail, from connecting to the last answer.
    public var seconds = 30
    /// A larger mail is refused before it is sent.
    public var bytesMax = 512 << 10

    public init(server: MailServer, password: String?, greeting: String) {
        self.server = server
        self.password = password
        self.greeting = greeting
    }
}
