import Facility
import Ledger
import TicketTracking
import Yams

/// Faults of all kinds are told at once: what couldn't be read is stood in for, and what follows only from that is left
/// out.
extension SiteRulesReader {
    static func anyCalendar(_ zone: ServiceZone) -> ServiceCalendar? {
        try? ServiceCalendar(zone: zone, week: [.monday: [ServiceCalendar.Segment(start: 540, end: 1_020)]])
    }

    static let anyTargets: ServiceTargets = {
        let target = ServiceTarget(response: .seconds(3_600), resolution: .seconds(7_200))
        return ServiceTargets(hazard: target, high: target, normal: target, low: target)
    }()

    static let anyFollowUp = FollowUpRules(
        rounds: (1...FollowUpRules.roundCount).map { _ in
            FollowUpRules.Round(opensAfter: .zero, closesAfter: .seconds(86_400), attemptsMax: 1)
        })

    /// The rules that can stand in one table, with a last one that holds always; nil: there is none.
    static func partOfTable(_ rules: [RoutingRule]) -> RoutingTable? {
        guard let first = rules.first else { return nil }
        var names: Set<String> = []
        var fit: [RoutingRule] = []
        for rule in rules where !rule.isAlways && names.isDisjoint(with: rule.names) {
            fit.append(rule)
            names.formUnion(rule.names)
        }
        let always = rules.last { $0.isAlways && names.isDisjoint(with: $0.names) }
        let last =
            always ?? RoutingRule(name: "·", condition: RoutingCondition(), target: first.target)
        return try? RoutingTable(fit.prefix(RoutingTable.rulesMax - 1) + [last])
    }

    /// Whether a policy only lacks what the file does say, in lines that couldn't be read.
    func isEcho(
        _ fault: PolicyFault, of said: [SiteRulesFault], _ fields: [String: SiteRulesNode]
    ) -> Bool {
        func isFaulty(_ list: String) -> Bool {
            said.contains {
                $0.key == list || $0.key.hasPrefix(list + ".") || $0.key.hasPrefix(list + "[")
            }
        }
        func says(_ list: String, _ isMeant: (String) -> Bool) -> Bool {
            guard let node = fields[list]?.node else { return isFaulty(list) }
            guard let mapping = node.mapping else { return true }
            return mapping.keys.contains { $0.scalar.map { isMeant($0.string) } ?? false }
        }
        func says(category key: FaultCategoryKey) -> Bool {
            says("categories") { $0 == key.rawValue || $0.hasPrefix(key.rawValue + ".") }
        }
        switch fault {
        case .unknownTeam(let key, _), .unknownDutyDesk(let key), .unknownCallers(let key):
            return says("teams") { $0 == key.rawValue }
        case .unknownOrganisation(let key, _): return says("organisations") { $0 == key.rawValue }
        case .organisationWithoutTeam: return isFaulty("teams")
        case .unknownCategory(let key, _), .unknownSignOff(let key), .choice(.unknownCategory(let key), _):
            return says(category: key)
        case .unknownTrade(let key, _): return says("trades") { $0 == key.rawValue }
        case .unknownSkill(let key, _): return says("skills") { $0 == key.rawValue }
        case .unknownGroup(let key, _): return says("reporter-groups") { $0 == key.rawValue }
        case .followUpRound, .callHours, .sample: return isFaulty("follow-up")
        case .target: return isFaulty("targets")
        case .acceptance: return isFaulty("dispatch")
        case .choice: return isFaulty("choices")
        case .twice: return false
        }
    }
}
