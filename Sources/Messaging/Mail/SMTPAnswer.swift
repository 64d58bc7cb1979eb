import TicketTracking

/// How a conversation with a mail server ended, and what follows (RFC 5321 section 4.2.1).
struct SMTPAnswer: Hashable, Sendable {
    var isDone: Bool
    var isSignInRefused: Bool
    /// Of the last answer; 0: there was none.
    var code: Int
    /// The last answer's line, as it came.
    var reply: String
    /// What the transport says.
    var fault: String

    var outcome: SendOutcome {
        let line = Delivery.remark(reply)
        if isDone { return .accepted(receipt: line) }
        // The operator's fault, not the message's.
        if isSignInRefused { return .channelDown("the mail server refuses our user: \(line)") }
        switch code {
        case 500...599: return .refused(line)
        // 421: the service is closing; 4xx: greylisting, a full mailbox.
        case 421: return .channelDown(line)
        case 400...499: return .failed(line)
        default: return .channelDown(Delivery.remark(fault))
        }
    }
}
