public import Ledger

/// Who does something to the register, when, by which way, and under which key it is done only once.
public struct Act: Sendable {
    public var by: Principal
    public var at: Instant
    public var channel: Channel
    public var command: CommandID

    public init(by principal: Principal, at instant: Instant, channel: Channel, command: CommandID) {
        self.by = principal
        self.at = instant
        self.channel = channel
        self.command = command
    }

    /// The same for one of several things that it does, each in a commit of its own: under a key that follows from this one
    /// and the thing's number, so that sent again it repeats none of them.
    public func part(_ number: Int64) -> Act {
        var part = self
        part.command = CommandID(
            at: command.madeAt,
            random: (command.high, command.low ^ UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15))
        return part
    }
}
