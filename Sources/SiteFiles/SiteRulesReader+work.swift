import Facility
import TicketTracking

extension SiteRulesReader {
    static let workKeys = ["hold-days", "appointment-reminder", "sign-off"]

    /// What is asked of those who work.
    func work(_ fields: [String: SiteRulesNode]) -> WorkRules {
        var work = WorkRules()
        if let days = fields["hold-days"]?.integer(0...60) { work.holdDaysMax = days }
        work.appointmentReminder = fields["appointment-reminder"]?.duration
        let categories: [FaultCategoryKey] = fields["sign-off"]?.items.compactMap { $0.key() } ?? []
        work.signOffCategories = Set(categories)
        return work
    }
}
