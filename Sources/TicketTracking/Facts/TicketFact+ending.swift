public import Ledger

extension TicketFact {

    /// 撤单: one report is taken back.
    public struct Withdrawn: Hashable, Sendable, Codable {
        public var report: ReportID
        public var words: Personal<String>?
        /// Who of the desk confirmed it although the ticket tells of danger; nil: it tells of none, others tell of it
        /// still, or its reporter took it back.
        public var confirmedBy: PersonID?

        public init(report: ReportID, words: Personal<String>? = nil, confirmedBy: PersonID? = nil) {
            self.report = report
            self.words = words
            self.confirmedBy = confirmedBy
        }
    }

    /// 不予受理
    public struct Dismissed: Hashable, Sendable, Codable {
        public var reason: DismissalReason
        public var words: Personal<String>?
        /// Who confirmed it although the ticket tells of danger; nil: it tells of none.
        public var confirmedBy: PersonID?

        public init(
            reason: DismissalReason, words: Personal<String>? = nil, confirmedBy: PersonID? = nil
        ) {
            self.confirmedBy = confirmedBy
            self.reason = reason
            self.words = words
        }
    }

    /// How one report ended.
    public struct ReportClosed: Hashable, Sendable, Codable {
        public var report: ReportID
        public var how: Closing

        public init(report: ReportID, how: Closing) {
            self.report = report
            self.how = how
        }
    }

    /// 结案
    public struct Closed: Hashable, Sendable, Codable {
        public var how: Closing
        /// 非受理范围: where to go instead.
        public var answer: Personal<String>?
        /// Who confirmed it although the ticket tells of danger; nil: it tells of none.
        public var confirmedBy: PersonID?

        public init(how: Closing, answer: Personal<String>? = nil, confirmedBy: PersonID? = nil) {
            self.confirmedBy = confirmedBy
            self.how = how
            self.answer = answer
        }
    }
}
