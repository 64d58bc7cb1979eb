import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Waiting")
struct HoldTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)

    private func at(_ text: String, by principal: Principal = seven) throws -> DecisionContext {
        try SampleDesk.context(by: principal, at: SampleDesk.instant(text))
    }

    private func accepted() throws -> Ticket { try SampleDesk.opened().after(.accept(PersonID(7))) }

    private func hold(_ until: String, _ workaround: String? = nil) -> TicketCommand {
        .hold(.access, until: SampleDesk.instant(until), words: nil, workaround: workaround)
    }

    @Test("A pause over a weekend credits no working time")
    func weekend() throws {
        let friday = try accepted().after(
            hold("2026-09-21T08:00:00+08:00"), at("2026-09-18T18:00:00+08:00"))
        let due = friday.resolutionDue
        let monday = try friday.after(.sweep, at("2026-09-21T08:00:00+08:00", by: .system("sweep")))
        #expect(monday.state == .accepted && monday.pausedSeconds == 0)
        #expect(monday.resolutionDue == due)
    }

    @Test("A hazard's clock stands still by the clock, weekends too")
    func roundTheClock() throws {
        let hazard = try SampleDesk.opened(SampleDesk.report(isHazard: true)).after(.accept(PersonID(17)))
        let due = try #require(hazard.resolutionDue)
        let confirmed = TicketCommand.hold(
            .access, until: SampleDesk.instant("2026-09-15T11:00:00+08:00"), words: nil, confirmsHazard: true)
        let held = try hazard.after(confirmed, at("2026-09-14T11:00:00+08:00", by: SampleDesk.dispatcher))
        let back = try held.after(.sweep, at("2026-09-20T11:00:00+08:00", by: .system("sweep")))
        #expect(back.pausedSeconds == 86_400 && back.resolutionDue == due + .seconds(86_400))
    }

    @Test(
        "However late its end is noted, by the sweep or by hand, the pause is as long as the hold was to last",
        arguments: [true, false])
    func ownEnd(isSwept: Bool) throws {
        let held = try accepted().after(
            hold("2026-09-15T09:00:00+08:00"), at("2026-09-14T11:00:00+08:00"))
        let due = try #require(held.resolutionDue)
        let late = try held.after(
            isSwept ? .sweep : .resume,
            at("2026-09-17T16:00:00+08:00", by: isSwept ? .system("sweep") : Self.seven))
        // An hour before lunch, four after it, one next morning.
        #expect(late.pausedSeconds == 6 * 3600)
        let moved = try SampleDesk.calendar().adding(.seconds(6 * 3600), to: due)
        #expect(late.resolutionDue == moved)
        // It ran out meanwhile, and the same sweep says so.
        #expect((late.missed[.resolution] == [moved]) == isSwept)
    }

    @Test(
        "By itself it goes back to the state that it came from, and says that nobody ended it",
        arguments: [TicketState.reported, .assigned, .accepted, .working])
    func returning(_ state: TicketState) throws {
        let ticket = try #require(try Stage(rawValue: state.rawValue)?.ticket())
        let dispatcher = try SampleDesk.context()
        let until = SampleDesk.monday + .seconds(600)
        let held = try ticket.after(.hold(.parts, until: until, words: nil), dispatcher)
        let facts = try Ticket.decide(
            .sweep, on: held, id: held.id, in: SampleDesk.context(by: .system("sweep"), at: until))
        guard case .resumed(let resumed) = facts.first else { throw Missing() }
        #expect(resumed.to == state && resumed.endsByItself == true)
        guard
            case .resumed(let byHand) = try Ticket.decide(.resume, on: held, id: held.id, in: dispatcher)
                .first
        else { throw Missing() }
        #expect(byHand.endsByItself == nil)
    }

    @Test("Both sides are told when a hold ends by itself")
    func telling() throws {
        let held = try accepted().after(
            hold("2026-09-15T09:00:00+08:00"), at("2026-09-14T11:00:00+08:00"))
        let end = SampleDesk.instant("2026-09-15T09:00:00+08:00")
        let facts = try Ticket.decide(
            .sweep, on: held, id: held.id, in: SampleDesk.context(by: .system("s"), at: end))
        let told = DeskPlan.Change(held, facts, at: end).messages
        #expect(told.map(\.template) == ["ticket.holdEnded", "report.holdEnded"])
        #expect(told.map(\.recipient) == [.person(PersonID(7)), .person(PersonID(101))])
    }

    @Test(
        "Working days are counted by the team's calendar",
        arguments: [
            // Monday 10:00 until the next Monday evening: five; a day more: six.
            ("2026-09-21T23:59:00+08:00", 5), ("2026-09-22T00:01:00+08:00", 6),
            ("2026-09-14T23:59:00+08:00", 0), ("2026-09-20T12:00:00+08:00", 4),
        ])
    func days(_ until: String, _ expected: Int) throws {
        let policy = try SampleDesk.policy()
        func days(_ priority: Priority) throws -> Int {
            policy.workingDays(
                from: SampleDesk.monday, to: SampleDesk.instant(until), priority,
                try SampleDesk.key("network"))
        }
        #expect(try days(.normal) == expected)
        #expect(try days(.hazard) >= expected)
    }

    @Test("A public holiday isn't counted, its make-up Saturday is; round the clock every day is")
    func holidays() throws {
        let policy = try SampleDesk.policy()
        let network: TeamKey = try SampleDesk.key("network")
        let (start, end) = (
            SampleDesk.instant("2026-09-30T10:00:00+08:00"), SampleDesk.instant("2026-10-11T10:00:00+08:00")
        )
        // Oct 1 is a holiday; 2, 5 to 9 and the made-up 10th are seven.
        #expect(policy.workingDays(from: start, to: end, .normal, network) == 7)
        #expect(policy.workingDays(from: start, to: end, .hazard, network) == 11)
    }

    @Test("Over five working days it needs a team lead or dispatcher and a workaround; so does a second hold")
    func lead() throws {
        let long = "2026-09-22T10:00:00+08:00"
        let roles: Set<Role> = [.dispatcher, .teamLead]
        let lead = SampleDesk.staff(.teamLead, person: 7)
        let refused = Refusal.holdNeedsLead([.days(found: 6, max: 5)], roles: roles)
        let ticket = try accepted()
        let now = "2026-09-14T10:00:00+08:00"
        for (principal, workaround) in [(Self.seven, nil), (Self.seven, "先用无线"), (lead, nil), (lead, " ")] {
            #expect(throws: refused) { try ticket.after(hold(long, workaround), at(now, by: principal)) }
        }
        let held = try ticket.after(hold(long, "先用无线"), at(now, by: lead))
        #expect(held.state == .onHold)
        // The fifth working day is still theirs.
        #expect(try ticket.after(hold("2026-09-21T18:00:00+08:00"), at(now)).state == .onHold)
        let again = try held.after(.resume, at("2026-09-14T11:00:00+08:00"))
        let second = Refusal.holdNeedsLead([.again(count: 2)], roles: roles)
        let soon = "2026-09-15T10:00:00+08:00"
        #expect(throws: second) { try again.after(hold(soon, "先用无线"), at("2026-09-14T11:00:00+08:00")) }
        #expect(throws: second) { try again.after(hold(soon), at("2026-09-14T11:00:00+08:00", by: lead)) }
        let both = Refusal.holdNeedsLead([.again(count: 2), .days(found: 6, max: 5)], roles: roles)
        #expect(throws: both) { try again.after(hold(long), at("2026-09-14T11:00:00+08:00", by: lead)) }
        let twice = try again.after(hold(soon, "先用无线"), at("2026-09-14T11:00:00+08:00", by: lead))
        #expect(twice.holdCount == 2)
    }

    @Test("The number of days is the policy's")
    func policyDays() throws {
        var context = try at("2026-09-14T10:00:00+08:00")
        context.policy = try SampleDesk.policy(work: WorkRules(holdDaysMax: 0))
        #expect(
            throws: Refusal.holdNeedsLead([.days(found: 1, max: 0)], roles: [.dispatcher, .teamLead])
        ) { try accepted().after(hold("2026-09-15T10:00:00+08:00"), context) }
    }

    @Test("A question waits for its reporter's answer, which ends the hold at once")
    func asking() throws {
        let ask = TicketCommand.askReporter(
            ReportID(1), question: "插座在哪面墙？", until: SampleDesk.instant("2026-09-16T10:00:00+08:00"))
        let asked = try accepted().after(ask, at("2026-09-14T10:00:00+08:00"))
        #expect(asked.state == .onHold && asked.hold?.reason == .reporter && asked.hold?.pausesClock == true)
        #expect(asked.question?.question == .clear("插座在哪面墙？", of: PersonID(101)))
        let own = Principal(actor: .reporter(PersonID(101)))
        let answer = TicketCommand.answerDesk(ReportID(1), answer: "北墙")
        let answered = try asked.after(answer, at("2026-09-14T11:00:00+08:00", by: own))
        #expect(answered.state == .accepted && answered.question == nil && answered.pausedSeconds == 3600)
        #expect(throws: Refusal.noQuestion(ReportID(1))) {
            try answered.after(answer, at("2026-09-14T11:00:00+08:00", by: own))
        }
        let stranger = Principal(actor: .reporter(PersonID(102)))
        #expect(throws: Refusal.notPermitted(.answerDesk, roles: TicketRight.of(.answerDesk).roles)) {
            try asked.after(answer, at("2026-09-14T11:00:00+08:00", by: stranger))
        }
        // By phone a caller writes it down; and what comes after the hold ended is kept, without a second end.
        let caller = SampleDesk.staff(.caller, person: 18)
        #expect(try asked.after(answer, at("2026-09-14T11:00:00+08:00", by: caller)).state == .accepted)
        let ended = try asked.after(.sweep, at("2026-09-16T10:00:00+08:00", by: .system("sweep")))
        #expect(ended.question != nil)
        let late = try Ticket.decide(
            answer, on: ended, id: ended.id, in: at("2026-09-17T10:00:00+08:00", by: own))
        #expect(late.map(\.kind.name) == ["ticket.reporterAnswered"])
        #expect(throws: Refusal.emptyText(field: "question")) {
            try accepted().after(
                .askReporter(ReportID(1), question: "", until: SampleDesk.monday + .seconds(60)))
        }
    }

    @Test("An answer from far away counts; a question and a hold on a ticket that moved are refused")
    func late() throws {
        let until = SampleDesk.monday + .seconds(3600)
        let ticket = try accepted()
        for command: TicketCommand in [
            .hold(.parts, until: until, words: nil), .askReporter(ReportID(1), question: "?", until: until),
        ] {
            #expect(throws: Refusal.late(command.name, basedOn: 1, newest: ticket.revision)) {
                try ticket.after(command, SampleDesk.context(by: Self.seven, basedOn: 1))
            }
        }
        let asked = try ticket.after(.askReporter(ReportID(1), question: "?", until: until))
        let context = try SampleDesk.context(
            by: Principal(actor: .reporter(PersonID(101))), at: until + .seconds(60), basedOn: 1,
            occurredAt: SampleDesk.monday + .seconds(600))
        let answered = try asked.after(.answerDesk(ReportID(1), answer: "!"), context)
        #expect(answered.state == .accepted && answered.pausedSeconds == 600)
    }
}
