import Facility
import Ledger
import Testing

@testable import TicketTracking

/// The sample desk with a matrix: closets and three reports weigh more, exams and lessons press.
enum PriorityDesk {
    static func rules() throws -> PriorityRules {
        let category: FaultCategoryKey = try SampleDesk.key("network.slow")
        return PriorityRules(
            impact: [
                .init(level: .high, reportsMin: 5), .init(level: .medium, reportsMin: 3),
                .init(level: .high, condition: RoutingCondition(placeKinds: [.telecomCloset])),
                .init(level: .medium, condition: RoutingCondition(places: ["3J-205"])),
            ],
            urgency: [
                .init(level: .high, condition: RoutingCondition(words: TextHints(["考试"]))),
                .init(level: .high, isLesson: true),
                .init(level: .medium, condition: RoutingCondition(categories: [category])),
            ], high: .init(high: .high, medium: .high, low: .normal),
            medium: .init(high: .high, medium: .normal, low: .normal),
            low: .init(high: .normal, medium: .low, low: .low))
    }

    /// Nothing but hazards has a priority of its own.
    static func policy(
        _ priorities: PriorityRules?, lessons: [String: [Range<Instant>]] = [:],
        own: Priority? = nil, normal: ServiceTarget? = nil
    ) throws -> DeskPolicy {
        let rules = [
            RoutingRule(
                name: "hazard", condition: RoutingCondition(hazard: true),
                target: .team(try SampleDesk.key("repairs")), priority: .hazard),
            RoutingRule(
                name: "not located", condition: RoutingCondition(unlocated: true),
                target: .team(try SampleDesk.key("desk")), isByHand: true),
            RoutingRule(
                name: "everything else", target: .team(try SampleDesk.key("network")), priority: own),
        ]
        return try SampleDesk.policy(rules: rules, normal: normal, priorities: priorities)
            .with(Timetable(version: 1, lessons: lessons))
    }

    static func context(
        _ policy: DeskPolicy, by principal: Principal = SampleDesk.dispatcher,
        at instant: Instant = SampleDesk.monday, path: [Place] = SampleDesk.path, named: [Place] = []
    ) throws -> DecisionContext {
        var context = try SampleDesk.context(by: principal, at: instant, named: named, path: path)
        context.policy = policy
        return context
    }

    static func opened(_ report: Report = SampleDesk.report(), _ context: DecisionContext) throws -> (
        ticket: Ticket, routed: TicketFact.Routed
    ) {
        let facts = try Ticket.decide(.report(report, reworkOf: nil), on: nil, id: TicketID(1), in: context)
        let ticket = try #require(Ticket(id: TicketID(1), opening: facts[0], at: context.at))
        let routed = facts.compactMap { fact -> TicketFact.Routed? in
            if case .routed(let routed) = fact { routed } else { nil }
        }
        return (
            ticket.applying(Array(facts.dropFirst()), at: context.at), try #require(routed.first)
        )
    }
}
