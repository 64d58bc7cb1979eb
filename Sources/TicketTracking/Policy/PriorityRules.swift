/// 影响 × 紧急: how a priority follows from what a fault touches and how soon it hurts.
///
/// On each side the highest level whose rule holds counts; where none holds it is low.
public struct PriorityRules: Sendable {
    public enum Level: String, Hashable, Sendable, Codable, CaseIterable {
        case high, medium, low
    }

    /// What a ticket must be like for a level; every part that is given must hold.
    public struct Rule: Sendable {
        public let level: Level
        public let condition: RoutingCondition
        /// So many reports on the ticket, or more; nil: however many.
        public let reportsMin: Int?
        /// true: only while a lesson runs in the room, or is within the hour.
        public let isLesson: Bool
        let check: RoutingCheck

        public init(
            level: Level, condition: RoutingCondition = RoutingCondition(), reportsMin: Int? = nil,
            isLesson: Bool = false
        ) {
            self.level = level
            self.condition = condition
            self.reportsMin = reportsMin
            self.isLesson = isLesson
            check = RoutingCheck(condition)
        }
    }

    /// The priorities of one impact, by urgency.
    public struct Row: Hashable, Sendable {
        public var high: Priority
        public var medium: Priority
        public var low: Priority

        public init(high: Priority, medium: Priority, low: Priority) {
            self.high = high
            self.medium = medium
            self.low = low
        }

        subscript(urgency: Level) -> Priority {
            switch urgency {
            case .high: high
            case .medium: medium
            case .low: low
            }
        }
    }

    public static let rulesMax = 100

    /// In the order of the file; of each level as many as one likes.
    public let impact: [Rule]
    public let urgency: [Rule]
    /// By impact.
    public let high: Row
    public let medium: Row
    public let low: Row

    public init(impact: [Rule], urgency: [Rule], high: Row, medium: Row, low: Row) {
        self.impact = impact
        self.urgency = urgency
        self.high = high
        self.medium = medium
        self.low = low
    }

    public subscript(impact: Level, urgency: Level) -> Priority {
        switch impact {
        case .high: high[urgency]
        case .medium: medium[urgency]
        case .low: low[urgency]
        }
    }

    /// What is asked of a ticket beside what routing asks.
    struct Circumstances {
        var reports: Int
        var isLesson: Bool
    }

    func assessed(_ subject: RoutingSubject, _ now: Circumstances) -> (
        impact: PriorityDecision.Assessment, urgency: PriorityDecision.Assessment
    ) {
        (Self.assess(impact, subject, now), Self.assess(urgency, subject, now))
    }

    private static func assess(
        _ rules: [Rule], _ subject: RoutingSubject, _ now: Circumstances
    ) -> PriorityDecision.Assessment {
        for level in Level.allCases {
            for (index, rule) in rules.enumerated() where rule.level == level {
                guard rule.reportsMin.map({ now.reports >= $0 }) ?? true, now.isLesson || !rule.isLesson,
                    rule.check.failure(for: subject) == nil
                else { continue }
                let reasons =
                    rule.check.given.compactMap { PriorityDecision.Reason(rawValue: $0.rawValue) }
                    + (rule.reportsMin == nil ? [] : [.reports]) + (rule.isLesson ? [.lesson] : [])
                return PriorityDecision.Assessment(level: level, rule: index + 1, reasons: reasons)
            }
        }
        return PriorityDecision.Assessment(level: .low, rule: nil, reasons: [])
    }
}
