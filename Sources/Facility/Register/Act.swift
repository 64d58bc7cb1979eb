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
}
