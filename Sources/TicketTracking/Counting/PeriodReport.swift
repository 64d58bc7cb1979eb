import Facility
public import Ledger

/// What a week or a month came to, as of a position: counted again as of the same position it is the same.
public struct PeriodReport: Hashable, Sendable {
    /// A rate beside those of the period before (环比) and of a year before (同比).
    public struct Trend: Hashable, Sendable {
        public var now: ServiceRate
        public var before: ServiceRate
        public var yearBefore: ServiceRate
    }

    /// What is counted in a period.
    public enum Figure: String, Hashable, Sendable, CaseIterable {
        case reports, opened, resolved, closed, hazards, urges
    }

    /// How many there were of each.
    public struct Counts: Hashable, Sendable {
        public internal(set) var reports = 0
        public internal(set) var opened = 0
        public internal(set) var resolved = 0
        public internal(set) var closed = 0
        public internal(set) var hazards = 0
        public internal(set) var urges = 0

        public var isEmpty: Bool { self == Counts() }

        public subscript(_ figure: Figure) -> Int {
            switch figure {
            case .reports: reports
            case .opened: opened
            case .resolved: resolved
            case .closed: closed
            case .hazards: hazards
            case .urges: urges
            }
        }
    }

    /// How many tickets share something; nil: those that have nothing of the kind.
    public struct Share: Hashable, Sendable {
        public var name: String?
        public var count: Int
    }

    /// Tickets opened in the period by building and family of faults.
    public struct Heat: Hashable, Sendable {
        public struct Row: Hashable, Sendable {
            /// A building's reference; nil: outdoors, or not located.
            public var building: String?
            /// One of each family.
            public var counts: [Int]
            public var sum: Int { counts.reduce(0, +) }
        }
        /// What stands before the first full stop of a category; `nil` last where some have none.
        public var families: [String?]
        /// Most first.
        public var rows: [Row]
    }

    public var period: ReportPeriod
    public var from: Instant
    /// Not counted any more.
    public var until: Instant
    /// The newest event that was counted.
    public var position: Position
    /// When that event was recorded.
    public var countedAt: Instant
    /// One of each name, in the order of the names.
    public var trends: [Trend]
    public var counts: Counts
    public var countsBefore: Counts
    public var countsYearBefore: Counts
    /// Tickets that are open as of the position, and those of them that are late.
    public var open: Int
    public var late: Int
    public var teams: [RateSheet.Group]
    public var buildings: [RateSheet.Group]
    public var categories: [RateSheet.Group]
    /// The twelve months up to the one in which the period ends, the oldest first, from the first of which there is
    /// something to count; by name as `2026-11`.
    public var months: [RateSheet.Group]
    /// Of the tickets first resolved in the period, most first.
    public var causes: [Share]
    public var heat: Heat
}
