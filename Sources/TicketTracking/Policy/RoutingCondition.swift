public import Facility

/// What a report must be like; every part that is given must hold, and an empty condition always does.
public struct RoutingCondition: Hashable, Sendable {
    /// References of places: the report's place is one of them or lies below one.
    public var places: Set<String>
    /// The kind of the report's place itself.
    public var placeKinds: Set<PlaceKind>
    /// `network` holds for `network.outage` too.
    public var categories: Set<FaultCategoryKey>
    /// One of them occurs in the reporter's words.
    public var words: TextHints
    /// Minutes of the local day, start before the end or over midnight.
    public var hours: ServiceHours?
    public var hazard: Bool?
    /// Organisations that answer for the place.
    public var responsible: Set<OrganisationKey>
    /// true: only reports without an exact place.
    public var unlocated: Bool?
    /// Groups to which the reporter belongs; `unknown` holds where nobody knows.
    public var groups: Set<ReporterGroupKey>
    /// As it stands before the rule gives its own.
    public var priorities: Set<Priority>

    public init(
        places: Set<String> = [], placeKinds: Set<PlaceKind> = [], categories: Set<FaultCategoryKey> = [],
        words: TextHints = TextHints([]), hours: ServiceHours? = nil, hazard: Bool? = nil,
        responsible: Set<OrganisationKey> = [], unlocated: Bool? = nil, groups: Set<ReporterGroupKey> = [],
        priorities: Set<Priority> = []
    ) {
        self.places = places
        self.placeKinds = placeKinds
        self.categories = categories
        self.words = words
        self.hours = hours
        self.hazard = hazard
        self.responsible = responsible
        self.unlocated = unlocated
        self.groups = groups
        self.priorities = priorities
    }

    /// Whether it holds for whatever is reported.
    public var isAlways: Bool { self == RoutingCondition() }
}

/// A stretch of every day, e.g. 22:00 to 07:00.
public struct ServiceHours: Hashable, Sendable {
    /// Minutes of the day, 0 to 1,440.
    public var start: Int
    /// Not included; smaller than `start`: over midnight.
    public var end: Int

    public init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    func contains(_ minute: Int) -> Bool {
        start <= end ? minute >= start && minute < end : minute >= start || minute < end
    }
}
