public import Ledger

extension TicketFact {
    /// 升级: a rung of the ladder was reached; those named are told. Once for each due instant.
    public struct Escalated: Hashable, Sendable, Codable {
        public var clock: ServiceClock
        /// The due instant that it counts to.
        public var due: Instant
        public var percent: Int
        /// Lower rungs that had been passed too, and are skipped by this one.
        public var passed: [Int]
        public var receivers: [EscalationRules.Receiver]

        public init(
            clock: ServiceClock, due: Instant, percent: Int, passed: [Int] = [],
            receivers: [EscalationRules.Receiver]
        ) {
            self.clock = clock
            self.due = due
            self.percent = percent
            self.passed = passed
            self.receivers = receivers
        }
    }

    /// The weekly list of what is still late names it.
    public struct ListedLate: Hashable, Sendable, Codable {
        /// Since when it is late.
        public var due: Instant
        public var receivers: [EscalationRules.Receiver]

        public init(due: Instant, receivers: [EscalationRules.Receiver]) {
            self.due = due
            self.receivers = receivers
        }
    }

    /// Somebody has seen it and sees to it: the ladder stands still until then.
    public struct Acknowledged: Hashable, Sendable, Codable {
        public var until: Instant
        public var words: Personal<String>?

        public init(until: Instant, words: Personal<String>? = nil) {
            self.until = until
            self.words = words
        }
    }

    /// Nobody has acknowledged a hazard: the next is asked.
    public struct HazardPassedOn: Hashable, Sendable, Codable {
        /// 1 and up.
        public var hop: Int
        public var receiver: EscalationRules.Receiver

        public init(hop: Int, receiver: EscalationRules.Receiver) {
            self.hop = hop
            self.receiver = receiver
        }
    }

    /// What the reporter who urged is told.
    public struct UrgeAnswered: Hashable, Sendable, Codable {
        public var report: ReportID
        public var answer: Personal<String>

        public init(report: ReportID, answer: Personal<String>) {
            self.report = report
            self.answer = answer
        }
    }

    /// An urge wasn't answered in its time.
    public struct UrgeOverdue: Hashable, Sendable, Codable {
        public var report: ReportID
        /// Of the ticket's urges, 1 and up.
        public var number: Int
        public var due: Instant

        public init(report: ReportID, number: Int, due: Instant) {
            self.report = report
            self.number = number
            self.due = due
        }
    }

    /// 督办单: a person's order, or what the third urge leads to.
    public struct Supervised: Hashable, Sendable, Codable {
        public enum Cause: String, Hashable, Sendable, Codable, CaseIterable { case order, urges }

        /// Of the ticket's supervisions, 1 and up.
        public var number: Int
        public var cause: Cause
        /// When a written answer is due.
        public var due: Instant
        /// nil: it was opened by urges, which say enough.
        public var notice: Personal<String>?

        public init(number: Int, cause: Cause, due: Instant, notice: Personal<String>? = nil) {
            self.number = number
            self.cause = cause
            self.due = due
            self.notice = notice
        }
    }

    /// 签收: whoever has to answer has read it.
    public struct SupervisionRead: Hashable, Sendable, Codable {
        public var number: Int

        public init(number: Int) { self.number = number }
    }

    /// The written answer (督办回复).
    public struct SupervisionAnswered: Hashable, Sendable, Codable {
        public var number: Int
        public var answer: Personal<String>

        public init(number: Int, answer: Personal<String>) {
            self.number = number
            self.answer = answer
        }
    }

    /// No answer in time: the head is told.
    public struct SupervisionOverdue: Hashable, Sendable, Codable {
        public var number: Int
        public var due: Instant

        public init(number: Int, due: Instant) {
            self.number = number
            self.due = due
        }
    }
}
