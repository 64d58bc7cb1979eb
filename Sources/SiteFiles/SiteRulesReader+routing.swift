import Facility
import TicketTracking

extension SiteRulesReader {
    /// - Returns: as much of it as makes a table, where a fault was noted; nil: nothing does.
    func routing(_ node: SiteRulesNode) -> RoutingTable? {
        let rules = node.items.map { ($0, rule($0)) }
        do {
            return try RoutingTable(rules.compactMap(\.1))
        } catch {
            // A rule that couldn't be read is missing from the table: its own fault says enough.
            if rules.allSatisfy({ $0.1 != nil }) {
                complain(error, at: node, rules.compactMap { item, rule in rule.map { (item, $0) } })
            }
            return Self.partOfTable(rules.compactMap(\.1))
        }
    }

    private func complain(
        _ fault: RoutingFault, at node: SiteRulesNode, _ rules: [(SiteRulesNode, RoutingRule)]
    ) {
        switch fault {
        case .noRule: node.fault(expected: "at least one rule", found: "none")
        case .tooMany(let count):
            node.fault(expected: "at most \(RoutingTable.rulesMax) rules", found: "\(count)")
        case .name(let name):
            let second = rules.last { $0.1.names.contains(name) }?.0 ?? node
            second.fault(expected: "a name of its own for each rule", found: "\"\(name)\"")
        case .lastRuleIsConditional(let name):
            (rules.last?.0 ?? node).fault(
                expected: "a last rule without \"when\", so that every report goes somewhere",
                found: "the condition of \"\(name)\"")
        case .hidesTheRest(let name):
            let early = rules.first { $0.1.name == name }?.0 ?? node
            early.fault(
                expected: "a condition (\"when\") in every rule but the last", found: "none in \"\(name)\"")
        }
    }

    private func rule(_ node: SiteRulesNode) -> RoutingRule? {
        let fields = node.fields([
            "name", "when", "unless", "team", "organisation", "priority", "by-hand",
        ])
        if fields["name"] == nil { node.missing("name", expected: "a name") }
        let condition = fields["when"].map { self.condition($0) } ?? RoutingCondition()
        let exception = fields["unless"].map(self.exception)
        let priority = fields["priority"].flatMap(priority)
        let isByHand = fields["by-hand"]?.flag ?? false
        let title = fields["name"]?.title
        guard let target = target(node, fields), let title, let name = title.en ?? title.zh else {
            return nil
        }
        return RoutingRule(
            name: name, title: title, condition: condition, unless: exception ?? nil, target: target,
            priority: priority,
            isByHand: isByHand)
    }

    private func target(_ node: SiteRulesNode, _ fields: [String: SiteRulesNode]) -> RoutingRule.Target? {
        switch (fields["team"], fields["organisation"]) {
        case (let team?, nil): return team.key().map { .team($0) }
        case (nil, let organisation?): return organisation.key().map { .organisation($0) }
        default:
            node.fault(
                expected: "either a team or an organisation",
                found: fields["team"] == nil ? "neither" : "both")
            return nil
        }
    }

    /// An exception that asks nothing would hold always, and the rule never.
    private func exception(_ node: SiteRulesNode) -> RoutingCondition? {
        let exception = condition(node)
        if exception.isAlways { node.fault(expected: "a condition under which the rule doesn't hold") }
        return exception
    }

    func priority(_ node: SiteRulesNode) -> Priority? {
        let names: [String: Priority] = ["hazard": .hazard, "high": .high, "normal": .normal, "low": .low]
        let priority = node.text.flatMap { names[$0] }
        if priority == nil { node.fault(expected: "one of hazard, high, normal, low") }
        return priority
    }

    private static let conditionKeys = [
        "places", "kinds", "categories", "words", "hours", "hazard", "responsible", "unlocated",
        "groups", "priorities",
    ]

    /// The keys beside those of a condition are the caller's.
    func condition(_ node: SiteRulesNode, beside keys: [String] = []) -> RoutingCondition {
        let fields = node.fields(Self.conditionKeys + keys)
        var condition = RoutingCondition(
            places: Set(fields["places"]?.items.compactMap(\.text) ?? []),
            placeKinds: Set(fields["kinds"]?.items.compactMap(kind) ?? []),
            categories: Set(fields["categories"]?.items.compactMap { $0.key() } ?? []),
            words: TextHints(fields["words"]?.items.compactMap(\.text) ?? []), hazard: fields["hazard"]?.flag,
            responsible: Set(fields["responsible"]?.items.compactMap { $0.key() } ?? []),
            unlocated: fields["unlocated"]?.flag,
            groups: Set(fields["groups"]?.items.compactMap { $0.key() } ?? []),
            priorities: Set(fields["priorities"]?.items.compactMap(priority) ?? []))
        if let hours = fields["hours"]?.hours {
            condition.hours = ServiceHours(start: hours.start, end: hours.end)
        }
        return condition
    }

    func kind(_ node: SiteRulesNode) -> PlaceKind? {
        guard let text = node.text else { return nil }
        let kind = PlaceKind(rawValue: text)
        guard PlaceKind.known.contains(kind) else {
            node.fault(expected: "one of " + PlaceKind.known.map(\.rawValue).joined(separator: ", "))
            return nil
        }
        return kind
    }
}

extension PolicyFault {
    /// The same, as a complaint about the file; its line is that of no single node.
    var inRules: SiteRulesFault {
        func fault(_ key: String, _ expected: String, _ found: String) -> SiteRulesFault {
            SiteRulesFault(line: nil, key: key, expected: expected, found: found)
        }
        func whenKey(_ rule: String, _ part: String) -> String {
            rule.hasPrefix("priorities.") ? "\(rule).\(part)" : "routing.\(rule).when.\(part)"
        }
        switch self {
        case .unknownTeam(let team, let rule):
            let key = rule == "incidents" ? "incidents.duty-desk" : "routing.\(rule).team"
            return fault(key, "one of the teams above", "\"\(team)\"")
        case .unknownOrganisation(let organisation, let by):
            return fault(by, "one of the organisations above", "\"\(organisation)\"")
        case .organisationWithoutTeam(let organisation, let rule):
            return fault("routing.\(rule).organisation", "an organisation with a team", "\"\(organisation)\"")
        case .unknownCategory(let category, let rule):
            return fault(whenKey(rule, "categories"), "one of the categories above", "\"\(category)\"")
        case .unknownSignOff(let category):
            return fault("sign-off", "categories above", "\"\(category)\"")
        case .unknownDutyDesk(let team):
            return fault("dispatch.duty-desk", "one of the teams above", "\"\(team)\"")
        case .unknownCallers(let team):
            return fault("follow-up.callers", "one of the teams above", "\"\(team)\"")
        case .unknownTrade(let trade, let category):
            return fault("categories.\(category).trades", "one of the trades", "\"\(trade)\"")
        case .unknownSkill(let skill, let category):
            return fault("categories.\(category).skills", "one of the skills", "\"\(skill)\"")
        case .unknownGroup(let group, let rule):
            return fault(
                whenKey(rule, "groups"), "one of the reporter-groups, or unknown", "\"\(group)\"")
        case .acceptance(let priority):
            return fault("dispatch.acceptance.\(priority)", "a time above zero", "none")
        case .choice(let fault, let number): return fault.inRules(number)
        case .twice(let list, let key): return fault("\(list).\(key)", "each key once", "it a second time")
        case .followUpRound(let number):
            return fault(
                "follow-up.rounds", "three rounds, each closing after it opens",
                "another thing at round \(number)")
        case .callHours:
            return fault("follow-up.hours", "stretches of one day, one after another", "others")
        case .sample(let above, let size):
            return fault("follow-up.sample-size", "at most sample-above (\(above))", "\(size)")
        case .target(let priority):
            return fault(
                "targets.\(priority)", "times above zero, the resolution not before the response", "others")
        }
    }
}
