import Ledger

/// When and how often reporters are called back (回访).
public struct FollowUpRules: Hashable, Sendable {
    /// One round's window, counted by the clock: round 1 from the resolution, the others from the closing.
    public struct Round: Hashable, Sendable {
        public var opensAfter: Duration
        public var closesAfter: Duration
        /// Calls without reaching anyone, 1 and up, after which the round is over.
        public var attemptsMax: Int

        public init(opensAfter: Duration, closesAfter: Duration, attemptsMax: Int) {
            self.opensAfter = opensAfter
            self.closesAfter = closesAfter
            self.attemptsMax = attemptsMax
        }

        func window(from start: Instant) -> ClosedRange<Instant> { start + opensAfter...start + closesAfter }
    }

    public static let roundCount = 3

    /// Three of them.
    public var rounds: [Round]
    public var scriptVersion: Int
    /// A ticket with more reports to call than this is an incident, of which a sample is called.
    public var sampleAbove: Int
    public var sampleSize: Int

    public init(rounds: [Round], scriptVersion: Int = 1, sampleAbove: Int = 20, sampleSize: Int = 5) {
        self.rounds = rounds
        self.scriptVersion = scriptVersion
        self.sampleAbove = sampleAbove
        self.sampleSize = sampleSize
    }

    /// - Returns: nil unless the number is 1 to 3.
    public func round(_ number: Int) -> Round? {
        rounds.indices.contains(number - 1) ? rounds[number - 1] : nil
    }
}
