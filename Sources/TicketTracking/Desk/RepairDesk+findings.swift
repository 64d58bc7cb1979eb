import Facility
import Ledger

extension RepairDesk {
    /// Findings that are looked through for one of the same subject.
    private static let findingsMax = 1_000

    /// A plan with what comes back told on its new ticket: one more read for a ticket at a place, two where it has a
    /// device.
    func withFindings(_ plan: DeskPlan, _ act: Act) async throws -> DeskPlan {
        guard !policy.isPractice, let rules = policy.repeats else { return plan }
        var plan = plan
        for index in plan.changes.indices where plan.changes[index].mayRepeat {
            guard let fact = try await finding(of: plan.changes[index].ticket, rules) else { continue }
            let change = plan.changes[index]
            plan.changes[index].ticket = change.ticket.applying(.faultRepeated(fact), at: act.at)
            plan.changes[index].facts.append(.faultRepeated(fact))
            if index == 0 { plan.receipt.revision = plan.changes[0].ticket.revision }
        }
        return plan
    }

    private func finding(of ticket: Ticket, _ rules: RepeatRules) async throws -> TicketFact.FaultRepeated? {
        let detector = RepeatDetector(rules: rules)
        let since = ticket.openedAt - rules.within
        for subject in RepeatDetector.subjects(of: ticket) {
            let rows =
                switch subject {
                case .place(let place):
                    try await tickets.recent(at: place, since: since, limit: RepeatRules.looksMax)
                case .device(let device):
                    try await tickets.recent(of: device, since: since, limit: RepeatRules.looksMax)
                }
            // Most come alone: the findings are asked for only where there are enough.
            guard detector.finding(of: subject, for: ticket, among: rows, openFindings: []) != nil else {
                continue
            }
            let open = try await tickets.findings(closedToo: false, limit: Self.findingsMax)
            if let fact = detector.finding(of: subject, for: ticket, among: rows, openFindings: open) {
                return fact
            }
            // What comes back of a device is known then, and needs no second finding for its room.
            return nil
        }
        return nil
    }
}

extension DeskPlan.Change {
    /// Whether the ticket is a fault more: opened by a report, or an incident that was said yes to.
    fileprivate var mayRepeat: Bool {
        if facts.contains(where: { if case .incidentAccepted = $0 { true } else { false } }) { return true }
        return isNew && ticket.incident == nil && ticket.state.isOpen
    }
}
