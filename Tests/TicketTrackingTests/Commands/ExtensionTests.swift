import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("More time (延期)")
struct ExtensionTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)

    /// Accepted by person 7; due on Tuesday at 10:00, an eight-hour day later.
    private func accepted() throws -> Ticket { try SampleDesk.opened().after(.accept(PersonID(7))) }

    private let until = SampleDesk.instant("2026-09-18T18:00:00+08:00")
    private var ask: TicketCommand { .requestExtension(until: until, words: "等配件") }
    private let grant = TicketCommand.decideExtension(isGranted: true, words: nil)

    private func context(
        _ principal: Principal = seven, after seconds: Int64 = 60, basedOn: Int64? = nil
    ) throws -> DecisionContext {
        try SampleDesk.context(by: principal, at: SampleDesk.monday + .seconds(seconds), basedOn: basedOn)
    }

    @Test("Granted, it moves the due to the date asked for, keeps both, and is told to the reporter")
    func granting() throws {
        let ticket = try accepted()
        let due = try #require(ticket.resolutionDue)
        let asked = try ticket.after(ask, context())
        #expect(asked.resolutionDue == due && asked.extensionRequest?.until == until)
        let facts = try Ticket.decide(grant, on: asked, id: asked.id, in: context(SampleDesk.dispatcher))
        #expect(
            facts == [
                .extensionDecided(
                    TicketFact.ExtensionDecided(isGranted: true, was: due, until: until, askedBy: PersonID(7))
                )
            ])
        let change = DeskPlan.Change(asked, facts, at: SampleDesk.monday)
        #expect(change.ticket.resolutionDue == until && change.ticket.extensionRequest == nil)
        #expect(change.messages.map(\.template) == ["ticket.extensionGranted", "report.extended"])
        #expect(change.messages.map(\.recipient) == [.person(PersonID(7)), .person(PersonID(101))])
    }

    @Test("Asked for is a date after the due, and none beyond what a hold may last")
    func bounds() throws {
        let ticket = try accepted()
        let due = try #require(ticket.resolutionDue)
        let context = try context()
        let latest = context.at + context.policy.limits.holdMax
        for until in [due, latest + .seconds(1)] {
            #expect(
                throws: Refusal.date(field: "until", after: due, latest: latest, found: until)
            ) { try ticket.after(.requestExtension(until: until, words: "等配件"), context) }
        }
        let last = try ticket.after(.requestExtension(until: latest, words: "等配件"), context)
        #expect(last.extensionRequest?.until == latest)
    }

    @Test("Refused, it changes nothing, gives a reason and is told to whoever asked")
    func refusing() throws {
        let asked = try accepted().after(ask, context())
        let dispatcher = try context(SampleDesk.dispatcher)
        #expect(throws: Refusal.emptyText(field: "words")) {
            try asked.after(.decideExtension(isGranted: false, words: nil), dispatcher)
        }
        let no = TicketCommand.decideExtension(isGranted: false, words: "有备件")
        let facts = try Ticket.decide(no, on: asked, id: asked.id, in: dispatcher)
        let change = DeskPlan.Change(asked, facts, at: SampleDesk.monday)
        #expect(change.ticket.resolutionDue == asked.resolutionDue)
        #expect(change.messages.map(\.template) == ["ticket.extensionRefused"])
        #expect(facts[0].audience == .staff)
        // Once refused, it may be asked for again.
        #expect(try change.ticket.after(ask, context()).extensionRequest != nil)
    }

    @Test("Nobody decides the own request, and only those who answer for the desk decide")
    func deciders() throws {
        let lead = SampleDesk.staff(.teamLead, person: 7)
        let asked = try accepted().after(ask, context(lead))
        #expect(throws: Refusal.ownExtension) { try asked.after(grant, context(lead)) }
        for role in [Role.teamLead, .dispatcher, .supervisor] {
            #expect(try asked.after(grant, context(SampleDesk.staff(role))).resolutionDue == until)
        }
        for role in [Role.technician, .caller, .contractor, .head] {
            #expect(
                throws: Refusal.notPermitted(.decideExtension, roles: TicketRight.of(.decideExtension).roles)
            ) {
                try asked.after(grant, context(SampleDesk.staff(role)))
            }
        }
        let byOperator = try accepted().after(ask, context(.system("operator")))
        #expect(throws: Refusal.ownExtension) { try byOperator.after(grant, context(.system("operator"))) }
    }

    @Test("Asked for before the deadline only, by the desk's clock whatever the sender's says")
    func deadline() throws {
        let ticket = try accepted()
        let due = try #require(ticket.resolutionDue)
        var late = try context()
        late.at = due
        #expect(throws: Refusal.deadlinePassed(due)) { try ticket.after(ask, late) }
        late.occurredAt = SampleDesk.monday + .seconds(60)
        #expect(throws: Refusal.deadlinePassed(due)) { try ticket.after(ask, late) }
        late.at = due + .seconds(-1)
        late.occurredAt = nil
        #expect(try ticket.after(ask, late).extensionRequest != nil)
        let noLater = TicketCommand.requestExtension(until: due, words: "x")
        #expect(throws: Refusal.self) { try ticket.after(noLater, context()) }
    }

    @Test("One at a time; undecided, it lapses at the deadline, which is missed then")
    func lapsing() throws {
        let asked = try accepted().after(ask, context())
        #expect(throws: Refusal.extensionPending) { try asked.after(ask, context()) }
        let due = try #require(asked.resolutionDue)
        #expect(
            asked.deadlines(under: try SampleDesk.policy()).map(\.kind) == [.resolution, .extensionLapses])
        let facts = try Ticket.decide(
            .sweep, on: asked, id: asked.id, in: SampleDesk.context(by: .system("sweep"), at: due))
        #expect(facts.map(\.kind.name) == ["ticket.extensionLapsed", "ticket.overdue"])
        let after = asked.applying(facts, at: due)
        #expect(after.extensionRequest == nil)
        #expect(try after.deadlines(under: SampleDesk.policy()).isEmpty)
        #expect(throws: Refusal.noExtension) { try after.after(grant) }
        // Too late to be granted, though no sweep has come by.
        var late = try context(SampleDesk.dispatcher)
        late.at = due
        #expect(throws: Refusal.deadlinePassed(due)) { try asked.after(grant, late) }
    }

    @Test(
        "Granted while the clock stands still, it is put off only by what the clock stands still afterwards")
    func paused() throws {
        let held = try accepted().after(ask, context()).after(
            .hold(.access, until: SampleDesk.monday + .seconds(86_400), words: nil), context())
        let granted = try held.after(grant, context(SampleDesk.dispatcher, after: 3660))
        #expect(granted.resolutionDue == until)
        let back = try granted.after(.resume, context(after: 4260))
        let expected = try SampleDesk.calendar().adding(.seconds(600), to: until)
        #expect(back.resolutionDue == expected)
        #expect(back.pausedSeconds == 4200)
    }

    @Test("While the clock stands still no due passes: more time is asked for on any day of it")
    func standingStill() throws {
        let held = try accepted().after(
            .hold(.access, until: SampleDesk.instant("2026-09-17T10:00:00+08:00"), words: nil), context())
        let later = try SampleDesk.context(
            by: Self.seven, at: SampleDesk.instant("2026-09-16T10:00:00+08:00"))
        #expect(try #require(held.resolutionDue) < later.at)
        #expect(try held.after(ask, later).extensionRequest?.until == until)
        #expect(throws: Refusal.self) { try accepted().after(ask, later) }
    }

    @Test("Time that was granted stays when the priority falls, and goes when it rises")
    func reprioritising() throws {
        let granted = try accepted().after(ask, context()).after(grant, context(SampleDesk.dispatcher))
        #expect(try granted.after(.reprioritise(.low, words: nil)).resolutionDue == until)
        let high = try granted.after(.reprioritise(.high, words: nil))
        #expect(try #require(high.resolutionDue) < until)
    }

    @Test("From far away, on a ticket that moved since, both are refused")
    func late() throws {
        let ticket = try accepted()
        #expect(throws: Refusal.late(.requestExtension, basedOn: 1, newest: ticket.revision)) {
            try ticket.after(ask, context(basedOn: 1))
        }
        let asked = try ticket.after(ask, context())
        #expect(throws: Refusal.late(.decideExtension, basedOn: 1, newest: asked.revision)) {
            try asked.after(grant, context(SampleDesk.dispatcher, basedOn: 1))
        }
    }
}
