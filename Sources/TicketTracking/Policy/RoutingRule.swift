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
    /// As people read it, in one language or both; no other rule of its table bears either text.
    public var title: LocalizedName {
        get { givenTitle ?? LocalizedName(zh: name, en: name) }
        set { givenTitle = newValue }
    }
    public var condition: RoutingCondition
    /// Where this holds too, the rule doesn't; nil: no exception.
    public var exception: RoutingCondition?
    public var target: Target
    /// nil: hazard for a hazard, else normal.
    public var priority: Priority?
    /// true: the team is a desk where a person assigns (人工派单); the ticket stays `reported`.
    public var isByHand: Bool
    private var givenTitle: LocalizedName?

    /// - Parameter title: nil: the name, in both languages.
    public init(
        name: String, title: LocalizedName? = nil, condition: RoutingCondition = RoutingCondition(),
        unless exception: RoutingCondition? = nil,
        target: Target, priority: Priority? = nil, isByHand: Bool = false
    ) {
        self.name = name
        givenTitle = title
        self.condition = condition
        self.exception = exception
        self.target = target
        self.priority = priority
        self.isByHand = isByHand
    }

    /// All by which it is known.
    public var names: Set<String> { Set([name, title.zh, title.en].compactMap(\.self)) }

    /// Whether it holds for whatever is reported.
    public var isAlways: Bool { condition.isAlways && exception == nil }
}
