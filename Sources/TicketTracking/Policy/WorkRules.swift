public import Facility

/// What the desk asks of those who work on its tickets.
public struct WorkRules: Hashable, Sendable {
    /// Working days by the team's calendar for which whoever works on a ticket may hold it; a longer hold, and a second
    /// one, need a team lead or a dispatcher and a stated workaround.
    public var holdDaysMax: Int
    /// How long before an appointment the lead is reminded of it; nil: not at all.
    public var appointmentReminder: Duration?
    /// Work on a fault of these categories is signed off (验收) before its ticket is closed.
    public var signOffCategories: Set<FaultCategoryKey>
    /// How long it is waited for.
    public var signOff: SignOffRules

    public init(
        holdDaysMax: Int = 5, appointmentReminder: Duration? = nil,
        signOffCategories: Set<FaultCategoryKey> = [],
        signOff: SignOffRules = SignOffRules()
    ) {
        self.holdDaysMax = holdDaysMax
        self.appointmentReminder = appointmentReminder
        self.signOffCategories = signOffCategories
        self.signOff = signOff
    }
}
