import Facility
import TicketTracking

extension SiteRulesReader {
    static let workKeys = ["hold-days", "appointment-reminder", "sign-off", "sign-off-times"]

    /// What is asked of those who work.
    func work(_ fields: [String: SiteRulesNode]) -> WorkRules {
        var work = WorkRules()
        if let days = fields["hold-days"]?.integer(0...60) { work.holdDaysMax = days }
        work.appointmentReminder = fields["appointment-reminder"]?.duration
        let categories: [FaultCategoryKey] = fields["sign-off"]?.items.compactMap { $0.key() } ?? []
        work.signOffCategories = Set(categories)
        if let times = fields["sign-off-times"] { work.signOff = signOff(times) }
        return work
    }

    /// `{remind: 16h, escalate: 32h, lapse: 40h}`, each later than the one before.
    private func signOff(_ node: SiteRulesNode) -> SignOffRules {
        let fields = node.fields(SignOffRules.Step.allCases.map(\.rawValue))
        var rules = SignOffRules()
        var before = Duration.zero
        for step in SignOffRules.Step.allCases {
            if let time = fields[step.rawValue]?.duration { rules.times[step] = time }
            if rules[step] <= before {
                (fields[step.rawValue] ?? node).fault(
                    expected: "a later \(step.rawValue) than what comes before")
            }
            before = rules[step]
        }
        return rules
    }
}
