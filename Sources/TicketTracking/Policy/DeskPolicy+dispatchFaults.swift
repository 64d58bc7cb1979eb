import Facility

extension DeskPolicy {
    static func dispatchFaults(in policy: DeskPolicy) -> [PolicyFault] {
        var faults: [PolicyFault] = []
        if let desk = policy.dispatch.dutyDesk, policy.team(desk) == nil {
            faults.append(.unknownDutyDesk(desk))
        }
        let (trades, skills) = (Set(policy.trades.map(\.key)), Set(policy.skills.map(\.key)))
        for rule in policy.categories {
            let category = rule.category.key
            faults += rule.needs.trades.subtracting(trades).sorted().map {
                .unknownTrade($0, category: category)
            }
            faults += rule.needs.skills.subtracting(skills).sorted().map {
                .unknownSkill($0, category: category)
            }
        }
        return faults
            + Priority.allCases.filter { policy.dispatch.acceptance(of: $0) <= .zero }.map { .acceptance($0) }
    }
}
