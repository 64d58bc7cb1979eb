public import Ledger

/// How a ticket is watched over: what its events come to beside the work itself.
public struct Oversight: Hashable, Sendable {
    /// The last rung that was taken of a clock's ladder.
    public struct Mark: Hashable, Sendable {
        public var due: Instant
        public var percent: Int
        public var takenAt: Instant
    }

    /// One urge of a report.
    public struct Urge: Hashable, Sendable {
        public var report: ReportID
        /// Of the ticket's urges, 1 and up.
        public var number: Int
        public var at: Instant
        /// nil: recorded before urges had a clock.
        public var due: Instant?
        public var answeredAt: Instant?
        /// Whether its time ran out.
        public var isOverdue = false
    }

    /// 督办单.
    public struct Supervision: Hashable, Sendable {
        public var number: Int
        public var cause: TicketFact.Supervised.Cause
        public var openedAt: Instant
        public var due: Instant
        public var notice: Personal<String>?
        public var readAt: Instant?
        public var answeredAt: Instant?
        public var answer: Personal<String>?
        public var isOverdue = false
    }

    public var marks = ByClock<Mark>()
    /// The highest rung that was ever taken for a due instant: one that comes back repeats none.
    public var taken = ByClock<[Instant: Int]>()
    /// When the due instant of a clock was set last.
    public var dueSince = ByClock<Instant>()
    /// The ladder stands still until then.
    public var acknowledgedUntil: Instant?
    public var listedLateAt: Instant?
    /// Since when somebody is waited for to acknowledge a hazard; nil: it is none, or somebody has.
    public var hazardAskedAt: Instant?
    public var hazardHops = 0
    /// In their order, those of reports that were split off too.
    public var urges: [Urge] = []
    /// In their order.
    public var supervisions: [Supervision] = []

    /// Urges of a report that wait for an answer.
    public func openUrges(of report: ReportID) -> [Urge] {
        urges.filter { $0.report == report && $0.answeredAt == nil }
    }

    /// From when on a report may urge again; nil: it never has, and may at once.
    public func nextUrge(of report: ReportID, under rules: UrgingRules) -> Instant? {
        urges.last { $0.report == report }.map { $0.at + rules.interval }
    }

    /// Urges that wait for an answer, as they go with reports to another ticket; nil: there are none.
    func moved(with reports: [ReportID]) -> [TicketFact.MovedUrge]? {
        let open = urges.filter { $0.answeredAt == nil && reports.contains($0.report) }.map {
            TicketFact.MovedUrge(
                report: $0.report, at: $0.at, due: $0.due, isOverdue: $0.isOverdue ? true : nil)
        }
        return open.isEmpty ? nil : open
    }
}
