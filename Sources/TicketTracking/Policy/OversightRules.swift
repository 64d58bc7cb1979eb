import Ledger

/// By what a ticket is watched over: the ladder, hazards, urges (催单) and supervisions (督办).
public struct OversightRules: Hashable, Sendable {
    public var escalation: EscalationRules
    public var hazard: HazardRules
    public var urging: UrgingRules
    public var supervision: SupervisionRules

    public init(
        escalation: EscalationRules = EscalationRules(), hazard: HazardRules = HazardRules(),
        urging: UrgingRules = UrgingRules(), supervision: SupervisionRules = SupervisionRules()
    ) {
        self.escalation = escalation
        self.hazard = hazard
        self.urging = urging
        self.supervision = supervision
    }

    /// What holds where the site says nothing else.
    public static let standard = OversightRules(escalation: .standard, hazard: .standard)
}

/// What becomes of a reporter's urging.
public struct UrgingRules: Hashable, Sendable {
    /// Service time in which each urge is to be answered.
    public var answerWithin: Duration
    /// By the clock, between two urges of one report.
    public var interval: Duration
    /// From this urge of a ticket on, its team lead is told at once.
    public var leadFrom: Int
    /// This urge of a ticket opens a supervision by itself.
    public var supervisionAt: Int

    public init(
        answerWithin: Duration = .seconds(2 * 3_600), interval: Duration = .seconds(4 * 3_600),
        leadFrom: Int = 2, supervisionAt: Int = 3
    ) {
        self.answerWithin = answerWithin
        self.interval = interval
        self.leadFrom = leadFrom
        self.supervisionAt = supervisionAt
    }
}

/// How soon a supervision is to be answered where nobody says.
public struct SupervisionRules: Hashable, Sendable {
    /// Service time.
    public var answerWithin: Duration

    public init(answerWithin: Duration = .seconds(8 * 3_600)) { self.answerWithin = answerWithin }
}
