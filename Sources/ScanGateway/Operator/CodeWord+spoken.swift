public import TicketTracking

extension RawRepresentable<String> {
    /// A word of the code as people say it: `lacksSkill` is "lacks skill".
    var spoken: String { rawValue.spokenCodeWord }
}

extension FollowUpOutcome {
    /// Its name as people say it.
    var spoken: String { name.spokenCodeWord }
}

extension String {
    fileprivate var spokenCodeWord: String {
        reduce(into: "") { said, letter in
            said += letter.isUppercase ? " " + letter.lowercased() : String(letter)
        }
    }
}

extension RoutingReason {
    /// The condition of a rule, as an operator reads it.
    public var condition: String {
        switch self {
        case .placeKind: "kind of place"
        case .hazard: "danger"
        case .responsible: "responsible organisation"
        case .unlocated: "place unknown"
        case .group: "reporter's group"
        case .unless: "its exception"
        case .place, .category, .words, .hour, .priority: rawValue
        }
    }

    /// Why a rule that has this condition was passed over.
    public var failure: String {
        self == .unless ? "its exception holds" : "condition not met: \(condition)"
    }
}

extension PassReason {
    /// As an operator reads it.
    public var words: String {
        switch self {
        case .disabled: "account switched off"
        case .notEntitled: "no right to accept the team's tickets"
        case .askedBefore: "asked before"
        case .givenLater: "was given a ticket later than who is asked"
        case .offDuty, .lacksTrade, .lacksSkill, .busier, .farther: spoken
        }
    }
}
