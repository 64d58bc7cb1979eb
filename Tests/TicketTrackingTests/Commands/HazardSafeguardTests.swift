import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What may hurt somebody")
struct HazardSafeguardTests {
    /// What puts it off, hands it away or plays it down.
    static func commands(isConfirmed: Bool) throws -> [TicketCommand] {
        let later = SampleDesk.monday + .seconds(7200)
        return [
            .merge(into: TicketID(9), confirmsHazard: isConfirmed),
            .hold(.parts, until: later, words: nil, confirmsHazard: isConfirmed),
            .askReporter(ReportID(1), question: "在哪？", until: later, confirmsHazard: isConfirmed),
            .refer(
                try SampleDesk.key("carrier"), due: later, reference: nil, words: nil,
                confirmsHazard: isConfirmed),
            .reprioritise(.high, words: nil, confirmsHazard: isConfirmed),
            .classify(nil, isHazard: false, confirmsHazard: isConfirmed),
            .dismiss(.test, words: "演习", confirmsHazard: isConfirmed),
            .adviseAndClose(answer: "请拨 96598", confirmsHazard: isConfirmed),
        ]
    }

    private static let confirmers: [Role] = [.dispatcher, .teamLead]

    @Test("needs a named person of the desk who says so", arguments: 0..<8)
    func confirming(_ index: Int) throws {
        let ticket = try SampleDesk.opened(SampleDesk.report(isHazard: true))
        let (plain, confirmed) = (
            try Self.commands(isConfirmed: false)[index], try Self.commands(isConfirmed: true)[index]
        )
        let refusal = Refusal.hazardUnconfirmed(plain.name, roles: [.dispatcher, .teamLead, .supervisor])
        for role in Self.confirmers {
            let context = try SampleDesk.context(by: SampleDesk.staff(role))
            #expect(throws: refusal) { try ticket.after(plain, context) }
            let facts = try Ticket.decide(confirmed, on: ticket, id: ticket.id, in: context)
            #expect(facts.compactMap(\.confirmer) == [PersonID(900)], "\(plain.name)")
        }
        // Neither the machine's operator nor a program has a name; a technician has one, but not the right.
        let program = Principal(
            actor: .apiClient(PersonID(900)), grants: [Grant(role: .dispatcher, scope: .site)])
        for principal in [Principal.system("operator"), program] {
            #expect(throws: refusal) { try ticket.after(confirmed, SampleDesk.context(by: principal)) }
        }
        let technician = try SampleDesk.context(by: SampleDesk.staff(.technician))
        let isWorkers = TicketRight.of(plain.name).roles.contains(.technician)
        let expected =
            isWorkers ? refusal : .notPermitted(plain.name, roles: TicketRight.of(plain.name).roles)
        #expect(throws: expected) { try ticket.after(confirmed, technician) }
    }

    @Test("Raised by hand, it is one too, though no report says so", arguments: [0, 1, 2, 3, 4, 6, 7])
    func raised(_ index: Int) throws {
        let ticket = try SampleDesk.opened().after(.reprioritise(.hazard, words: nil))
        #expect(!ticket.isHazard)
        let plain = try Self.commands(isConfirmed: false)[index]
        #expect(
            throws: Refusal.hazardUnconfirmed(plain.name, roles: [.dispatcher, .teamLead, .supervisor])
        ) { try ticket.after(plain) }
        let confirmed = try Self.commands(isConfirmed: true)[index]
        let facts = try Ticket.decide(confirmed, on: ticket, id: ticket.id, in: SampleDesk.context())
        #expect(facts.compactMap(\.confirmer) == [PersonID(900)])
    }

    @Test("A dispatcher of another team can't confirm it")
    func scope() throws {
        let ticket = try SampleDesk.opened(SampleDesk.report(isHazard: true))
        let both = Principal(
            actor: .staff(PersonID(900)),
            grants: [
                Grant(role: .technician, scope: .site),
                Grant(role: .teamLead, scope: .team(try SampleDesk.key("network"))),
            ])
        let hold = try Self.commands(isConfirmed: true)[1]
        #expect(throws: Refusal.hazardUnconfirmed(.hold, roles: [.dispatcher, .teamLead, .supervisor])) {
            try ticket.after(hold, SampleDesk.context(by: both))
        }
    }

    @Test("Other tickets ask for no confirmation and note none", arguments: [0, 1, 2, 3, 4, 6, 7])
    func harmless(_ index: Int) throws {
        let ticket = try SampleDesk.opened()
        let facts = try Ticket.decide(
            try Self.commands(isConfirmed: true)[index], on: ticket, id: ticket.id, in: SampleDesk.context())
        #expect(facts.compactMap(\.confirmer).isEmpty)
    }

    @Test("It comes first whatever the table says and whenever it is reported")
    func priority() throws {
        let night = SampleDesk.instant("2026-09-13T23:40:00+08:00")
        var context = try SampleDesk.context(at: night)
        let calm = RoutingRule(name: "calm", target: .team(try SampleDesk.key("desk")), priority: .low)
        context.policy = try SampleDesk.policy(rules: [calm])
        let facts = try Ticket.decide(
            .report(SampleDesk.report(words: "插座冒烟"), reworkOf: nil), on: nil, id: TicketID(1), in: context)
        guard case .routed(let routed) = facts.last else { throw Missing() }
        #expect(routed.priority == .hazard)
        #expect(routed.responseDue == night + .seconds(600))
    }

    @Test("The box that was ticked counts, whatever the words say and whatever they are taken for")
    func box() throws {
        let report = SampleDesk.report(category: nil, words: "断网了，没有冒烟", isHazard: true)
        let ticket = try SampleDesk.opened(report)
        #expect(ticket.category == FaultCategoryKey("network.outage"))
        #expect(ticket.isHazard && ticket.priority == .hazard)
    }

    @Test("A further reporter who tells of one, by the box or in words, makes the ticket one at once")
    func joined() throws {
        let calm = try SampleDesk.opened()
        for report in [
            SampleDesk.report(2, isHazard: true), SampleDesk.report(2, words: "插座冒烟"),
        ] {
            let ticket = try calm.after(.joinReport(report))
            #expect(ticket.isHazard && ticket.priority == .hazard)
            #expect(ticket.responseDue == SampleDesk.monday + .seconds(600))
            #expect(ticket.oversight.hazardAskedAt == SampleDesk.monday)
        }
        let denied = try calm.after(.joinReport(SampleDesk.report(2, words: "没有冒烟")))
        #expect(!denied.isHazard && denied.priority == calm.priority)
    }

    @Test("A ticket that takes a hazard's reports comes first as that one did")
    func merged() throws {
        let hazard = try SampleDesk.opened(SampleDesk.report(2, isHazard: true))
        let calm = try SampleDesk.opened()
        let decision = Decision(ticket: calm, command: .merge, context: try SampleDesk.context())
        let after = calm.applying(try decision.take(reportsOf: hazard), at: SampleDesk.monday)
        #expect(after.priority == .hazard && after.responseDue == SampleDesk.monday + .seconds(600))
    }

    @Test("Locating a ticket that was raised by hand doesn't lower it again")
    func locating() throws {
        let words = Personal<String>.clear("三教那个大教室", of: PersonID(101))
        let raised = try SampleDesk.opened(SampleDesk.report(at: .unknown(words)), path: []).after(
            .reprioritise(.hazard, words: nil), SampleDesk.context(path: []))
        let located = try raised.after(
            .locate(PlaceID(3)), SampleDesk.context(named: SampleDesk.path, path: []))
        #expect(located.priority == .hazard)
    }
}

extension TicketFact {
    fileprivate var confirmer: PersonID? {
        switch self {
        case .merged(let payload): payload.confirmedBy
        case .held(let payload): payload.confirmedBy
        case .referred(let payload): payload.confirmedBy
        case .reprioritised(let payload): payload.confirmedBy
        case .classified(let payload): payload.confirmedBy
        case .dismissed(let payload): payload.confirmedBy
        case .closed(let payload): payload.confirmedBy
        default: nil
        }
    }
}

@Suite("A hazard that is taken back")
struct HazardWithdrawnTests {
    private func withdraw(_ isConfirmed: Bool, report: Int64 = 1) -> TicketCommand {
        .withdraw(ReportID(report), words: "看错了", confirmsHazard: isConfirmed)
    }

    @Test("by its reporter needs nobody else; passed on, it needs whoever answers for it")
    func confirming() throws {
        let ticket = try SampleDesk.opened(SampleDesk.report(isHazard: true))
        let own = try SampleDesk.context(by: Principal(actor: .reporter(PersonID(101))))
        #expect(try ticket.after(withdraw(false), own).closing == .withdrawn)
        let refusal = Refusal.hazardUnconfirmed(.withdraw, roles: [.dispatcher, .teamLead, .supervisor])
        for role in [Role.dispatcher, .supervisor] {
            let context = try SampleDesk.context(by: SampleDesk.staff(role))
            #expect(throws: refusal) { try ticket.after(withdraw(false), context) }
            let facts = try Ticket.decide(withdraw(true), on: ticket, id: ticket.id, in: context)
            guard case .withdrawn(let taken)? = facts.first else { throw Missing() }
            #expect(taken.confirmedBy == PersonID(900))
        }
        // A caller has a name, but not the right.
        let caller = try SampleDesk.context(by: SampleDesk.staff(.caller))
        #expect(throws: refusal) { try ticket.after(withdraw(true), caller) }
    }

    @Test("while others tell of it still, nothing is put aside")
    func others() throws {
        let ticket = try SampleDesk.opened(SampleDesk.report(isHazard: true))
            .after(.joinReport(SampleDesk.report(2)))
        let caller = try SampleDesk.context(by: SampleDesk.staff(.caller))
        #expect(try ticket.after(withdraw(false, report: 2), caller).mayHurt)
    }

    @Test("is told to the team where nobody leads yet; what is no danger isn't")
    func told() throws {
        let own = try SampleDesk.context(by: Principal(actor: .reporter(PersonID(101))))
        for isHazard in [true, false] {
            let ticket = try SampleDesk.opened(SampleDesk.report(isHazard: isHazard))
            let facts = try Ticket.decide(withdraw(false), on: ticket, id: ticket.id, in: own)
            let told = DeskPlan.Change(ticket, facts, at: SampleDesk.monday).messages
                .filter { $0.template == "ticket.withdrawn" }.map(\.recipient)
            #expect(told == (isHazard ? ticket.team.map { [.team($0)] } ?? [] : []))
        }
    }
}
