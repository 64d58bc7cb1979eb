public import Facility
public import Ledger

/// The people of a team at one moment: what the choice of a lead looks at.
public struct Roster: Hashable, Sendable {
    public var team: TeamKey
    public var rotaVersion: Int
    /// In the rota's order.
    public var candidates: [RosterCandidate]

    public init(team: TeamKey, rotaVersion: Int, candidates: [RosterCandidate]) {
        self.team = team
        self.rotaVersion = rotaVersion
        self.candidates = candidates
    }

    func candidate(_ person: PersonID) -> RosterCandidate? { candidates.first { $0.person == person } }
}

/// One of the team, as far as the choice asks.
public struct RosterCandidate: Hashable, Sendable {
    public var person: PersonID
    public var trades: Set<TradeKey>
    public var skills: Set<SkillKey>
    public var isOnDuty: Bool
    public var isDisabled: Bool
    /// Whether a grant lets the person accept the team's tickets.
    public var isEntitled: Bool
    /// Tickets that the person leads and that wait for nobody else.
    public var load: Int
    /// Whether one of the open tickets that the person leads is in the same building.
    public var isNear: Bool
    /// When the person was last given a ticket; nil: never.
    public var lastGiven: Instant?

    public init(
        person: PersonID, trades: Set<TradeKey> = [], skills: Set<SkillKey> = [], isOnDuty: Bool = true,
        isDisabled: Bool = false, isEntitled: Bool = true, load: Int = 0, isNear: Bool = false,
        lastGiven: Instant? = nil
    ) {
        self.person = person
        self.trades = trades
        self.skills = skills
        self.isOnDuty = isOnDuty
        self.isDisabled = isDisabled
        self.isEntitled = isEntitled
        self.load = load
        self.isNear = isNear
        self.lastGiven = lastGiven
    }
}

/// Why somebody wasn't asked, the first reason that holds.
public enum PassReason: String, Hashable, Sendable, Codable, CaseIterable {
    case disabled
    /// No grant to accept the team's tickets.
    case notEntitled
    case offDuty
    case lacksTrade
    case lacksSkill
    /// Was asked in this round already.
    case askedBefore
    /// Has more open work than somebody else.
    case busier
    /// As busy, but without work in the building, where somebody else has some.
    case farther
    /// As busy and as near, but was given a ticket later than somebody else, or stands after them in the rota.
    case givenLater

    /// Where it stands among all of them.
    var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// People who were passed over for one reason.
public struct PassedOver: Hashable, Sendable, Codable {
    public var why: PassReason
    public var people: [PersonID]

    public init(why: PassReason, people: [PersonID]) {
        self.why = why
        self.people = people
    }
}
