import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Work that nobody signs off")
struct SignOffTests {
    /// Answered on Monday at 10; 16, 32 and 40 hours of service later it is Wednesday, the next Monday and Tuesday, 10:00.
    private static let dues = [local("09-16T10:00"), local("09-18T10:00"), local("09-21T10:00")]

    private func context(_ principal: Principal, at instant: Instant) throws -> DecisionContext {
        var context = try SampleDesk.context(by: principal, at: instant)
        context.policy = try SampleDesk.policy(
            work: WorkRules(signOffCategories: [try SampleDesk.key("network")]))
        return context
    }

    private func resolved(isCalled: Bool = true) throws -> Ticket {
        let dispatcher = try context(SampleDesk.dispatcher, at: SampleDesk.monday)
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7))).after(
            .resolve(SampleDesk.solved), dispatcher)
        let pleased = TicketCommand.recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil)
        return isCalled
            ? try ticket.after(pleased, context(SampleDesk.caller, at: SampleDesk.monday)) : ticket
    }

    private func sweep(_ ticket: Ticket, at instant: Instant) throws -> [TicketFact] {
        try Ticket.decide(.sweep, on: ticket, id: ticket.id, in: context(.system("sweep"), at: instant))
    }

    private func due(_ ticket: Ticket) throws -> Instant? {
        ticket.deadlines(under: try context(SampleDesk.dispatcher, at: SampleDesk.monday).policy).first {
            $0.kind == .signOff
        }?.due
    }

    @Test(
        "It is asked for, then escalated, then waited for no longer: the ticket closes as its reporter said")
    func ladder() throws {
        var ticket = try resolved()
        #expect(ticket.state == .resolved)
        for (index, step) in [SignOffRules.Step.remind, .escalate].enumerated() {
            #expect(try due(ticket) == Self.dues[index])
            let facts = try sweep(ticket, at: Self.dues[index])
            #expect(
                facts == [
                    .signOffOverdue(
                        TicketFact.SignOffOverdue(
                            step: step, due: Self.dues[index],
                            receivers: step == .remind ? [.teamLead] : [.teamLead, .supervisor]))
                ])
            ticket = ticket.applying(facts, at: Self.dues[index])
            #expect(throws: Refusal.nothingDue) { try sweep(ticket, at: Self.dues[index]) }
        }
        let facts = try sweep(ticket, at: Self.dues[2])
        #expect(facts.map(\.kind.name) == ["ticket.signOffLapsed", "ticket.closed"])
        let closed = ticket.applying(facts, at: Self.dues[2])
        #expect(closed.state == .closed && closed.closing == .satisfied && closed.signedOffAt == nil)
    }

    @Test("Whoever wasn't called has a whole window from the lapse on, and is then closed as unreached")
    func uncalled() throws {
        let ticket = try resolved(isCalled: false)
        let facts = try sweep(ticket, at: Self.dues[2])
        #expect(facts.map(\.kind.name) == ["ticket.signOffLapsed"])
        let lapsed = ticket.applying(facts, at: Self.dues[2])
        let policy = try context(SampleDesk.caller, at: Self.dues[2]).policy
        let window = try #require(policy.followUpWindow(1, of: lapsed))
        #expect(window.opens == Self.dues[2] + .seconds(7_200))
        #expect(lapsed.deadlines(under: policy).map(\.kind) == [.followUp])
        let over = try sweep(lapsed, at: window.closes)
        #expect(
            over.map(\.kind.name) == ["ticket.followUpMissed", "ticket.reportClosed", "ticket.closed"])
        #expect(lapsed.applying(over, at: window.closes).closing == .unreached)
    }

    @Test(
        "Reporters are called while the sign-off is waited for; their list finds the ticket by its deadline")
    func called() async throws {
        let policy = try context(SampleDesk.caller, at: SampleDesk.monday).policy
        let desk = try await SmallDesk(policy)
        let ticket = try await desk.report().ticket
        try await desk.send(.accept(nil), on: ticket)
        try await desk.send(.resolve(SampleDesk.solved), on: ticket)
        let afternoon = SampleDesk.monday + .seconds(4 * 3_600)
        let due = try await desk.desk.dueCalls(round: 1, at: afternoon, by: SampleDesk.caller)
        #expect(due.calls.map(\.ticket) == [ticket])
        // Long after the window of the answer, and before the lapse, it doesn't end by itself.
        let late = Self.dues[1] + .seconds(60)
        #expect(try await desk.desk.sweep(at: late) { 7 } == 1)
        #expect(try await desk.ticket(ticket).state == .resolved)
        #expect(try await desk.desk.dueCalls(round: nil, at: late, by: SampleDesk.caller).calls.count == 1)
    }

    @Test("Signed off after the window, a ticket whose reporter was never called waits for the call")
    func signedLate() throws {
        let late = Self.dues[1] - .seconds(3_600)
        let keeper = try context(SampleDesk.staff(.buildingKeeper, person: 902), at: late)
        let signed = try resolved(isCalled: false).after(.signOff(nil, words: nil), keeper)
        #expect(signed.state == .resolved)
        let window = try #require(keeper.policy.followUpWindow(1, of: signed))
        #expect(window.opens > late && window.closes > Self.dues[1])
        // One call in time keeps the window as it was.
        let unheard = TicketCommand.recordFollowUp(ReportID(1), round: 1, .noAnswer, words: nil)
        let rung = try resolved(isCalled: false).after(
            unheard, context(SampleDesk.caller, at: SampleDesk.monday + .seconds(4 * 3_600)))
        #expect(try rung.after(.signOff(nil, words: nil), keeper).closing == .unreached)
    }

    @Test("After a downtime the steps that were passed are taken as one")
    func downtime() throws {
        let facts = try sweep(try resolved(), at: Self.dues[1] + .seconds(60))
        #expect(facts.map(\.kind.name) == ["ticket.signOffOverdue"])
        guard case .signOffOverdue(let overdue) = facts[0] else { throw Missing() }
        #expect(overdue.step == .escalate && overdue.due == Self.dues[1])
    }

    @Test("Signed off in between, nobody is told any more; reopened and mended again, it begins anew")
    func signed() throws {
        var ticket = try resolved(isCalled: false)
        ticket = ticket.applying(try sweep(ticket, at: Self.dues[0]), at: Self.dues[0])
        let keeper = try context(
            SampleDesk.staff(.buildingKeeper, person: 902), at: Self.dues[0] + .seconds(60))
        let signed = try ticket.after(.signOff(nil, words: nil), keeper)
        #expect(try due(signed) == nil)
        let reporter = try context(
            Principal(actor: .reporter(PersonID(101))), at: Self.dues[0] + .seconds(90))
        let again = try ticket.after(.reopen(ReportID(1), words: "又断了"), reporter)
        #expect(try due(again) == nil && again.signOffStep == nil)
    }

    @Test("The reporters are asked with the first step, the lead and the supervisor are told")
    func messages() throws {
        let ticket = try resolved()
        let policy = try context(SampleDesk.dispatcher, at: SampleDesk.monday).policy
        for (index, expected) in [
            ["report.signOffWaiting", "ticket.signOffOverdue"],
            ["ticket.signOffOverdue", "ticket.signOffOverdue"],
            ["ticket.signOffLapsed", "ticket.signOffLapsed"],
        ].enumerated() {
            let facts = Array(try sweep(ticket, at: Self.dues[index]).prefix(1))
            let change = DeskPlan.Change(ticket, facts, at: Self.dues[index])
            let told = change.messages + change.oversightMessages(under: policy, at: Self.dues[index])
            #expect(told.map(\.template) == expected)
        }
    }
}
