public import Facility

/// What a policy names but doesn't have. Each case bears the place in the policy at which it is named.
public enum PolicyFault: Hashable, Sendable {
    case unknownTeam(TeamKey, rule: String)
    case unknownOrganisation(OrganisationKey, namedBy: String)
    /// A rule sends to an organisation that has no team.
    case organisationWithoutTeam(OrganisationKey, rule: String)
    case unknownCategory(FaultCategoryKey, rule: String)
    case unknownSignOff(FaultCategoryKey)
    /// Two teams, organisations, categories or codes of one list bear it.
    case twice(list: String, key: String)
    /// There must be three rounds, each with a window that ends after it begins and at least one attempt.
    case followUpRound(Int)
    /// Within one day, each stretch beginning after the one before, the first with the hours.
    case callHours
    case sample(above: Int, size: Int)
    /// Must be longer than nothing, and the resolution not sooner than the response or the arrival.
    case target(Priority)
    /// The duty desk is no team of the list.
    case unknownDutyDesk(TeamKey)
    /// Of the follow-up.
    case unknownCallers(TeamKey)
    case unknownTrade(TradeKey, category: FaultCategoryKey)
    case unknownSkill(SkillKey, category: FaultCategoryKey)
    case unknownGroup(ReporterGroupKey, rule: String)
    /// The time to accept must be longer than nothing.
    case acceptance(Priority)
    /// Numbered from 1.
    case choice(ChoiceFault, number: Int)
}

/// Everything that is wrong with a policy.
public struct PolicyFaults: Error, Hashable, Sendable {
    /// At least one.
    public var faults: [PolicyFault]
}

extension DeskPolicy {
    static func faults(in policy: DeskPolicy) -> [PolicyFault] {
        doublets(policy) + strangers(policy) + policy.routing.rules.flatMap { faults(of: $0, in: policy) }
            + choiceFaults(in: policy) + dispatchFaults(in: policy) + bounds(policy) + workFaults(policy)
            + incidentFaults(policy) + callerFaults(policy) + priorityFaults(policy)
    }

    private static func doublets(_ policy: DeskPolicy) -> [PolicyFault] {
        let lists: [(String, [String])] = [
            ("organisations", policy.organisations.map(\.key.rawValue)),
            ("teams", policy.teams.map(\.key.rawValue)),
            ("categories", policy.categories.map(\.category.key.rawValue)),
            ("causes", policy.codes.causes.map(\.key.rawValue)),
            ("actions", policy.codes.actions.map(\.key.rawValue)),
            ("responsibilities", policy.codes.responsibilities.map(\.key.rawValue)),
            ("trades", policy.trades.map(\.key.rawValue)),
            ("skills", policy.skills.map(\.key.rawValue)),
            ("reporter-groups", policy.reporterGroups.map(\.key.rawValue)),
        ]
        return lists.flatMap { name, keys in
            var seen: Set<String> = []
            return keys.filter { !seen.insert($0).inserted }.map { PolicyFault.twice(list: name, key: $0) }
        }
    }

    private static func strangers(_ policy: DeskPolicy) -> [PolicyFault] {
        policy.teams.filter { policy.organisation($0.organisation) == nil }.map {
            .unknownOrganisation($0.organisation, namedBy: "teams.\($0.key)")
        }
    }

    private static func faults(of rule: RoutingRule, in policy: DeskPolicy) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        switch rule.target {
        case .team(let key):
            if policy.team(key) == nil { faults.append(.unknownTeam(key, rule: rule.name)) }
        case .organisation(let key):
            if policy.organisation(key) == nil {
                faults.append(.unknownOrganisation(key, namedBy: "routing.\(rule.name)"))
            } else if policy.team(of: rule.target) == nil {
                faults.append(.organisationWithoutTeam(key, rule: rule.name))
            }
        }
        for condition in [rule.condition, rule.exception].compactMap({ $0 }) {
            faults += policy.faults(of: condition, rule.name)
        }
        return faults
    }

    private static func workFaults(_ policy: DeskPolicy) -> [PolicyFault] {
        policy.work.signOffCategories.sorted().filter { !policy.hasCategory($0) }
            .map { .unknownSignOff($0) }
    }

    private func faults(of condition: RoutingCondition, _ rule: String) -> [PolicyFault] {
        let owner = rule.hasPrefix("priorities.") ? rule : "routing.\(rule)"
        let strangers: [PolicyFault] = condition.responsible.sorted().filter { organisation($0) == nil }
            .map { .unknownOrganisation($0, namedBy: owner) }
        let categories: [PolicyFault] = condition.categories.sorted().filter { !hasCategory($0) }
            .map { .unknownCategory($0, rule: rule) }
        let known = Set(reporterGroups.map(\.key.rawValue)).union([ReporterGroup.unknown])
        let groups: [PolicyFault] = condition.groups.sorted().filter { !known.contains($0.rawValue) }
            .map { .unknownGroup($0, rule: rule) }
        return strangers + categories + groups
    }

    private static func callerFaults(_ policy: DeskPolicy) -> [PolicyFault] {
        guard let team = policy.followUp.callers, policy.team(team) == nil else { return [] }
        return [.unknownCallers(team)]
    }

    private static func incidentFaults(_ policy: DeskPolicy) -> [PolicyFault] {
        guard let team = policy.incidents.dutyDesk, policy.team(team) == nil else { return [] }
        return [.unknownTeam(team, rule: "incidents")]
    }

    private static func priorityFaults(_ policy: DeskPolicy) -> [PolicyFault] {
        guard let priorities = policy.priorities else { return [] }
        return [("impact", priorities.impact), ("urgency", priorities.urgency)].flatMap { side, rules in
            rules.enumerated().flatMap { index, rule in
                policy.faults(of: rule.condition, "priorities.\(side)[\(index + 1)]")
            }
        }
    }

    /// A category of the list, or what several of them begin with.
    private func hasCategory(_ key: FaultCategoryKey) -> Bool {
        categories.contains {
            $0.category.key == key || $0.category.key.rawValue.hasPrefix(key.rawValue + ".")
        }
    }

    private static func bounds(_ policy: DeskPolicy) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        let rounds = policy.followUp.rounds
        if rounds.count != FollowUpRules.roundCount { faults.append(.followUpRound(rounds.count)) }
        for (index, round) in rounds.enumerated()
        where !round.isSound {
            faults.append(.followUpRound(index + 1))
        }
        if !policy.followUp.hours.isSound { faults.append(.callHours) }
        let (above, size) = (policy.followUp.sampleAbove, policy.followUp.sampleSize)
        if size < 1 || above < size { faults.append(.sample(above: above, size: size)) }
        for priority in Priority.allCases {
            let target = policy.targets[priority]
            let arrival = target.arrival ?? target.resolution
            if target.response <= .zero || target.resolution < target.response || arrival <= .zero
                || arrival > target.resolution
            {
                faults.append(.target(priority))
            }
        }
        return faults
    }
}
