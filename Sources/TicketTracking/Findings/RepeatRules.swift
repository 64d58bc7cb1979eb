/// When faults that come back at one place, or of one device, become a finding.
public struct RepeatRules: Hashable, Sendable {
    /// So many tickets, 2 and up.
    public var least: Int
    /// Opened within this time, the newest included.
    public var within: Duration

    public init(least: Int, within: Duration) {
        self.least = least
        self.within = within
    }

    /// Three in thirty days.
    public static let standard = RepeatRules(least: 3, within: .seconds(30 * 86_400))

    /// Tickets of one place or device that are looked at.
    static let looksMax = 200
}
