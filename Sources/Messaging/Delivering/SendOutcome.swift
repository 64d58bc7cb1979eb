public import Ledger

/// What became of one try to send a message; texts hold no address.
public enum SendOutcome: Hashable, Sendable {
    /// The receiver's server has it; what it answered.
    case accepted(receipt: String)
    /// This message can never go there.
    case refused(String)
    /// Its reader has nothing to do with it any more.
    case needless(String)
    /// This message may go there later.
    case failed(String)
    /// No message can go this way now: nothing else is tried for a while.
    case channelDown(String)
    /// The channel takes no more until then; it counts as no try.
    case later(Instant)
}
