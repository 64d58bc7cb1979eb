public import Facility

/// All working hours of a site as they are at one time, and which priorities count round the clock: by what a ticket's
/// clocks run.
public struct CalendarSet: Hashable, Sendable {
    /// Of every team that has none of its own, where no place on the way down has one.
    public var standard: ServiceCalendar
    public var teams: [TeamKey: ServiceCalendar]
    public var places: PlaceCalendars
    public var roundTheClock: Set<Priority>

    public init(
        standard: ServiceCalendar, teams: [TeamKey: ServiceCalendar] = [:],
        places: PlaceCalendars = PlaceCalendars(), roundTheClock: Set<Priority> = [.hazard]
    ) {
        self.standard = standard
        self.teams = teams
        self.places = places
        self.roundTheClock = roundTheClock
    }

    /// The calendar by which a team works at a place; `PlaceCalendars` says which of several.
    ///
    /// - Parameter path: from the campus down; empty where the place isn't known.
    public func calendar(of team: TeamKey, along path: [PlaceStep]) -> ServiceCalendar {
        places.own(of: team, along: path) ?? teams[team] ?? places.common(along: path) ?? standard
    }

    /// By what a ticket counts, from its opening on.
    ///
    /// - Parameter stints: who had it since when, in order; at least one.
    func course(_ stints: [Stint], _ priority: Priority) -> ServiceCourse {
        if roundTheClock.contains(priority) { return .roundTheClock }
        return ServiceCourse(
            stints.map { .init(from: $0.since, calendar: calendar(of: $0.team, along: $0.path)) })
    }
}

/// Every set of calendars that a site has had, by version: tickets keep the one under which they were promised.
public struct CalendarHistory: Hashable, Sendable {
    /// Of the set in force.
    public let version: Int
    private let sets: [Int: CalendarSet]

    /// A site's first set.
    public init(_ set: CalendarSet) {
        version = 1
        sets = [1: set]
    }

    /// - Parameter sets: in the order in which they were in force, numbered from 1.
    /// - Returns: nil for none.
    public init?(_ sets: [CalendarSet]) {
        guard !sets.isEmpty else { return nil }
        version = sets.count
        self.sets = Dictionary(uniqueKeysWithValues: sets.enumerated().map { ($0.offset + 1, $0.element) })
    }

    /// - Returns: nil unless there was such a version.
    public subscript(_ version: Int) -> CalendarSet? { sets[version] }
}
