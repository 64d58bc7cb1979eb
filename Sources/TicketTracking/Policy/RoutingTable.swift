public import Facility

/// Rules in order: the first that holds decides. The last one always holds.
public struct RoutingTable: Hashable, Sendable {
    public static let rulesMax = 500

    public let rules: [RoutingRule]
    private let checks: [RoutingCheck]

    /// - Throws: `RoutingFault`
    public init(_ rules: [RoutingRule]) throws(RoutingFault) {
        guard let last = rules.last else { throw .noRule }
        guard rules.count <= Self.rulesMax else { throw .tooMany(rules.count) }
        var names: Set<String> = []
        for rule in rules {
            guard !rule.names.contains("") else { throw .name("") }
            if let twice = names.intersection(rule.names).min() { throw .name(twice) }
            names.formUnion(rule.names)
        }
        guard last.isAlways else { throw .lastRuleIsConditional(last.name) }
        if let early = rules.dropLast().first(where: { $0.isAlways }) { throw .hidesTheRest(early.name) }
        self.rules = rules
        checks = rules.map(RoutingCheck.init)
    }

    /// The rule that decides and the conditions that it met.
    func rule(for subject: RoutingSubject) -> (rule: RoutingRule, reasons: [RoutingReason]) {
        // The initialiser saw to it that the last rule has no condition.
        let index = checks.firstIndex { $0.failure(for: subject) == nil } ?? rules.count - 1
        return (rules[index], checks[index].given)
    }

    /// What people call the rule that an event names, by any of its names: it may have got one in another language since.
    /// The recorded name where the table has no such rule any more.
    public func title(of recorded: String) -> LocalizedName {
        let rule = rules.first { $0.name == recorded } ?? rules.first { $0.names.contains(recorded) }
        return rule?.title ?? LocalizedName(zh: recorded, en: recorded)
    }

    /// Each rule before the one that decides, with the first of its conditions that failed.
    func passedOver(for subject: RoutingSubject) -> [RoutingTrace.PassedRule] {
        var passed: [RoutingTrace.PassedRule] = []
        for (rule, check) in zip(rules, checks) {
            guard let failed = check.failure(for: subject) else { break }
            passed.append(RoutingTrace.PassedRule(rule: rule.name, failed: failed))
        }
        return passed
    }

    public static func == (left: RoutingTable, right: RoutingTable) -> Bool { left.rules == right.rules }

    public func hash(into hasher: inout Hasher) { hasher.combine(rules) }
}

/// How the table came to its rule.
public struct RoutingTrace: Hashable, Sendable, Codable {
    public struct PassedRule: Hashable, Sendable, Codable {
        public var rule: String
        /// The first condition that failed; `unless`: the rule's exception held.
        public var failed: RoutingReason
    }

    public var passed: [PassedRule]
    public var rule: String
    public var reasons: [RoutingReason]
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
