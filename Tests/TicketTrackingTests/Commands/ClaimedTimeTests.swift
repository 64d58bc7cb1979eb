import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Times that are claimed undo nothing")
struct ClaimedTimeTests {
    private let monday = SampleDesk.monday
    private static let seven = SampleDesk.staff(.technician, person: 7)

    private func context(
        at hours: Double, claimed: Double?, basedOn: Int64? = nil
    ) throws -> DecisionContext {
        try SampleDesk.context(
            by: Self.seven, at: monday + .seconds(Int64(hours * 3600)), basedOn: basedOn,
            occurredAt: claimed.map { monday + .seconds(Int64($0 * 3600)) })
    }

    @Test("A hold that the desk hears of after the due counts from then")
    func hold() throws {
        // Due on Tuesday at 10:00.
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        let until = monday + .seconds(48 * 3600)
        let late = try ticket.after(.hold(.access, until: until, words: nil), context(at: 25, claimed: 20))
        #expect(late.hold?.since == monday + .seconds(25 * 3600))
        let resumed = try late.after(.resume, context(at: 29, claimed: nil))
        // Two hours stood still beside lunch, not five.
        #expect(resumed.pausedSeconds == 2 * 3600)
        #expect(resumed.resolutionDue == SampleDesk.instant("2026-09-15T12:00:00+08:00"))
        let early = try ticket.after(.hold(.access, until: until, words: nil), context(at: 22, claimed: 20))
        #expect(early.hold?.since == monday + .seconds(20 * 3600))
    }

    @Test("Whoever saw the newest event can't have acted before it")
    func basedOn() throws {
        let ticket = try SampleDesk.opened()
        let given = try ticket.after(
            .assign(try SampleDesk.key("network"), lead: PersonID(7), assistants: []),
            SampleDesk.context(at: monday + .seconds(2 * 3600)))
        let newest = given.revision
        #expect(throws: Refusal.late(.accept, basedOn: newest, newest: newest)) {
            try given.after(.accept(nil), context(at: 3, claimed: 1, basedOn: newest))
        }
        // A slow clock is none of that.
        let slow = try given.after(.accept(nil), context(at: 3, claimed: 1.95, basedOn: newest))
        #expect(slow.state == .accepted)
    }

    @Test("Nobody accepts, or arrives, before they were asked, though the state is the same")
    func givenAnew() throws {
        let network: TeamKey = try SampleDesk.key("network")
        let first = try SampleDesk.opened().after(.assign(network, lead: PersonID(8), assistants: []))
        let given = try first.after(
            .reassign(network, lead: PersonID(7), words: "换人"),
            SampleDesk.context(at: monday + .seconds(3600)))
        #expect(given.state == .assigned)
        #expect(throws: Refusal.late(.accept, basedOn: nil, newest: given.revision)) {
            try given.after(.accept(nil), context(at: 2, claimed: 0.5))
        }
        let arrival = TicketCommand.arrive(.none, label: nil, at: nil)
        let facts = try Ticket.decide(
            arrival, on: given, id: given.id, in: context(at: 2, claimed: 0.5))
        #expect(facts.count == 1)
        guard case .lateNoted = facts[0] else {
            Issue.record("\(facts)")
            return
        }
    }

    @Test("What ran out by itself outdates nobody")
    func overdue() throws {
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        let due = try #require(ticket.resolutionDue)
        let late = ticket.applying(.overdue(TicketFact.Overdue(clock: .resolution, due: due)), at: due)
        let after = try late.after(
            .resolve(SampleDesk.solved), context(at: 30, claimed: 29, basedOn: ticket.revision))
        #expect(after.state == .resolved)
    }

    @Test("An answer that the desk hears of days later starts the follow-up then")
    func resolve() throws {
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        let after = try ticket.after(.resolve(SampleDesk.solved), context(at: 9 * 24, claimed: 1))
        let heard = monday + .seconds(9 * 86_400)
        #expect(after.resolvedAt == monday + .seconds(3600) && after.answeredAt == heard)
        let policy = try SampleDesk.policy()
        let window = try #require(policy.followUpWindow(1, of: after))
        #expect(window.opens > heard)
        let reopened = try after.after(
            .reopen(ReportID(1), words: nil),
            SampleDesk.context(
                by: Principal(actor: .reporter(PersonID(101))), at: heard + .seconds(86_400)))
        #expect(reopened.state == .assigned && reopened.answeredAt == nil)
    }

    @Test("A sign-off is missing from when the answer was heard of")
    func signOff() throws {
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        let resolved = try ticket.after(.resolve(SampleDesk.solved), context(at: 9 * 24, claimed: 1))
        let policy = try SampleDesk.policy(
            work: WorkRules(signOffCategories: [try SampleDesk.key("network")]))
        let step = try #require(resolved.nextSignOffStep(under: policy))
        #expect(step.due > monday + .seconds(9 * 86_400))
    }
}
