extension LabelState {
    /// States into which `Register.setLabelState` leads from this one.
    ///
    /// `printed`, `replaced` and `revoked` have verbs of their own; `confirmed` may be confirmed again, each
    /// being a scan in place; a spoiled print never reached a wall.
    public var successors: Set<LabelState> {
        switch self {
        case .minted: [.spoiled]
        case .printed: [.spoiled, .stuck, .confirmed, .misplaced, .damaged, .covered, .lost]
        case .stuck: [.confirmed, .misplaced, .damaged, .covered, .lost]
        case .confirmed: [.confirmed, .misplaced, .damaged, .covered, .lost]
        case .misplaced, .damaged, .covered, .lost:
            Set([.stuck, .confirmed, .misplaced, .damaged, .covered, .lost]).subtracting([self])
        case .spoiled, .replaced, .revoked: []
        }
    }

    /// Whether the code can still be replaced or revoked.
    var isEnded: Bool { self == .replaced || self == .revoked }
}
