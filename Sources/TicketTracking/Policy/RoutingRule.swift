public import Facility

/// One line of the routing table: what a report must be like, and where it goes then.
public struct RoutingRule: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
        case team(TeamKey)
        /// The organisation's first team in the site's list.
        case organisation(OrganisationKey)
    }

    /// Unique in its table; stands in the event.
    public var name: String
    public var condition: RoutingCondition
    public var target: Target
    /// nil: hazard for a hazard, else normal.
    public var priority: Priority?
    /// true: the team is a desk where a person assigns (人工派单); the ticket stays `reported`.
    public var isByHand: Bool

    public init(
        name: String, condition: RoutingCondition = RoutingCondition(), target: Target,
        priority: Priority? = nil,
        isByHand: Bool = false
    ) {
        self.name = name
        self.condition = condition
        self.target = target
        self.priority = priority
        self.isByHand = isByHand
    }
}

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

    public init(
        places: Set<String> = [], placeKinds: Set<PlaceKind> = [], categories: Set<FaultCategoryKey> = [],
        words: TextHints = TextHints([]), hours: ServiceHours? = nil, hazard: Bool? = nil,
        responsible: Set<OrganisationKey> = [], unlocated: Bool? = nil
    ) {
        self.places = places
        self.placeKinds = placeKinds
        self.categories = categories
        self.words = words
        self.hours = hours
        self.hazard = hazard
        self.responsible = responsible
        self.unlocated = unlocated
    }

    /// Whether it holds for whatever is reported.
    public var isAlways: Bool { self == RoutingCondition() }

    /// The parts that hold, in the order of `RoutingReason`; nil where one doesn't.
    func reasons(for subject: RoutingSubject) -> [RoutingReason]? {
        var reasons: [RoutingReason] = []
        let parts: [(RoutingReason, isGiven: Bool, holds: () -> Bool)] = [
            (.place, !places.isEmpty, { subject.path.contains { places.contains($0.reference) } }),
            (.placeKind, !placeKinds.isEmpty, { subject.kind.map(placeKinds.contains) ?? false }),
            (.category, !categories.isEmpty, { subject.category.map(covers) ?? false }),
            (.words, !words.isEmpty, { words.matches(subject.words) }),
            (.hour, hours != nil, { hours?.contains(subject.minute) ?? false }),
            (.hazard, hazard != nil, { hazard == subject.isHazard }),
            (.responsible, !responsible.isEmpty, { subject.responsible.map(responsible.contains) ?? false }),
            (.unlocated, unlocated != nil, { unlocated == !subject.isLocated }),
        ]
        for part in parts where part.isGiven {
            guard part.holds() else { return nil }
            reasons.append(part.0)
        }
        return reasons
    }

    private func covers(_ category: FaultCategoryKey) -> Bool {
        categories.contains(category)
            || categories.contains { category.rawValue.hasPrefix($0.rawValue + ".") }
    }
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
