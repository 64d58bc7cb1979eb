import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("A priority that rises by itself")
struct PriorityRaisingTests {
    private static func raises(_ facts: [TicketFact]) -> [TicketFact.Reprioritised] {
        facts.compactMap { if case .reprioritised(let payload) = $0 { payload } else { nil } }
    }

    /// Four more reports, an hour after each other; the facts of each.
    private static func joined(
        _ ticket: Ticket, _ policy: DeskPolicy, words: String? = nil
    ) throws -> (ticket: Ticket, raises: [[TicketFact.Reprioritised]]) {
        var (ticket, raises) = (ticket, [[TicketFact.Reprioritised]]())
        for number in Int64(2)...5 {
            let context = try PriorityDesk.context(
                policy, at: SampleDesk.monday + .seconds((number - 1) * 600))
            let facts = try Ticket.decide(
                .joinReport(SampleDesk.report(number, words: words)), on: ticket, id: ticket.id, in: context)
            raises.append(Self.raises(facts))
            ticket = ticket.applying(facts, at: context.at)
        }
        return (ticket, raises)
    }

    @Test("The third report and the fifth raise it, each by a fact of its own that says why")
    func byNumber() throws {
        let policy = try PriorityDesk.policy(try PriorityDesk.rules())
        let slow = SampleDesk.report(category: "network.slow")
        let (opened, _) = try PriorityDesk.opened(slow, PriorityDesk.context(policy))
        let (ticket, raises) = try Self.joined(opened, policy)
        #expect(raises.map(\.count) == [0, 1, 0, 1])
        #expect(raises.flatMap { $0 }.map(\.priority) == [.normal, .high])
        for raise in raises.flatMap({ $0 }) {
            #expect(raise.cause == .joined && raise.why?.ground == .raised)
            #expect(raise.why?.impact?.reasons == [.reports] && raise.why?.cell == raise.priority)
        }
        #expect(ticket.priority == .high && !ticket.isPriorityByHand)
    }

    @Test("The higher priority's time counts from the raise, and what was promised before isn't put off")
    func dues() throws {
        let policy = try PriorityDesk.policy(try PriorityDesk.rules())
        let slow = SampleDesk.report(category: "network.slow")
        let (opened, _) = try PriorityDesk.opened(slow, PriorityDesk.context(policy))
        let (ticket, _) = try Self.joined(opened, policy)
        // Low from ten: Tuesday evening; normal from 10:20, eight hours: Tuesday 10:20; high from 10:40, four hours.
        #expect(opened.resolutionDue == SampleDesk.instant("2026-09-16T10:00:00+08:00"))
        #expect(ticket.resolutionDue == SampleDesk.instant("2026-09-14T16:40:00+08:00"))
        #expect(ticket.responseDue == SampleDesk.instant("2026-09-14T11:10:00+08:00"))
        // Whoever gives it to another team doesn't undo that.
        let again = try ticket.after(
            .assign(SampleDesk.key("repairs"), lead: nil, assistants: []), PriorityDesk.context(policy))
        #expect(again.resolutionDue == ticket.resolutionDue && again.responseDue == ticket.responseDue)
        // A late raise leaves whole time, not none.
        let late = try PriorityDesk.context(policy, at: SampleDesk.instant("2026-09-16T09:00:00+08:00"))
        let words = SampleDesk.report(2, words: "马上考试")
        let pressed = try opened.after(.joinReport(words), late)
        #expect(pressed.priority == .normal)
        #expect(pressed.resolutionDue == SampleDesk.instant("2026-09-16T10:00:00+08:00"))
    }

    @Test("What a raise leaves behind isn't lowered when the ticket is routed again")
    func rerouted() throws {
        let policy = try PriorityDesk.policy(try PriorityDesk.rules())
        let unknown = SampleDesk.report(at: .unknown(.clear("三教", of: PersonID(101))))
        let (opened, _) = try PriorityDesk.opened(unknown, PriorityDesk.context(policy, path: []))
        let (raised, _) = try Self.joined(opened, policy)
        #expect(raised.priority == .normal && raised.state == .reported)
        let released = raised.applying(
            .reportsReleased(.init(to: TicketID(9), reports: [2, 3, 4].map { ReportID($0) })),
            at: SampleDesk.monday)
        let located = try released.after(
            .locate(PlaceID(3)), PriorityDesk.context(policy, named: SampleDesk.path))
        let network: TeamKey = try SampleDesk.key("network")
        #expect(located.priority == .normal && located.team == network)
    }

    @Test("A place that becomes known raises what somebody has already")
    func located() throws {
        let policy = try PriorityDesk.policy(try PriorityDesk.rules())
        let unknown = SampleDesk.report(
            at: .unknown(.clear("三教", of: PersonID(101))), words: "考试")
        let (opened, _) = try PriorityDesk.opened(unknown, PriorityDesk.context(policy, path: []))
        let network: TeamKey = try SampleDesk.key("network")
        let given = try opened.after(
            .assign(network, lead: nil, assistants: []),
            PriorityDesk.context(policy, path: []))
        let closet = [SampleDesk.campus, SampleDesk.building, SampleDesk.closet]
        let facts = try Ticket.decide(
            .locate(PlaceID(6)), on: given, id: given.id, in: PriorityDesk.context(policy, named: closet))
        #expect(Self.raises(facts).map(\.cause) == [.relocated])
        #expect(given.applying(facts, at: SampleDesk.monday).priority == .high)
    }

    @Test("Merged reports, a category and a place raise it too; going back lowers nothing")
    func otherCauses() throws {
        let policy = try PriorityDesk.policy(try PriorityDesk.rules())
        let exam = SampleDesk.report(words: "考试")
        let (opened, _) = try PriorityDesk.opened(exam, PriorityDesk.context(policy))
        #expect(opened.priority == .normal)
        let closet = [SampleDesk.campus, SampleDesk.building, SampleDesk.closet]
        let moved = try Ticket.decide(
            .relocate(PlaceID(6)), on: opened, id: opened.id, in: PriorityDesk.context(policy, named: closet))
        #expect(Self.raises(moved).map(\.cause) == [.relocated])
        let there = opened.applying(moved, at: SampleDesk.monday)
        #expect(there.priority == .high)
        let back = try there.after(
            .relocate(PlaceID(3)),
            PriorityDesk.context(policy, path: closet, named: SampleDesk.path))
        #expect(back.priority == .high)

        let other = [SampleDesk.campus, SampleDesk.building, SampleDesk.otherRoom]
        let calm = SampleDesk.report(at: .at(PlaceID(5)))
        let context = try PriorityDesk.context(
            PriorityDesk.policy(
                PriorityRules(
                    impact: [],
                    urgency: [
                        .init(
                            level: .high,
                            condition: RoutingCondition(categories: [try SampleDesk.key("power")]))
                    ], high: .init(high: .high, medium: .high, low: .high),
                    medium: .init(high: .high, medium: .high, low: .high),
                    low: .init(high: .high, medium: .normal, low: .normal))), path: other)
        let (quiet, _) = try PriorityDesk.opened(calm, context)
        let classified = try Ticket.decide(
            .classify(SampleDesk.key("power"), isHazard: false), on: quiet, id: quiet.id, in: context)
        #expect(Self.raises(classified).map(\.cause) == [.classified])
    }

    @Test(
        "What a dispatcher set is never overwritten by more reports, a place, another place, a category or a lesson",
        arguments: [Priority.low, .normal, .high])
    func byHand(_ set: Priority) throws {
        let lesson = SampleDesk.monday + .seconds(7_200)..<SampleDesk.monday + .seconds(10_000)
        let policy = try PriorityDesk.policy(
            try PriorityDesk.rules(), lessons: ["3J-204": [lesson], "3J-205": [lesson], "3J-RD": [lesson]])
        let unknown = SampleDesk.report(at: .unknown(.clear("三教", of: PersonID(101))))
        let desk = try PriorityDesk.context(policy, path: [])
        var (ticket, _) = try PriorityDesk.opened(unknown, desk)
        let other: Priority = set == .normal ? .high : .normal
        if ticket.priority == set { ticket = try ticket.after(.reprioritise(other, words: nil), desk) }
        ticket = try ticket.after(.reprioritise(set, words: nil), desk)
        let due = ticket.resolutionDue
        ticket = try Self.joined(ticket, policy, words: "考试").ticket
        #expect(ticket.priority == set, "joined")
        ticket = try ticket.after(.locate(PlaceID(3)), PriorityDesk.context(policy, named: SampleDesk.path))
        #expect(ticket.priority == set && ticket.resolutionDue == due, "located and routed anew")
        let network: TeamKey = try SampleDesk.key("network")
        #expect(ticket.team == network)
        let closet = [SampleDesk.campus, SampleDesk.building, SampleDesk.closet]
        ticket = try ticket.after(.relocate(PlaceID(6)), PriorityDesk.context(policy, named: closet))
        ticket = try ticket.after(
            .classify(SampleDesk.key("network.slow"), isHazard: false),
            PriorityDesk.context(policy, path: closet))
        #expect(ticket.priority == set, "moved and classified")
        #expect(!ticket.deadlines(under: policy).contains { $0.kind == .lessonNears })
        let danger = SampleDesk.report(9, words: "冒烟", isHazard: true)
        let endangered = try ticket.after(.joinReport(danger), PriorityDesk.context(policy))
        #expect(endangered.priority == .hazard, "danger is another matter")
    }
}
