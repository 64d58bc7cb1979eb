public import Facility

public typealias TradeKey = Key<Trade>
public typealias SkillKey = Key<Skill>

/// A trade (工种), e.g. electrician: what somebody is by occupation.
public struct Trade: Hashable, Sendable {
    public var key: TradeKey
    public var name: LocalizedName

    public init(key: TradeKey, name: LocalizedName) {
        self.key = key
        self.name = name
    }
}

/// A skill (技能), e.g. splicing fibre: what somebody can beside the trade.
public struct Skill: Hashable, Sendable {
    public var key: SkillKey
    public var name: LocalizedName

    public init(key: SkillKey, name: LocalizedName) {
        self.key = key
        self.name = name
    }
}

/// What a category asks of whoever mends it.
public struct WorkNeeds: Hashable, Sendable {
    /// One of them is needed; empty: any trade, or none.
    public var trades: Set<TradeKey>
    /// All of them are needed.
    public var skills: Set<SkillKey>

    public init(trades: Set<TradeKey> = [], skills: Set<SkillKey> = []) {
        self.trades = trades
        self.skills = skills
    }
}
