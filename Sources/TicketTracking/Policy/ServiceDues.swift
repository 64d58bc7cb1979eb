public import Ledger

/// When the clocks of a ticket run out.
public struct ServiceDues: Hashable, Sendable {
    public var response: Instant
    /// nil: nobody promised to be there by a time.
    public var arrival: Instant?
    public var resolution: Instant

    public init(response: Instant, arrival: Instant? = nil, resolution: Instant) {
        self.response = response
        self.arrival = arrival
        self.resolution = resolution
    }

    /// The earlier of each.
    func earlier(_ other: ServiceDues) -> ServiceDues {
        ServiceDues(
            response: min(response, other.response),
            arrival: [arrival, other.arrival].compactMap(\.self).min(),
            resolution: min(resolution, other.resolution))
    }
}

/// Dues as an event moves them.
public struct MovedDues: Hashable, Sendable, Codable {
    /// nil: as before, or answered already.
    public var response: Instant?
    /// nil: as before, or somebody was there, or nobody promised to be.
    public var arrival: Instant?
    /// nil: as before.
    public var resolution: Instant?

    public init(response: Instant? = nil, arrival: Instant? = nil, resolution: Instant? = nil) {
        self.response = response
        self.arrival = arrival
        self.resolution = resolution
    }
}
