/// What is answered about calls and rates. Times are RFC 3339, UTC.
public enum CallReply: Codable, Sendable {
    /// `isCut`: more rounds are open than were looked at; those that end first are here.
    case due([CallLine], isCut: Bool)
    case dialed(DialedCall)
    case recorded(RecordedCall)
    case sample(SampleLines)
    /// One a drawing; none where the month wasn't drawn.
    case checked([SampleComparison])
    case rates(RateLines)
}

/// A call that is due, in words; never a number to dial.
public struct CallLine: Codable, Sendable {
    public struct Attempt: Codable, Sendable {
        public var at: String
        public var outcome: String
        /// nil: the operator, or nobody did.
        public var caller: String?
    }
    public struct Gathered: Codable, Sendable {
        public var number: String
        public var report: Int
        public var round: Int
    }

    public var number: String
    /// By its place on the ticket, from 1.
    public var report: Int
    public var round: Int
    public var place: String
    public var category: String
    /// What was mended, as the reporters were told; nil: erased or blacked out, or nothing was.
    public var answer: String?
    /// The site's words for this round in the language that is needed, else in Chinese.
    public var script: String?
    public var scriptVersion: Int
    /// That the caller needs to speak.
    public var language: String
    /// How the reporter is reached, its digits hidden; nil: erased.
    public var contact: String?
    /// The attempt that is to be made, 1 and up.
    public var attempt: Int
    public var attemptsMax: Int
    /// When it is to be made.
    public var next: String
    /// When the round is over.
    public var closes: String
    public var attempts: [Attempt]
    /// Who worked on it, and so doesn't call.
    public var menders: [String]
    /// Further tickets that the same call covers.
    public var gathered: [Gathered]
}

/// One number, shown for one attempt.
public struct DialedCall: Codable, Sendable {
    public var call: CallLine
    public var name: String?
    public var phone: String?
    public var mail: String?
}

/// What came of recording a call.
public struct RecordedCall: Codable, Sendable {
    public var number: String
    public var state: String
    public var report: Int
    public var round: Int
    /// When the reporter is to be called again in this round; nil: it is over.
    public var next: String?
    /// The ticket that takes the fault up again (返修); nil: none does.
    public var newTicket: String?
}

public struct SampleLine: Codable, Hashable, Sendable {
    public var number: String
    public var report: Int
    /// `complaint`, `hazard`, `team` or `rest`.
    public var stratum: String
}

/// A month's sample for round 3.
public struct SampleLines: Codable, Sendable {
    public var month: String
    public var seed: Int64
    /// The newest event that was counted.
    public var position: Int64
    public var population: Int
    public var perTeam: Int
    public var percent: Int
    public var lines: [SampleLine]
    /// Reports that were marked now; nil: nothing was to be written.
    public var marked: Int?
}

/// A recorded sample beside the same drawn again.
public struct SampleComparison: Codable, Sendable {
    public var redrawn: SampleLines
    public var recorded: Int
    /// Drawn again, but not recorded so.
    public var missing: [SampleLine]
    /// Recorded, but not drawn so again.
    public var extra: [SampleLine]
    public var isEqual: Bool
}

/// One rate, with what it is a part of.
public struct RateLine: Codable, Sendable {
    /// `acceptance`, `response`, `punctuality`, `resolution`, `followUp`, `satisfaction` or `rework`.
    public var rate: String
    /// In the reader's language.
    public var name: String
    /// What is counted, of what, in words.
    public var formula: String
    public var numerator: Int
    public var denominator: Int
    /// With two decimals; nil: there was nothing to count.
    public var percent: String?
}

public struct RateLines: Codable, Sendable {
    public struct Group: Codable, Sendable {
        /// A key, a reference or a month; nil: tickets without any.
        public var name: String?
        public var rates: [RateLine]
    }

    public var from: String
    /// Not counted any more.
    public var until: String
    /// The newest event that was counted: with it as `asOf` the same comes out again.
    public var position: Int64
    public var countedAt: String
    public var total: [RateLine]
    /// `team`, `building`, `category` or `month`; nil: not told apart.
    public var by: String?
    public var groups: [Group]
}
