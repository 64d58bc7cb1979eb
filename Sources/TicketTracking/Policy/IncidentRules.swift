public import Facility

/// When reports that come close together are proposed as one incident (群障).
public struct IncidentRules: Hashable, Sendable {
    /// What the reports have in common; looked for in this order.
    public enum Grouping: String, Hashable, Sendable, Codable, CaseIterable {
        /// Rooms whose network points hang on one switch.
        case sameSwitch
        /// Network points of one plate, room or closet.
        case siblings
        /// Rooms of one floor.
        case floor
        /// Rooms of one building.
        case building
    }

    public struct Rule: Hashable, Sendable {
        /// From the first report to the one that makes it an incident.
        public var window: Duration
        /// Different places that must have reported, 2 and up.
        public var least: Int

        public init(window: Duration, least: Int) {
            self.window = window
            self.least = max(least, 2)
        }
    }

    /// A grouping that isn't there is never proposed.
    public var rules: [Grouping: Rule]
    /// The longest that members wait for a yes or no.
    public var freeze: Duration
    /// Who is rung; nil: the team of the last routing rule.
    public var dutyDesk: TeamKey?

    public init(
        rules: [Grouping: Rule] = [:], freeze: Duration = .seconds(600), dutyDesk: TeamKey? = nil
    ) {
        self.rules = rules
        self.freeze = freeze
        self.dutyDesk = dutyDesk
    }

    /// Nothing older counts.
    var window: Duration { rules.values.map(\.window).max() ?? .zero }

    /// Tickets that are looked at when a report is filed.
    static let looksMax = 500
    /// Members of one proposal when it is made; later ones join it one by one.
    static let membersMax = 100
}
