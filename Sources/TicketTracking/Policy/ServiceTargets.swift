public import Ledger

/// How soon a priority is to be answered and mended.
public struct ServiceTarget: Hashable, Sendable {
    public var response: Duration
    public var resolution: Duration
    /// true: by the clock, nights and holidays too; false: in service time.
    public var isRoundTheClock: Bool

    public init(response: Duration, resolution: Duration, isRoundTheClock: Bool = false) {
        self.response = response
        self.resolution = resolution
        self.isRoundTheClock = isRoundTheClock
    }

    /// When both end, counted from an instant.
    public func due(from instant: Instant, _ calendar: ServiceCalendar) -> (
        response: Instant, resolution: Instant
    ) {
        if isRoundTheClock { return (instant + response, instant + resolution) }
        return (calendar.adding(response, to: instant), calendar.adding(resolution, to: instant))
    }
}

/// The targets of every priority.
public struct ServiceTargets: Hashable, Sendable {
    private let byPriority: [ServiceTarget]

    /// A hazard counts round the clock whatever its target says.
    public init(hazard: ServiceTarget, high: ServiceTarget, normal: ServiceTarget, low: ServiceTarget) {
        var hazard = hazard
        hazard.isRoundTheClock = true
        byPriority = [hazard, high, normal, low]
    }

    public subscript(priority: Priority) -> ServiceTarget { byPriority[priority.rawValue - 1] }
}
