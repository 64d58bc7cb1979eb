import Facility
import TicketTracking

extension SiteRulesReader {
    static let incidentKeys = ["incidents"]

    private static let groupings: [(name: String, grouping: IncidentRules.Grouping)] = [
        ("switch", .sameSwitch), ("siblings", .siblings), ("floor", .floor), ("building", .building),
    ]

    /// When reports that come close together are proposed as one incident (群障).
    func incidents(_ fields: [String: SiteRulesNode]) -> IncidentRules {
        guard let node = fields["incidents"] else { return IncidentRules() }
        let names = Self.groupings.map(\.name)
        let parts = node.fields(["freeze", "duty-desk"] + names)
        var incidents = IncidentRules(dutyDesk: parts["duty-desk"]?.key())
        if let freeze = parts["freeze"], let duration = freeze.duration {
            if duration > .seconds(600) || duration <= .zero {
                freeze.fault(expected: "more than nothing and at most 10m")
            }
            incidents.freeze = duration
        }
        for (name, grouping) in Self.groupings {
            guard let rule = parts[name] else { continue }
            let fields = rule.fields(["window", "least"])
            if fields["window"] == nil { rule.missing("window", expected: "a duration such as 10m") }
            if fields["least"] == nil { rule.missing("least", expected: "a number of places, 2 and up") }
            guard let window = fields["window"]?.duration, let least = fields["least"]?.integer(2...500)
            else {
                continue
            }
            incidents.rules[grouping] = IncidentRules.Rule(window: window, least: least)
        }
        return incidents
    }
}
