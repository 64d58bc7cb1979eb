public import Ledger

/// By what rates are told apart.
public enum RateGrouping: String, Hashable, Sendable, Codable, CaseIterable {
    /// The team that has the ticket as of the position.
    case team
    /// The building of the ticket's place.
    case building
    case category
    /// Months of the calendar, in the site's zone.
    case month
}

/// The rates of a span of time, as of a position: counted again as of the same position they are the same.
public struct RateSheet: Hashable, Sendable {
    public struct Group: Hashable, Sendable {
        /// A key, a reference or `2026-11`; nil: tickets without any.
        public var name: String?
        /// One of each name, in the order of the names.
        public var rates: [ServiceRate]
    }

    public var from: Instant
    /// Not counted any more.
    public var until: Instant
    /// The newest event that was counted.
    public var position: Position
    /// When that event was recorded: what wasn't due by then is neither kept nor broken.
    public var countedAt: Instant
    public var total: [ServiceRate]
    public var grouping: RateGrouping?
    /// By name, those without one last.
    public var groups: [Group]
}

extension CivilMonth {
    /// The month in which a day lies.
    public init?(of day: CivilDay) { self.init(String(day.description.prefix(7))) }
}
