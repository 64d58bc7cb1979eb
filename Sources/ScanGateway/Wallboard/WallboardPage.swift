import TicketTracking

/// 大屏: counts in large type for whoever passes, of nobody and of no place below a building.
struct WallboardPage: Sendable {
    /// Where news come from.
    var base: String
    var revision: Int64
    var siteName: String
    var asOf: String
    var exact: String
    var figures: [Figure]
    var buildings: [Building]
    var hasBuildings: Bool

    struct Figure: Hashable, Sendable {
        var name: String
        /// With a plus sign where there are more than were counted.
        var value: String
        /// `bad`, `warn`, `good` or "": the word beside it says the same.
        var tone: String
    }

    struct Building: Hashable, Sendable {
        var name: String
        var count: Int
        /// The longest bar's.
        var most: Int
    }
}

/// What a wallboard counts.
enum WallboardCount: String, CaseIterable, Sendable {
    case newToday, open, soon, late, mendedToday, callsDue, hazards

    func count(_ standing: StandingCount, _ due: DueCalls) -> Int {
        switch self {
        case .newToday: standing.reportedToday
        case .open: standing.open
        case .soon: standing.atRisk
        case .late: standing.late
        case .mendedToday: standing.resolvedToday
        case .callsDue: due.calls.count
        case .hazards: standing.dangers
        }
    }

    /// - Parameter count: as counted.
    func tone(_ count: Int) -> String {
        switch self {
        case .late, .hazards: count > 0 ? "bad" : "good"
        case .soon: count > 0 ? "warn" : "good"
        case .newToday, .open, .mendedToday, .callsDue: ""
        }
    }
}
