public import Ledger

/// What came of one call.
public enum FollowUpOutcome: Hashable, Sendable, Codable {
    /// The reporter answered: whether the fault is gone, and how the service was. nil: not asked, or not said.
    /// Unhappy and not mended are kept apart: a fault can be gone and its reporter dissatisfied.
    case reached(isMended: Bool?, satisfaction: Satisfaction?, reason: Discontent?)
    case noAnswer
    case busy
    case off
    /// Somebody answered and asked to be called then.
    case callBack(at: Instant)
    /// The reporter doesn't want to be asked.
    case refused
    case wrongNumber
    /// Whoever answered made no report.
    case notMe
    /// A caller with this language is needed.
    case language(tag: String)
    /// There was nothing to call after all.
    case noContact
}

/// 满意 基本满意 不满意
public enum Satisfaction: String, Hashable, Sendable, Codable, CaseIterable {
    case satisfied, fair, dissatisfied
}

/// 时效 态度 质量 费用 未解决: why somebody isn't satisfied.
public enum Discontent: String, Hashable, Sendable, Codable, CaseIterable {
    case timeliness, attitude, quality, cost, unsolved
}

extension FollowUpOutcome {
    public static let satisfied = reached(isMended: nil, satisfaction: .satisfied, reason: nil)
    /// The reporter said that the fault is gone, and nothing of the service.
    static let confirmed = reached(isMended: true, satisfaction: nil, reason: nil)
    public static let dissatisfied = reached(isMended: nil, satisfaction: .dissatisfied, reason: nil)
    /// The fault is still there, or back.
    public static let stillBroken = reached(isMended: false, satisfaction: nil, reason: nil)
    /// As it was written before outcomes were told apart.
    public static let notReached = noAnswer

    public var isReached: Bool { if case .reached = self { true } else { false } }

    /// nil: not said.
    public var isMended: Bool? { if case .reached(let isMended, _, _) = self { isMended } else { nil } }

    /// nil: not said. Silence is never satisfaction.
    public var satisfaction: Satisfaction? {
        if case .reached(_, let satisfaction, _) = self { satisfaction } else { nil }
    }

    public var reason: Discontent? { if case .reached(_, _, let reason) = self { reason } else { nil } }

    /// Whether it is one of the attempts of which a round has only so many.
    public var usesAttempt: Bool {
        switch self {
        case .reached, .noAnswer, .busy, .off, .refused, .wrongNumber, .notMe, .noContact: true
        case .callBack, .language: false
        }
    }

    /// Whether the round is over for this report, whatever attempts are left.
    public var finishesRound: Bool {
        switch self {
        case .reached, .refused, .wrongNumber, .notMe, .noContact: true
        case .noAnswer, .busy, .off, .callBack, .language: false
        }
    }

    /// Whether later rounds would only annoy: nobody is there to be asked.
    public var endsCalling: Bool {
        switch self {
        case .refused, .wrongNumber, .notMe, .noContact: true
        case .reached, .noAnswer, .busy, .off, .callBack, .language: false
        }
    }

    /// The outcome's name without what was said.
    public var name: String {
        switch self {
        case .reached: "reached"
        case .noAnswer: "noAnswer"
        case .busy: "busy"
        case .off: "off"
        case .callBack: "callBack"
        case .refused: "refused"
        case .wrongNumber: "wrongNumber"
        case .notMe: "notMe"
        case .language: "language"
        case .noContact: "noContact"
        }
    }
}
