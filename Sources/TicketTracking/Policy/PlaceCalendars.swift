public import Facility

/// Calendars by place: what holds at a campus or in any other subtree, for all teams or for one.
///
/// For a team's work at a place the first of these decides: the team's own calendar there, the team's own calendar, the
/// place's, the site's. Of two places on the way down to where the work is, the lower one counts.
public struct PlaceCalendars: Hashable, Sendable {
    /// By references of places.
    public var everyTeam: [String: ServiceCalendar]
    /// Of teams that keep other hours there than elsewhere, by references of places.
    public var byTeam: [TeamKey: [String: ServiceCalendar]]

    public init(
        everyTeam: [String: ServiceCalendar] = [:], byTeam: [TeamKey: [String: ServiceCalendar]] = [:]
    ) {
        self.everyTeam = everyTeam
        self.byTeam = byTeam
    }

    /// - Parameter path: from the campus down; empty where the place isn't known.
    func own(of team: TeamKey, along path: [PlaceStep]) -> ServiceCalendar? {
        byTeam.isEmpty ? nil : byTeam[team].flatMap { Self.lowest(of: $0, along: path.lazy.map(\.reference)) }
    }

    func common(along path: [PlaceStep]) -> ServiceCalendar? {
        Self.lowest(of: everyTeam, along: path.lazy.map(\.reference))
    }

    /// - Parameter references: from the campus down.
    func common(along references: [String]) -> ServiceCalendar? {
        Self.lowest(of: everyTeam, along: references)
    }

    private static func lowest(
        of calendars: [String: ServiceCalendar], along references: some BidirectionalCollection<String>
    ) -> ServiceCalendar? {
        if calendars.isEmpty { return nil }
        return references.lazy.reversed().compactMap { calendars[$0] }.first
    }
}
