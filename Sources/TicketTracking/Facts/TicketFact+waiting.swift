public import Ledger

extension TicketFact {

    /// 待用户: a question to one reporter, for whose answer the ticket waits.
    public struct ReporterAsked: Hashable, Sendable, Codable {
        public var report: ReportID
        public var question: Personal<String>

        public init(report: ReportID, question: Personal<String>) {
            self.report = report
            self.question = question
        }
    }

    /// The reporter's answer to the question that was open.
    public struct ReporterAnswered: Hashable, Sendable, Codable {
        public var report: ReportID
        public var answer: Personal<String>

        public init(report: ReportID, answer: Personal<String>) {
            self.report = report
            self.answer = answer
        }
    }

    /// 延期: more time is asked for.
    public struct ExtensionRequested: Hashable, Sendable, Codable {
        /// The due that stands meanwhile.
        public var due: Instant
        public var until: Instant
        /// nil: an operator at the command line asked for the team.
        public var person: PersonID?
        public var words: Personal<String>

        public init(due: Instant, until: Instant, person: PersonID? = nil, words: Personal<String>) {
            self.due = due
            self.until = until
            self.person = person
            self.words = words
        }
    }

    /// What was said to the request: granted, it moves the due; refused, it changes nothing.
    public struct ExtensionDecided: Hashable, Sendable, Codable {
        public var isGranted: Bool
        public var was: Instant
        /// As asked for.
        public var until: Instant
        /// Who had asked; nil: an operator at the command line.
        public var askedBy: PersonID?
        public var words: Personal<String>?

        public init(
            isGranted: Bool, was: Instant, until: Instant, askedBy: PersonID? = nil,
            words: Personal<String>? = nil
        ) {
            self.isGranted = isGranted
            self.was = was
            self.until = until
            self.askedBy = askedBy
            self.words = words
        }
    }

    /// The deadline came before anybody decided.
    public struct ExtensionLapsed: Hashable, Sendable, Codable {
        public var until: Instant
        public var askedBy: PersonID?

        public init(until: Instant, askedBy: PersonID? = nil) {
            self.until = until
            self.askedBy = askedBy
        }
    }
}
