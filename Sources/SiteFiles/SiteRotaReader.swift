import Facility
import TicketTracking

/// Reads the teams of a rota file; what is wrong is noted and the rest is read on.
struct SiteRotaReader {
    let policy: DeskPolicy

    func teams(_ root: SiteRulesNode) -> [TeamKey: TeamRota] {
        var teams: [TeamKey: TeamRota] = [:]
        for (name, member) in root.members {
            guard let key: TeamKey = member.key(name) else { continue }
            if policy.team(key) == nil { member.fault(expected: "a team of the rules", found: "\"\(name)\"") }
            teams[key] = team(member)
        }
        return teams
    }

    private func team(_ node: SiteRulesNode) -> TeamRota? {
        let fields = node.fields(["people", "shifts", "exceptions"])
        for name in ["people", "shifts"] where fields[name] == nil {
            node.missing(name, expected: name == "people" ? "who is in the team" : "when they work")
        }
        let members = fields["people"].map(self.members) ?? []
        if members.count > TeamRota.membersMax {
            fields["people"]?.fault(
                expected: "at most \(TeamRota.membersMax) people", found: "\(members.count)")
        }
        let names = Set(members.map(\.name))
        let patterns = fields["shifts"]?.items.flatMap { self.patterns($0, names) } ?? []
        let exceptions =
            fields["exceptions"]?.items.flatMap { item in
                self.exceptions(item, names).map { (item: item, exception: $0) }
            } ?? []
        // Whatever is wrong was said at its line.
        let rota = TeamRota(members: members, patterns: patterns, exceptions: exceptions.map(\.exception))
        for swap in rota?.emptySwaps ?? [] {
            exceptions[swap.exception].item.fault(
                expected: "a shift of \(swap.person) that begins on \(swap.day)", found: "none")
        }
        return rota
    }

    private func members(_ node: SiteRulesNode) -> [RotaMember] {
        node.members.compactMap { text, member in
            let fields = member.fields(["trades", "skills"])
            let trades: [TradeKey] = listed(fields["trades"], "trades", policy.trades.map(\.key))
            let skills: [SkillKey] = listed(fields["skills"], "skills", policy.skills.map(\.key))
            guard let name = SignInName(text) else {
                member.fault(expected: "a sign-in name", found: "\"\(text.prefix(60))\"")
                return nil
            }
            return RotaMember(name: name, trades: Set(trades), skills: Set(skills))
        }
    }

    private func listed<Entity>(
        _ node: SiteRulesNode?, _ list: String, _ known: [Key<Entity>]
    ) -> [Key<Entity>] {
        node?.items.compactMap { item in
            guard let key: Key<Entity> = item.key() else { return nil }
            if !known.contains(key) { item.fault(expected: "one of the \(list) of the rules") }
            return key
        } ?? []
    }

    /// Somebody of the team.
    func person(_ node: SiteRulesNode, _ names: Set<SignInName>) -> SignInName? {
        guard let text = node.text else { return nil }
        guard let name = SignInName(text), names.contains(name) else {
            node.fault(expected: "one of the team's people")
            return nil
        }
        return name
    }

    /// A shift, one pattern for each of its stretches of hours.
    private func patterns(_ node: SiteRulesNode, _ names: Set<SignInName>) -> [ShiftPattern] {
        let fields = node.fields(["name", "days", "hours", "people", "turns", "since", "until"])
        for name in ["name", "days", "hours"] where fields[name] == nil {
            node.missing(name, expected: name == "hours" ? "hours such as 08:00-17:30" : "it")
        }
        let turns = turns(node, fields, names)
        let since = fields["since"].flatMap(day)
        if turns.count > 1, fields["since"] == nil {
            node.missing("since", expected: "a day of the first turn's week, such as 2026-09-14")
        }
        let until = fields["until"].flatMap(day)
        let title = fields["name"]?.title
        let weekdays = fields["days"].map(self.weekdays) ?? []
        let hours = fields["hours"]?.items.compactMap(self.hours) ?? []
        if let until, let since, until < since {
            fields["until"]?.fault(expected: "a day not before \(since)")
        }
        guard let title, !turns.isEmpty else { return [] }
        return hours.compactMap { hours in
            ShiftPattern(
                name: title, weekdays: weekdays, hours: hours, turns: turns,
                since: since ?? CivilDay(number: 0), until: until)
        }
    }

    private func turns(
        _ node: SiteRulesNode, _ fields: [String: SiteRulesNode], _ names: Set<SignInName>
    ) -> [[SignInName]] {
        switch (fields["people"], fields["turns"]) {
        case (let people?, nil): return [people.items.compactMap { person($0, names) }]
        case (nil, let turns?):
            let weeks = turns.items.map { week in week.items.compactMap { person($0, names) } }
            if !(1...ShiftPattern.turnsMax).contains(weeks.count) {
                turns.fault(expected: "1 to \(ShiftPattern.turnsMax) turns", found: "\(weeks.count)")
            }
            return weeks
        default:
            node.fault(
                expected: "either people or turns", found: fields["people"] == nil ? "neither" : "both")
            return []
        }
    }

    private func weekdays(_ node: SiteRulesNode) -> Set<Weekday> {
        switch node.scalar {
        case "daily": return Set(Weekday.allCases)
        case "workdays": return Set(Weekday.allCases.prefix(5))
        default:
            let days = Set(node.items.compactMap { $0.choice(Weekday.self) })
            if node.items.isEmpty {
                node.fault(expected: "daily, workdays or weekdays", found: "none")
            }
            return days
        }
    }
}
