import Facility
import TicketTracking

extension SiteRulesReader {
    static let dispatchKeys = ["trades", "skills", "reporter-groups", "dispatch"]

    func trades(_ node: SiteRulesNode) -> [Trade] { named(node).map { Trade(key: $0, name: $1) } }

    func skills(_ node: SiteRulesNode) -> [Skill] { named(node).map { Skill(key: $0, name: $1) } }

    func reporterGroups(_ node: SiteRulesNode) -> [ReporterGroup] {
        let groups = named(node).map { ReporterGroup(key: $0, name: $1) }
        if groups.contains(where: { $0.key.rawValue == ReporterGroup.unknown }) {
            node.fault(expected: "other groups: unknown is always there", found: "\"unknown\"")
        }
        return groups
    }

    private func named<Entity>(_ node: SiteRulesNode) -> [(Key<Entity>, LocalizedName)] {
        node.members.compactMap { name, member in
            guard let key: Key<Entity> = member.key(name) else { return nil }
            return (key, member.name(member.fields(["zh", "en"])))
        }
    }

    /// `{duty-desk: TEAM, acceptance: {hazard: 5m, …}}`
    func dispatch(_ node: SiteRulesNode?, pools: Set<TeamKey>) -> DispatchRules {
        guard let node else { return DispatchRules(pools: pools) }
        let fields = node.fields(["duty-desk", "acceptance"])
        let names: [(String, Priority)] = [
            ("hazard", .hazard), ("high", .high), ("normal", .normal), ("low", .low),
        ]
        let times = fields["acceptance"]?.fields(names.map(\.0)) ?? [:]
        var acceptance: [Priority: Duration] = [:]
        for (name, priority) in names { acceptance[priority] = times[name]?.duration }
        return DispatchRules(
            dutyDesk: fields["duty-desk"]?.key(), acceptance: acceptance, pools: pools)
    }
}
