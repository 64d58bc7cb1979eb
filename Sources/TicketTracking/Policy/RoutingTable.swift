import Facility

/// Rules in order: the first that holds decides. The last one always holds.
public struct RoutingTable: Hashable, Sendable {
    public static let rulesMax = 500

    public let rules: [RoutingRule]

    /// - Throws: `RoutingFault`
    public init(_ rules: [RoutingRule]) throws(RoutingFault) {
        guard let last = rules.last else { throw .noRule }
        guard rules.count <= Self.rulesMax else { throw .tooMany(rules.count) }
        var names: Set<String> = []
        for rule in rules {
            guard !rule.name.isEmpty, names.insert(rule.name).inserted else { throw .name(rule.name) }
        }
        guard last.condition.isAlways else { throw .lastRuleIsConditional(last.name) }
        if let early = rules.dropLast().first(where: { $0.condition.isAlways }) {
            throw .hidesTheRest(early.name)
        }
        self.rules = rules
    }

    /// The rule that decides and the conditions that it met.
    func rule(for subject: RoutingSubject) -> (rule: RoutingRule, reasons: [RoutingReason]) {
        for rule in rules {
            if let reasons = rule.condition.reasons(for: subject) { return (rule, reasons) }
        }
        // The initialiser saw to it that the last rule has no condition.
        return (rules[rules.count - 1], [])
    }
}

/// Why rules make no table.
public enum RoutingFault: Error, Hashable, Sendable {
    case noRule
    case tooMany(Int)
    /// Empty, or borne by two rules.
    case name(String)
    /// The last rule must hold for whatever is reported.
    case lastRuleIsConditional(String)
    /// A rule without a condition before the last: those after it would never be asked.
    case hidesTheRest(String)
}

/// What routing looks at.
struct RoutingSubject {
    /// From the campus down; empty where there are only words.
    var path: [Place]
    var isLocated: Bool
    var category: FaultCategoryKey?
    /// As `TextHints.folded` gives them.
    var words: [UInt8]
    var isHazard: Bool
    /// Of the local day.
    var minute: Int

    /// Of the reported place itself.
    var kind: PlaceKind? { isLocated ? path.last?.kind : nil }
    /// The nearest that a place on the path names.
    var responsible: OrganisationKey? { path.last { $0.responsible != nil }?.responsible }
}
