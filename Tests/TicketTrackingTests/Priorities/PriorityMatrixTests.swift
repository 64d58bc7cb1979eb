import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Priority from impact and urgency")
struct PriorityMatrixTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var name: String
        var path = SampleDesk.path
        var category: String? = "network.outage"
        var words: String? = "断网了"
        var priority: Priority
        var impact: PriorityRules.Level
        var urgency: PriorityRules.Level
        var reasons: [PriorityDecision.Reason] = []
        var testDescription: String { name }
    }

    private static let closet = [SampleDesk.campus, SampleDesk.building, SampleDesk.closet]
    private static let other = [SampleDesk.campus, SampleDesk.building, SampleDesk.otherRoom]

    @Test(
        "The highest level that holds on each side counts, and the cell says the priority",
        arguments: [
            Row(name: "neither", priority: .low, impact: .low, urgency: .low),
            Row(
                name: "words", words: "明天考试", priority: .normal, impact: .low, urgency: .high,
                reasons: [.words]),
            Row(
                name: "category", category: "network.slow", priority: .low, impact: .low, urgency: .medium,
                reasons: [.category]),
            Row(
                name: "words above the category", category: "network.slow", words: "考试",
                priority: .normal, impact: .low, urgency: .high, reasons: [.words]),
            Row(
                name: "kind of place", path: closet, priority: .normal, impact: .high, urgency: .low,
                reasons: [.placeKind]),
            Row(
                name: "place and category", path: other, category: "network.slow", priority: .normal,
                impact: .medium, urgency: .medium, reasons: [.place, .category]),
            Row(
                name: "both high", path: closet, words: "考试", priority: .high, impact: .high,
                urgency: .high, reasons: [.placeKind, .words]),
        ])
    func cells(_ row: Row) throws {
        let context = try PriorityDesk.context(
            PriorityDesk.policy(try PriorityDesk.rules()), path: row.path)
        let place = try #require(row.path.last).id
        let report = SampleDesk.report(at: .at(place), category: row.category, words: row.words)
        let (ticket, routed) = try PriorityDesk.opened(report, context)
        let why = try #require(routed.why)
        #expect(ticket.priority == row.priority && why.ground == .matrix && why.cell == row.priority)
        #expect(why.impact?.level == row.impact && why.urgency?.level == row.urgency)
        #expect((why.impact?.reasons ?? []) + (why.urgency?.reasons ?? []) == row.reasons)
        #expect((why.impact?.rule == nil) == (why.impact?.level == .low))
    }

    @Test("Without a matrix all is as it was, and the reason is told")
    func absent() throws {
        for (own, priority, ground) in [
            (nil, .normal, .usual), (.high, .high, .rule), (.low, .low, .rule),
        ] as [(Priority?, Priority, PriorityDecision.Ground)] {
            let context = try PriorityDesk.context(PriorityDesk.policy(nil, own: own))
            let (ticket, routed) = try PriorityDesk.opened(context)
            #expect(ticket.priority == priority)
            #expect(routed.why == PriorityDecision(ground: ground))
        }
    }

    @Test(
        "A rule that names a priority decides, and the cell is told all the same; a hazard comes before both")
    func order() throws {
        let context = try PriorityDesk.context(
            PriorityDesk.policy(try PriorityDesk.rules(), own: .normal))
        let (ticket, routed) = try PriorityDesk.opened(context)
        #expect(ticket.priority == .normal && routed.why?.ground == .rule && routed.why?.cell == .low)
        let (hazard, reason) = try PriorityDesk.opened(SampleDesk.report(isHazard: true), context)
        #expect(hazard.priority == .hazard && reason.why?.ground == .hazard)
    }
}

extension PriorityDesk {
    static func opened(_ context: DecisionContext) throws -> (ticket: Ticket, routed: TicketFact.Routed) {
        try opened(SampleDesk.report(), context)
    }
}
