import Facility
import TicketTracking

extension SiteRulesReader {
    static let oversightKeys = ["escalation", "hazard-acknowledgement", "urging", "supervision"]

    /// How tickets are watched over; what isn't said is as standard.
    func oversight(_ fields: [String: SiteRulesNode]) -> OversightRules {
        var rules = OversightRules.standard
        if let node = fields["escalation"] { rules.escalation = escalation(node) }
        if let node = fields["hazard-acknowledgement"] {
            let fields = node.fields(["within", "ask"])
            if let within = fields["within"]?.duration {
                rules.hazard.within = positive(within, fields["within"])
            }
            if let ask = fields["ask"] { rules.hazard.receivers = receivers(ask) }
        }
        if let node = fields["urging"] { rules.urging = urging(node) }
        if let node = fields["supervision"], let within = node.fields(["answer-within"])["answer-within"] {
            rules.supervision.answerWithin = within.duration ?? rules.supervision.answerWithin
        }
        return rules
    }

    private func escalation(_ node: SiteRulesNode) -> EscalationRules {
        let clocks = ServiceClock.allCases.map(\.rawValue)
        let fields = node.fields(clocks + ["weekly", "quiet", "acknowledge-at-most"])
        var rules = EscalationRules.standard
        for clock in ServiceClock.allCases {
            guard let list = fields[clock.rawValue] else { continue }
            rules.steps[clock] = steps(list)
        }
        if let weekly = fields["weekly"] { rules.weekly = self.weekly(weekly) }
        if let quiet = fields["quiet"]?.duration { rules.quiet = quiet }
        if let most = fields["acknowledge-at-most"] {
            rules.acknowledgementMax = positive(most.duration ?? .seconds(60), most)
        }
        return rules
    }

    /// `- {at: 80, tell: [assignee, teamLead]}`, in the order of their percent.
    private func steps(_ node: SiteRulesNode) -> [EscalationRules.Step] {
        var before = 0
        return node.items.compactMap { item in
            let fields = item.fields(["at", "tell"])
            for name in ["at", "tell"] where fields[name] == nil {
                item.missing(name, expected: name == "at" ? "a percentage" : "who is told")
            }
            guard let percent = fields["at"]?.integer(1...1_000), let tell = fields["tell"] else {
                return nil
            }
            if percent <= before {
                fields["at"]?.fault(expected: "a percentage above the one before (\(before))")
            }
            before = percent
            return EscalationRules.Step(percent: percent, receivers: receivers(tell))
        }
    }

    /// `{on: monday, at: "08:30", tell: […]}`, or `never`.
    private func weekly(_ node: SiteRulesNode) -> EscalationRules.Weekly? {
        if node.scalar == "never" { return nil }
        let fields = node.fields(["on", "at", "tell"])
        for name in ["on", "at", "tell"] where fields[name] == nil {
            node.missing(
                name, expected: ["on": "a weekday", "at": "a time such as 08:30"][name] ?? "who is told")
        }
        guard let weekday = fields["on"]?.choice(Weekday.self), let at = fields["at"],
            let tell = fields["tell"]
        else { return nil }
        guard let minute = at.minute else {
            at.fault(expected: "a time such as \"08:30\"")
            return nil
        }
        return EscalationRules.Weekly(weekday: weekday, minute: minute, receivers: receivers(tell))
    }

    private func urging(_ node: SiteRulesNode) -> UrgingRules {
        let fields = node.fields(["answer-within", "interval", "lead-from", "supervision-at"])
        var rules = UrgingRules()
        if let within = fields["answer-within"]?.duration {
            rules.answerWithin = positive(within, fields["answer-within"])
        }
        if let interval = fields["interval"]?.duration { rules.interval = interval }
        if let from = fields["lead-from"]?.integer(1...100) { rules.leadFrom = from }
        if let at = fields["supervision-at"]?.integer(1...100) { rules.supervisionAt = at }
        return rules
    }

    private func receivers(_ node: SiteRulesNode) -> [EscalationRules.Receiver] {
        node.items.compactMap { $0.choice(EscalationRules.Receiver.self) }
    }

    private func positive(_ duration: Duration, _ node: SiteRulesNode?) -> Duration {
        if duration <= .zero { node?.fault(expected: "more than no time at all") }
        return duration
    }
}
