import TicketTracking

extension SiteRotaReader {
    /// `{away: NAME, days: DAYS}`, `{extra: NAME, day: DAY, hours: HOURS}` or
    /// `{swap: NAME, day: DAY, with: NAME, with-day: DAY}`.
    func exceptions(_ node: SiteRulesNode, _ names: Set<SignInName>) -> [RotaException] {
        let fields = node.fields(["away", "extra", "swap", "days", "day", "hours", "with", "with-day"])
        func needed(_ kind: String, _ keys: [String]) -> Bool {
            for key in keys where fields[key] == nil { node.missing(key, expected: "it, beside \(kind)") }
            for key in fields.keys.sorted() where key != kind && !keys.contains(key) {
                fields[key]?.fault(
                    expected: "only \(keys.joined(separator: ", ")) beside \(kind)", found: key)
            }
            return keys.allSatisfy { fields[$0] != nil }
        }
        func named(_ key: String) -> SignInName? { fields[key].flatMap { person($0, names) } }
        if fields["away"] != nil {
            guard needed("away", ["days"]), let name = named("away"), let days = fields["days"]?.days,
                let first = days.first, let last = days.last
            else { return [] }
            return [.away(name, from: first, through: last)]
        }
        if fields["extra"] != nil {
            guard needed("extra", ["day", "hours"]), let name = named("extra"),
                let day = fields["day"].flatMap(self.day)
            else { return [] }
            return fields["hours"]?.items.compactMap(hours).map { .extra(name, day, $0) } ?? []
        }
        if fields["swap"] != nil {
            guard needed("swap", ["day", "with", "with-day"]), let name = named("swap"),
                let other = named("with"), let day = fields["day"].flatMap(self.day),
                let otherDay = fields["with-day"].flatMap(self.day)
            else { return [] }
            return [.swap(name, day, with: other, otherDay)]
        }
        node.fault(expected: "away, extra or swap")
        return []
    }

    func day(_ node: SiteRulesNode) -> CivilDay? {
        let day = node.scalar.flatMap { CivilDay($0) }
        if day == nil { node.fault(expected: "a day such as 2026-10-01") }
        return day
    }

    func hours(_ node: SiteRulesNode) -> ShiftHours? {
        node.hours.flatMap { ShiftHours(start: $0.start, end: $0.end) }
    }
}
