public import Facility
import Ledger

/// When, how often and with which words reporters are called back (回访).
public struct FollowUpRules: Hashable, Sendable {
    /// One round: its window is counted from the resolution in round 1, from the closing in the others.
    public struct Round: Hashable, Sendable {
        /// When the first call is due.
        public enum Opening: Hashable, Sendable {
            /// So long after the start by the clock, or when calls are next made.
            case after(Duration)
            /// The first minute for calls of the n-th call day after the day of the start, 1 and up.
            case workingDays(Int)
        }

        public var opens: Opening
        /// Counted from the start by the clock; put off where days without calls leave too few for the attempts.
        public var closesAfter: Duration
        /// Calls without reaching anyone, 1 and up, after which the round is over.
        public var attemptsMax: Int
        /// What the caller says, by language tag; empty: no words are laid down.
        public var script: [String: String]

        public init(
            opens: Opening, closesAfter: Duration, attemptsMax: Int, script: [String: String] = [:]
        ) {
            self.opens = opens
            self.closesAfter = closesAfter
            self.attemptsMax = attemptsMax
            self.script = script
        }

        public init(opensAfter: Duration, closesAfter: Duration, attemptsMax: Int) {
            self.init(opens: .after(opensAfter), closesAfter: closesAfter, attemptsMax: attemptsMax)
        }

        /// Whether the window can hold its attempts: it ends after it begins.
        var isSound: Bool {
            guard attemptsMax > 0 else { return false }
            switch opens {
            case .after(let duration): return duration >= .zero && closesAfter > duration
            case .workingDays(let days): return (1...30).contains(days) && closesAfter > .zero
            }
        }
    }

    public static let roundCount = 3
    /// The furthest instant at which somebody may ask to be called again.
    public static let callBackMax = Duration.seconds(14 * 86_400)

    /// Three of them: mended? came back? and a sample.
    public var rounds: [Round]
    /// Of all scripts together; stands in the record of each call.
    public var scriptVersion: Int
    /// A ticket with more reports to call than this is an incident, of which a sample is called.
    public var sampleAbove: Int
    public var sampleSize: Int
    public var hours: CallHours
    /// The team that calls: reporters are called on days on which it works; nil: on which the ticket's team does.
    public var callers: TeamKey?
    /// Days without calls beside those without service: vacations.
    public var quietDays: Set<CivilDay>
    public var sampling: FollowUpSampling

    public init(
        rounds: [Round], scriptVersion: Int = 1, sampleAbove: Int = 20, sampleSize: Int = 5,
        hours: CallHours = CallHours(), callers: TeamKey? = nil, quietDays: Set<CivilDay> = [],
        sampling: FollowUpSampling = FollowUpSampling()
    ) {
        self.rounds = rounds
        self.scriptVersion = scriptVersion
        self.sampleAbove = sampleAbove
        self.sampleSize = sampleSize
        self.hours = hours
        self.callers = callers
        self.quietDays = quietDays
        self.sampling = sampling
    }

    /// - Returns: nil unless the number is 1 to 3.
    public func round(_ number: Int) -> Round? {
        number >= 1 && number <= rounds.count ? rounds[number - 1] : nil
    }
}

/// The hours of the day in which reporters are called, and how the attempts are spread over them.
public struct CallHours: Hashable, Sendable {
    /// Minutes of the local day, 0 ≤ start < end ≤ 1,440.
    public var start: Int
    public var end: Int
    /// Where each stretch of the day begins, in order, from `start` on: two attempts of one round never fall into
    /// the same stretch of the same day.
    public var stretches: [Int]

    /// 9:00 to 20:00: morning, afternoon (from 14:00) and evening (from 18:00).
    public init(start: Int = 540, end: Int = 1_200, stretches: [Int] = [540, 840, 1_080]) {
        self.start = start
        self.end = end
        self.stretches = stretches
    }

    public func contains(minute: Int) -> Bool { start <= minute && minute < end }

    /// - Returns: the stretch's index; 0 before the first.
    func stretch(ofMinute minute: Int) -> Int {
        max(0, (stretches.firstIndex { $0 > minute } ?? stretches.count) - 1)
    }

    var isSound: Bool {
        guard 0 <= start, start < end, end <= 1_440, stretches.first == start else { return false }
        return zip(stretches, stretches.dropFirst()).allSatisfy { $0 < $1 } && (stretches.last ?? end) < end
    }
}
