public import Ledger

/// How soon a priority is to be answered, attended to and mended.
public struct ServiceTarget: Hashable, Sendable {
    public var response: Duration
    /// Until somebody is there, or works on it from afar; nil: nobody promises that.
    public var arrival: Duration?
    public var resolution: Duration
    /// true: by the clock, nights and holidays too; false: in service time.
    public var isRoundTheClock: Bool

    public init(
        response: Duration, arrival: Duration? = nil, resolution: Duration, isRoundTheClock: Bool = false
    ) {
        self.response = response
        self.arrival = arrival
        self.resolution = resolution
        self.isRoundTheClock = isRoundTheClock
    }

    /// When they end, counted from an instant.
    public func due(from instant: Instant, _ calendar: ServiceCalendar) -> ServiceDues {
        func end(_ time: Duration) -> Instant {
            isRoundTheClock ? instant + time : calendar.adding(time, to: instant)
        }
        return ServiceDues(
            response: end(response), arrival: arrival.map(end), resolution: end(resolution))
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
