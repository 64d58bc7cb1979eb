public import Ledger

/// What waits for one channel though its time has come.
public struct WaitingDeliveries: Hashable, Sendable {
    /// nil: the outbox, for whose entries no receivers were found yet.
    public var channel: ChannelKey?
    /// At least 1.
    public var count: Int
    /// When the one that waits longest was to go out.
    public var since: Instant
    /// Of `count`, those about a danger.
    public var urgentCount: Int
    /// As `since`, of those about a danger; nil exactly where there is none.
    public var urgentSince: Instant?
    /// Why a try failed, of the newest that did; nil: none has.
    public var remark: String?

    /// How long something may wait before somebody should know.
    public static let waitMax = Duration.seconds(900)

    public init(
        channel: ChannelKey?, count: Int, since: Instant, urgentCount: Int = 0, urgentSince: Instant? = nil,
        remark: String? = nil
    ) {
        self.channel = channel
        self.count = count
        self.since = since
        self.urgentCount = urgentCount
        self.urgentSince = urgentSince
        self.remark = remark
    }

    /// The order in which somebody should see to them: with a danger first, then what waits longest.
    public static func isFirst(_ left: WaitingDeliveries, before right: WaitingDeliveries) -> Bool {
        switch (left.urgentSince, right.urgentSince) {
        case (let left?, let right?): left < right
        case (nil, nil): left.since < right.since
        case (let left, _): left != nil
        }
    }
}
