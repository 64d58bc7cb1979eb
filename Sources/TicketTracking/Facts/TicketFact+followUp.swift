import Facility
public import Ledger

extension TicketFact {
    /// One attempt of a round of the follow-up (回访).
    ///
    /// Kind version 2. Version 1 knew four outcomes, each of them an answer about mending or about satisfaction,
    /// never both; it is read into this one shape, so that whoever folds or counts never meets two truths in one
    /// record, as optional fields beside the old outcome would have been.
    public struct FollowedUp: Hashable, Sendable, Codable {
        public var report: ReportID
        /// 1 to 3.
        public var round: Int
        /// 1 and up within the round.
        public var attempt: Int
        public var outcome: FollowUpOutcome
        /// Before the round's window.
        public var isEarly: Bool
        public var scriptVersion: Int
        public var words: Personal<String>?
        /// Who called; nil: the operator did, the reporter said it unasked, or it wasn't written down (version 1).
        public var caller: PersonID?
        /// The reporter said it without being called.
        public var isUnasked: Bool
        /// Made in the same stretch of the same day as an attempt before it: it doesn't use one up.
        public var isRepeated: Bool

        public init(
            report: ReportID, round: Int, attempt: Int, outcome: FollowUpOutcome, isEarly: Bool,
            scriptVersion: Int, words: Personal<String>? = nil, caller: PersonID? = nil,
            isUnasked: Bool = false, isRepeated: Bool = false
        ) {
            self.report = report
            self.round = round
            self.attempt = attempt
            self.outcome = outcome
            self.isEarly = isEarly
            self.scriptVersion = scriptVersion
            self.words = words
            self.caller = caller
            self.isUnasked = isUnasked
            self.isRepeated = isRepeated
        }

        /// Whether it is one of the attempts of which a round has only so many.
        public var usesAttempt: Bool { outcome.usesAttempt && !isRepeated }
    }

    /// `FollowedUp` as version 1 wrote it.
    struct FollowedUpV1: Decodable {
        enum Outcome: String, Decodable { case satisfied, dissatisfied, notReached, stillBroken }

        var report: ReportID
        var round: Int
        var attempt: Int
        var outcome: Outcome
        var isEarly: Bool
        var scriptVersion: Int
        var words: Personal<String>?

        var followedUp: FollowedUp {
            let outcome: FollowUpOutcome =
                switch outcome {
                case .satisfied: .satisfied
                case .dissatisfied: .dissatisfied
                case .notReached: .notReached
                case .stillBroken: .stillBroken
                }
            return FollowedUp(
                report: report, round: round, attempt: attempt, outcome: outcome, isEarly: isEarly,
                scriptVersion: scriptVersion, words: words)
        }
    }

    /// A round ended before its reporter was reached, with its window or, of rounds 2 and 3, with its last attempt:
    /// unreached, never satisfied.
    public struct FollowUpMissed: Hashable, Sendable, Codable {
        public var report: ReportID
        public var round: Int
        /// Made in the round; 0: nobody called at all.
        public var attempts: Int

        public init(report: ReportID, round: Int, attempts: Int) {
            self.report = report
            self.round = round
            self.attempts = attempts
        }
    }

    /// A report was drawn for round 3: with everything by which the drawing is done again.
    public struct FollowUpChosen: Hashable, Sendable, Codable {
        public var report: ReportID
        public var round: Int
        /// `2026-11`: of the closings from which the sample was drawn.
        public var month: String
        public var seed: Int64
        /// The newest event of the site that was counted.
        public var population: Position
        public var stratum: FollowUpSample.Stratum

        public init(
            report: ReportID, round: Int, month: String, seed: Int64, population: Position,
            stratum: FollowUpSample.Stratum
        ) {
            self.report = report
            self.round = round
            self.month = month
            self.seed = seed
            self.population = population
            self.stratum = stratum
        }
    }

    /// A reporter's number or address was shown to whoever worked on the ticket; the envelope says to whom and when.
    public struct ContactShown: Hashable, Sendable, Codable {
        public var report: ReportID
        public var purpose: ContactPurpose

        public init(report: ReportID, purpose: ContactPurpose) {
            self.report = report
            self.purpose = purpose
        }
    }

    /// A reporter's number was shown to one caller for one open round.
    public struct ContactRevealed: Hashable, Sendable, Codable {
        public var report: ReportID
        public var round: Int
        /// The attempt that it was shown for, 1 and up.
        public var attempt: Int
        /// nil: the operator.
        public var person: PersonID?

        public init(report: ReportID, round: Int, attempt: Int, person: PersonID?) {
            self.report = report
            self.round = round
            self.attempt = attempt
            self.person = person
        }
    }
}
