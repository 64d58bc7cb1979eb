public import Facility
public import Ledger

/// Where a report would go, and why.
public struct RouteExplanation: Hashable, Sendable, Codable {
    public var at: Instant
    public var trace: RoutingTrace
    public var category: FaultCategoryKey?
    public var isHazard: Bool
    public var team: TeamKey
    public var organisation: OrganisationKey
    public var priority: Priority
    /// false: the team is a desk that assigns by hand.
    public var isAssigned: Bool
    public var responseDue: Instant
    /// nil: nobody promises when somebody is there.
    public var arrivalDue: Instant?
    public var resolutionDue: Instant
    /// nil: the team has neither a rota nor a pool, and gets it as a whole.
    public var offer: TicketFact.Offered?
    public var policyVersion: Int
    /// Why it would have this priority.
    public var why: PriorityDecision?
    /// Years in which its clocks run without a list of holidays, as far as the rules keep one; nil: none.
    public var uncoveredYears: [Int]?
}

extension RepairDesk {
    /// Where a ticket would go if it were routed at an instant; nothing is written.
    ///
    /// Loads are those of now, whatever the instant.
    ///
    /// - Parameters:
    ///   - report: as it was made, or could be.
    ///   - path: from the campus down to its place; empty where there are only words.
    public func explain(_ report: Report, along path: [Place], at instant: Instant) async throws
        -> RouteExplanation?
    {
        var context = DecisionContext(by: .system("explain"), at: instant, policy: policy, path: path)
        let facts = try await decidingWithRosters(&context, near: path) { context throws(Refusal) in
            try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: TicketID(0), in: context)
        }
        guard let first = facts.first, var ticket = Ticket(id: TicketID(0), opening: first, at: instant)
        else { return nil }
        for fact in facts.dropFirst() {
            guard case .routed(let routed) = fact else {
                ticket = ticket.applying(fact, at: instant)
                continue
            }
            let subject = policy.subject(ticket, words: report.words?.value, along: path, at: instant)
            let offer: TicketFact.Offered? =
                if case .offered(let offered) = facts.last { offered } else { nil }
            let uncovered = policy.uncoveredYears(of: ticket.applying(fact, at: instant))
            return RouteExplanation(
                at: instant,
                trace: RoutingTrace(
                    passed: policy.routing.passedOver(for: subject), rule: routed.rule,
                    reasons: routed.reason),
                category: ticket.category, isHazard: ticket.isHazard, team: routed.team,
                organisation: routed.organisation, priority: routed.priority,
                isAssigned: routed.isAssigned, responseDue: routed.responseDue,
                arrivalDue: routed.arrivalDue, resolutionDue: routed.resolutionDue, offer: offer,
                policyVersion: routed.policyVersion, why: routed.why,
                uncoveredYears: uncovered.isEmpty ? nil : uncovered)
        }
        return nil
    }
}
