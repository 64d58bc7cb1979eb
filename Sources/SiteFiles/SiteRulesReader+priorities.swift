import Facility
import TicketTracking

extension SiteRulesReader {
    static let priorityKeys = ["priorities", "repeated-faults"]

    private static let levels = PriorityRules.Level.allCases.map(\.rawValue)

    /// `{impact: […], urgency: […], matrix: {high: {high: high, medium: high, low: normal}, …}}`
    func priorities(_ node: SiteRulesNode) -> PriorityRules? {
        let fields = node.fields(["impact", "urgency", "matrix"])
        for (name, expected) in [
            ("impact", "rules that give a level"), ("urgency", "rules that give a level"),
            ("matrix", "a priority for each impact and urgency"),
        ] where fields[name] == nil {
            node.missing(name, expected: expected)
        }
        let impact = fields["impact"].map(levelRules) ?? []
        let urgency = fields["urgency"].map(levelRules) ?? []
        let rows = fields["matrix"].map { matrix in
            let rows = matrix.fields(Self.levels)
            return PriorityRules.Level.allCases.map { level -> PriorityRules.Row? in
                guard let row = rows[level.rawValue] else {
                    matrix.missing(level.rawValue, expected: "a priority for each urgency")
                    return nil
                }
                return self.row(row)
            }
        }
        guard let rows, let high = rows[0], let medium = rows[1], let low = rows[2] else { return nil }
        return PriorityRules(impact: impact, urgency: urgency, high: high, medium: medium, low: low)
    }

    /// `{least: 3, within: 30d}`, or `never`; where nothing is said, three in thirty days.
    func repeats(_ node: SiteRulesNode?) -> RepeatRules? {
        guard let node else { return .standard }
        if node.scalar == "never" { return nil }
        let fields = node.fields(["least", "within"])
        var rules = RepeatRules.standard
        if let least = fields["least"]?.integer(2...100) { rules.least = least }
        if let within = fields["within"], let duration = within.duration {
            if duration <= .zero { within.fault(expected: "more than no time at all") }
            rules.within = duration
        }
        return rules
    }

    private func row(_ node: SiteRulesNode) -> PriorityRules.Row? {
        let fields = node.fields(Self.levels)
        let cells = Self.levels.map { level -> Priority? in
            guard let cell = fields[level] else {
                node.missing(level, expected: "one of hazard, high, normal, low")
                return nil
            }
            return priority(cell)
        }
        guard let high = cells[0], let medium = cells[1], let low = cells[2] else { return nil }
        return PriorityRules.Row(high: high, medium: medium, low: low)
    }

    private func levelRules(_ node: SiteRulesNode) -> [PriorityRules.Rule] {
        let items = node.items
        if items.count > PriorityRules.rulesMax {
            node.fault(expected: "at most \(PriorityRules.rulesMax) rules", found: "\(items.count)")
        }
        return items.compactMap(levelRule)
    }

    /// `{level: high, kinds: [telecomCloset]}`: the parts of a routing rule's `when`, and `reports` and `lesson`.
    private func levelRule(_ node: SiteRulesNode) -> PriorityRules.Rule? {
        let own = ["level", "reports", "lesson"]
        let condition = condition(node, beside: own)
        // What isn't known was complained of by the condition.
        let fields = Dictionary(
            node.members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let level = fields["level"] else {
            node.missing("level", expected: "one of high, medium, low")
            return nil
        }
        let reports = fields["reports"].flatMap { $0.integer(2...ReportLimits.reportsMax) }
        let isLesson = fields["lesson"].flatMap(\.flag) ?? false
        return level.choice(PriorityRules.Level.self).map {
            PriorityRules.Rule(level: $0, condition: condition, reportsMin: reports, isLesson: isLesson)
        }
    }
}
