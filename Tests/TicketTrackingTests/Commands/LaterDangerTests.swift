import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Danger that is told of later")
struct LaterDangerTests {
    private let monday = SampleDesk.monday
    private static let seven = SampleDesk.staff(.technician, person: 7)

    private func context(_ principal: Principal = SampleDesk.dispatcher, minutes: Int64) throws
        -> DecisionContext
    {
        try SampleDesk.context(by: principal, at: monday + .seconds(minutes * 60))
    }

    private func held() throws -> Ticket {
        try SampleDesk.opened().after(
            .accept(PersonID(7)),
            .hold(.access, until: monday + .seconds(3 * 86_400), words: nil))
    }

    private let smoke = TicketCommand.joinReport(SampleDesk.report(2, words: "冒烟了"))

    @Test("Ends a hold that nobody confirmed for a hazard, and is asked about as any hazard is")
    func endsHold() throws {
        let ticket = try held().after(smoke, context(SampleDesk.dispatcher, minutes: 60))
        #expect(ticket.state == .accepted && ticket.hold == nil && ticket.mayHurt)
        // The hour in which nobody could work is given back.
        #expect(ticket.resolutionDue == monday + .seconds(5 * 3600))
        #expect(ticket.oversight.hazardAskedAt == monday + .seconds(3600))
        let hop = ticket.deadlines(under: try SampleDesk.policy(oversight: OversightRules(hazard: .standard)))
            .first { $0.kind == .hazardHop }
        #expect(hop?.due == monday + .seconds(3600 + 300))
    }

    @Test("Whoever had accepted what was none yet is asked; whoever works on it and says so isn't")
    func accepted() throws {
        let accepted = try SampleDesk.opened().after(.accept(PersonID(7)))
        let joined = try accepted.after(smoke, context(minutes: 10))
        #expect(joined.oversight.hazardAskedAt == monday + .seconds(600))
        #expect(
            try joined.after(.workRemotely, context(Self.seven, minutes: 12)).oversight.hazardAskedAt == nil)
        let seen = try joined.after(.acknowledge(until: nil, words: nil), context(minutes: 12))
        #expect(seen.oversight.hazardAskedAt == nil)
        let told = try accepted.after(.classify(nil, isHazard: true), context(Self.seven, minutes: 10))
        #expect(told.priority == .hazard && told.oversight.hazardAskedAt == nil)
        let helped = try accepted.after(.assist([PersonID(8)], removing: []))
        let eight = try context(SampleDesk.staff(.technician, person: 8), minutes: 10)
        #expect(
            try helped.after(.classify(nil, isHazard: true), eight).oversight.hazardAskedAt == nil)
        let stranger = try context(SampleDesk.staff(.technician, person: 9), minutes: 10)
        #expect(
            try helped.after(.classify(nil, isHazard: true), stranger).oversight.hazardAskedAt
                == monday + .seconds(600))
        // What was seen to before was no danger yet.
        let quiet = try accepted.after(.acknowledge(until: monday + .seconds(7200), words: nil))
        #expect(try quiet.after(smoke, context(minutes: 10)).oversight.acknowledgedUntil == nil)
    }

    @Test("With another organisation, it is asked about here")
    func referred() throws {
        let due = monday + .seconds(86_400)
        let referred = try SampleDesk.opened().after(
            .refer(try SampleDesk.key("carrier"), due: due, reference: nil, words: nil))
        let ticket = try referred.after(smoke, context(minutes: 10))
        #expect(ticket.state == .referred && ticket.oversight.hazardAskedAt == monday + .seconds(600))
    }

    @Test(
        "Heard in whatever a reporter says, and denied where it is denied",
        arguments: [("现在冒烟了", true), ("没有冒烟", false)])
    func words(_ words: String, _ isHazard: Bool) throws {
        let reporter = Principal(actor: .reporter(PersonID(101)))
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        let asked = try ticket.after(
            .askReporter(ReportID(1), question: "还断吗？", until: monday + .seconds(86_400)))
        let resolved = try ticket.after(.resolve(SampleDesk.solved))
        let cases: [(Ticket, TicketCommand)] = [
            (ticket, .comment(words, isPublic: false, photos: [], report: ReportID(1))),
            (ticket, .urge(ReportID(1), words: words)),
            (asked, .answerDesk(ReportID(1), answer: words)),
            (resolved, .reopen(ReportID(1), words: words)),
        ]
        for (before, command) in cases {
            let after = try before.after(command, context(reporter, minutes: 30))
            #expect(after.mayHurt == isHazard, "\(command.name)")
            #expect((after.priority == .hazard) == isHazard, "\(command.name)")
            #expect(after.state != .onHold)
        }
        // The desk's own notes are its own.
        let note = try ticket.after(.comment(words, isPublic: false, photos: [], report: nil))
        #expect(!note.mayHurt)
    }

    @Test("A merged hazard is one where it goes")
    func merged() throws {
        let hazard = try SampleDesk.opened(SampleDesk.report(2, words: "冒烟了"), id: 2)
        let winner = try SampleDesk.opened().after(.accept(PersonID(7)))
        let decision = Decision(ticket: winner, command: .merge, context: try context(minutes: 10))
        let after = winner.applying(
            try decision.take(reportsOf: hazard), at: monday + .seconds(600))
        #expect(after.isHazard && after.priority == .hazard)
        #expect(after.oversight.hazardAskedAt == monday + .seconds(600))
    }

    @Test("What isn't said of a hazard stays as it was")
    func classified() throws {
        let hazard = try SampleDesk.opened(SampleDesk.report(isHazard: true))
        let after = try hazard.after(.classify(try SampleDesk.key("power"), isHazard: nil))
        #expect(after.isHazard && after.category?.rawValue == "power")
        let plain = try SampleDesk.opened().after(.classify(nil, isHazard: true))
        #expect(plain.isHazard && plain.category?.rawValue == "network.outage")
    }

    @Test("Between Chinese clauses a blank is a comma: in doubt it is a hazard")
    func blanks() throws {
        let words = HazardWords(["冒烟", "漏水", "smoke"])
        for hazard in ["宿舍没人 冒烟了", "房间没有人 漏水", "没有人 冒烟"] {
            #expect(words.tell(hazard), "\(hazard)")
        }
        for none in ["没有 冒烟", "没有人冒烟", "no smoke", "there is no visible smoke", "没冒烟 没漏水"] {
            #expect(!words.tell(none), "\(none)")
        }
    }

    @Test("The duty desk is asked about every hazard, and may answer")
    func dutyDesk() throws {
        let desk: TeamKey = try SampleDesk.key("desk")
        var context = try context(SampleDesk.staff(.dutyStudent, .team(desk)), minutes: 6)
        context.policy = try SampleDesk.policy(dutyDesk: desk)
        let hazard = try SampleDesk.opened(SampleDesk.report(isHazard: true))
        #expect(hazard.team?.rawValue == "repairs")
        let hop = TicketFact.hazardPassedOn(TicketFact.HazardPassedOn(hop: 1, receiver: .dutyDesk))
        let told = DeskPlan.Change(hazard, [hop], at: context.at)
            .oversightMessages(under: context.policy, at: context.at)
        #expect(told.map(\.recipient) == [.team(desk)])
        #expect(
            try hazard.after(.acknowledge(until: nil, words: nil), context).oversight.hazardAskedAt == nil)
        let plain = try SampleDesk.opened()
        #expect(throws: Refusal.self) { try plain.after(.acknowledge(until: nil, words: nil), context) }
        // It sees to it that somebody goes, and decides nothing else about another team's ticket.
        let dispatchers = SampleDesk.staff(.dispatcher, .team(desk))
        context.principal = dispatchers
        for command: TicketCommand in [
            .dismiss(.test, words: "演习", confirmsHazard: true), .accept(nil), .split([ReportID(1)]),
        ] {
            #expect(throws: Refusal.self, "\(command.name)") { try hazard.after(command, context) }
        }
        let over = Grant(role: .dutyStudent, scope: .team(desk), until: monday)
        context.principal = Principal(actor: .staff(PersonID(900)), grants: [over])
        #expect(throws: Refusal.self) { try hazard.after(.acknowledge(until: nil, words: nil), context) }
        let elsewhere = SampleDesk.staff(.dutyStudent, .team(try SampleDesk.key("network")))
        context.principal = elsewhere
        #expect(throws: Refusal.self) { try hazard.after(.acknowledge(until: nil, words: nil), context) }
    }
}
