/// Why a ticket has its priority.
public struct PriorityDecision: Hashable, Sendable, Codable {
    /// What decided.
    public enum Ground: String, Hashable, Sendable, Codable, CaseIterable {
        case hazard
        /// A dispatcher had set it, and it stays.
        case byHand
        /// The routing rule names it.
        case rule
        case matrix
        /// It had been raised before, and is never lowered by itself.
        case raised
        /// A lesson runs there or is within the hour.
        case lesson
        /// Nothing says otherwise: normal.
        case usual
    }

    /// What a level was told by: as `RoutingReason`, and what only priorities ask.
    public enum Reason: String, Hashable, Sendable, Codable, CaseIterable {
        case place, placeKind, category, words, hour, hazard, responsible, unlocated, group, priority
        case reports, lesson
    }

    public struct Assessment: Hashable, Sendable, Codable {
        public var level: PriorityRules.Level
        /// Its number in the list, from 1; nil: none held.
        public var rule: Int?
        public var reasons: [Reason]
    }

    public var ground: Ground
    /// nil: the site has no matrix.
    public var impact: Assessment?
    public var urgency: Assessment?
    /// What stands in the matrix; a rule or a person may have decided otherwise.
    public var cell: Priority?
    /// What it comes to when a lesson nears; nil: the same, or there are no lessons.
    public var lessonPriority: Priority?

    public init(
        ground: Ground, impact: Assessment? = nil, urgency: Assessment? = nil, cell: Priority? = nil,
        lessonPriority: Priority? = nil
    ) {
        self.ground = ground
        self.impact = impact
        self.urgency = urgency
        self.cell = cell
        self.lessonPriority = lessonPriority
    }
}

/// What raised a priority by itself.
public enum PriorityCause: String, Hashable, Sendable, Codable, CaseIterable {
    /// Somebody told of danger.
    case hazard
    /// More reports came to it.
    case joined
    case merged
    case classified
    case relocated
    /// A lesson nears.
    case lesson
}
