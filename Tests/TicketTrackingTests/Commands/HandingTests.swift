import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("A ticket goes from hand to hand")
struct HandingTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)

    private func team(_ name: String) throws -> TeamKey { try SampleDesk.key(name) }

    /// Accepted by person 7, who works on it.
    private func working() throws -> Ticket {
        try SampleDesk.opened().after(.accept(PersonID(7))).after(
            .workRemotely, SampleDesk.context(by: Self.seven))
    }

    @Test("Reassigned, it says from whom to whom and why, waits to be accepted, and no due moves")
    func reassigning() throws {
        let ticket = try working()
        let command = TicketCommand.reassign(try team("repairs"), lead: PersonID(17), words: "是插座坏了")
        let facts = try Ticket.decide(command, on: ticket, id: ticket.id, in: SampleDesk.context())
        guard case .reassigned(let handed) = facts.first else { throw Missing() }
        #expect(handed.fromTeam == ticket.team && handed.fromLead == PersonID(7))
        #expect(handed.organisation == OrganisationKey("logistics"))
        #expect(handed.words.value == "是插座坏了")
        let after = ticket.applying(facts, at: SampleDesk.monday)
        #expect(after.state == .assigned && after.lead == PersonID(17) && after.team == handed.team)
        #expect(after.resolutionDue == ticket.resolutionDue && after.responseDue == ticket.responseDue)
        #expect(after.respondedAt == ticket.respondedAt)
        let accepted = try after.after(
            .accept(nil), SampleDesk.context(by: SampleDesk.staff(.technician, person: 17)))
        #expect(accepted.state == .accepted)
        #expect(throws: Refusal.assignedToAnother(PersonID(17))) {
            try after.after(.accept(nil), SampleDesk.context(by: Self.seven))
        }
    }

    @Test("A visit stays agreed where another's report leaves the ticket")
    func visit() throws {
        let from = SampleDesk.monday + .seconds(3600)
        let ticket = try SampleDesk.opened().after(.joinReport(SampleDesk.report(2))).after(
            .accept(PersonID(7)),
            .appoint(ReportID(1), from: from, until: from + .seconds(3600), words: nil))
        var context = try SampleDesk.context()
        context.newTicket = TicketID(9)
        for (report, isOff) in [(Int64(2), false), (1, true)] {
            let facts = try Ticket.decide(.split([ReportID(report)]), on: ticket, id: ticket.id, in: context)
            let isCalledOff = facts.contains { $0.kind.name == "ticket.appointmentCancelled" }
            #expect(isCalledOff == isOff, "report \(report)")
        }
    }

    @Test("A clock that runs out meanwhile runs out all the same")
    func clocksRunOn() throws {
        let ticket = try working()
        let due = try #require(ticket.resolutionDue)
        let handed = try ticket.after(
            .transfer(nil, lead: nil, words: "下班了"),
            SampleDesk.context(by: Self.seven, at: due + .seconds(-60)))
        #expect(handed.state == .assigned && handed.state.isOpen)
        let swept = try Ticket.decide(
            .sweep, on: handed, id: handed.id, in: SampleDesk.context(by: .system("sweep"), at: due))
        #expect(swept == [.overdue(TicketFact.Overdue(clock: .resolution, due: due))])
    }

    @Test("Handing it on is no first contact, and whoever helped the one before helps nobody after")
    func nothingStays() throws {
        let network = try team("network")
        let given = try SampleDesk.opened().after(
            .assign(network, lead: PersonID(7), assistants: [PersonID(8)]))
        for command: TicketCommand in [
            .transfer(nil, lead: nil, words: "我不在校"), .reassign(try team("repairs"), lead: nil, words: "换班组"),
        ] {
            let by = command.name == .transfer ? Self.seven : SampleDesk.dispatcher
            let later = SampleDesk.monday + .seconds(600)
            let handed = try given.after(command, SampleDesk.context(by: by, at: later))
            #expect(handed.respondedAt == nil && handed.responseDue == given.responseDue)
            #expect(handed.resolutionDue == given.resolutionDue)
            #expect(handed.lead == nil && handed.assistants.isEmpty, "\(command.name)")
            #expect(
                handed.deadlines(under: try SampleDesk.policy()).map(\.kind) == [.response, .resolution])
        }
    }

    @Test("A referral that takes two days puts no minute on the clock, and misses its due meanwhile")
    func referred() throws {
        let ticket = try working()
        let due = try #require(ticket.resolutionDue)
        let away = try ticket.after(
            .refer(
                try SampleDesk.key("carrier"), due: SampleDesk.monday + .seconds(3 * 86_400), reference: nil,
                words: nil))
        let overdue = try Ticket.decide(
            .sweep, on: away, id: away.id, in: SampleDesk.context(by: .system("sweep"), at: due))
        #expect(overdue == [.overdue(TicketFact.Overdue(clock: .resolution, due: due))])
        let back = try away.after(
            .answerReferral("已修复光缆", isDone: true),
            SampleDesk.context(at: SampleDesk.monday + .seconds(2 * 86_400)))
        #expect(back.resolutionDue == due && back.pausedSeconds == 0 && back.state == .working)
    }

    @Test("Only whoever leads it passes it on")
    func transferring() throws {
        let ticket = try working()
        let command = TicketCommand.transfer(nil, lead: nil, words: "我不在校")
        for other in [SampleDesk.staff(.technician, person: 9), SampleDesk.dispatcher] {
            #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
                try ticket.after(command, SampleDesk.context(by: other))
            }
        }
        #expect(throws: Refusal.nobodyHasIt) {
            try SampleDesk.opened().after(command, SampleDesk.context(by: Self.seven))
        }
        #expect(throws: Refusal.emptyText(field: "words")) {
            try ticket.after(
                .transfer(nil, lead: nil, words: " "), SampleDesk.context(by: Self.seven))
        }
        #expect(throws: Refusal.unchanged(.transfer)) {
            try ticket.after(
                .transfer(nil, lead: PersonID(7), words: "给自己"), SampleDesk.context(by: Self.seven))
        }
    }

    @Test("Whoever gets it must be one who may accept it")
    func fitness() throws {
        let ticket = try working()
        let roles = TicketRight.of(.accept).roles
        let (network, repairs) = (try team("network"), try team("repairs"))
        #expect(throws: Refusal.unfitLead(PersonID(17), network, roles: roles)) {
            try ticket.after(.reassign(network, lead: PersonID(17), words: "换人"))
        }
        #expect(throws: Refusal.unfitLead(PersonID(8), repairs, roles: roles)) {
            try ticket.after(
                .transfer(repairs, lead: PersonID(8), words: "换人"), SampleDesk.context(by: Self.seven))
        }
        #expect(throws: Refusal.unknownTeam(try team("nobody"))) {
            try ticket.after(.reassign(try team("nobody"), lead: nil, words: "换人"))
        }
    }

    @Test("From a hold it goes on at once, with the pause that there was put on its due")
    func fromHold() throws {
        let until = SampleDesk.instant("2026-09-16T10:00:00+08:00")
        let held = try working().after(
            .hold(.access, until: until, words: nil), SampleDesk.context(by: Self.seven))
        let due = try #require(held.resolutionDue)
        let later = SampleDesk.monday + .seconds(3600)
        let facts = try Ticket.decide(
            .reassign(try team("repairs"), lead: nil, words: "换班组"), on: held, id: held.id,
            in: SampleDesk.context(at: later))
        #expect(facts.map(\.kind.name) == ["ticket.resumed", "ticket.reassigned"])
        let after = held.applying(facts, at: later)
        #expect(after.hold == nil && after.pausedSeconds == 3600)
        let expected = try SampleDesk.calendar().adding(.seconds(3600), to: due)
        #expect(after.resolutionDue == expected)
    }

    @Test("Assistants come and go, by the lead or by those who dispatch")
    func assisting() throws {
        let ticket = try working()
        let add = TicketCommand.assist([PersonID(8), PersonID(17), PersonID(8)], removing: [])
        let two = try ticket.after(add, SampleDesk.context(by: Self.seven))
        #expect(two.assistants == [PersonID(8), PersonID(17)] && two.lead == PersonID(7))
        #expect(two.state == .working)
        let one = try two.after(.assist([PersonID(8)], removing: [PersonID(17), PersonID(99)]))
        #expect(one.assistants == [PersonID(8)])
        #expect(throws: Refusal.unchanged(.assist)) { try one.after(add.only(8)) }
        #expect(throws: Refusal.unchanged(.assist)) {
            try one.after(.assist([PersonID(7)], removing: [PersonID(99)]))
        }
        #expect(throws: Refusal.unfitAssistant(PersonID(18), roles: TicketRight.of(.accept).roles)) {
            try one.after(.assist([PersonID(18)], removing: []))
        }
        #expect(throws: Refusal.notPermitted(.assist, roles: TicketRight.of(.assist).roles)) {
            try one.after(add, SampleDesk.context(by: SampleDesk.staff(.technician, person: 8)))
        }
    }

    @Test("An appointment is with one reporter, one at a time, and may be changed")
    func appointing() throws {
        let ticket = try working()
        let from = SampleDesk.monday + .seconds(7200)
        let first = TicketCommand.appoint(ReportID(1), from: from, until: from + .seconds(3600), words: "带钥匙")
        let agreed = try ticket.after(first, SampleDesk.context(by: Self.seven))
        #expect(agreed.appointment?.report == ReportID(1) && agreed.appointment?.from == from)
        #expect(throws: Refusal.unchanged(.appoint)) {
            try agreed.after(first, SampleDesk.context(by: Self.seven))
        }
        let moved = try agreed.after(
            .appoint(ReportID(1), from: from + .seconds(60), until: from + .seconds(3660), words: nil),
            SampleDesk.context(by: Self.seven))
        #expect(moved.appointment?.from == from + .seconds(60))
        #expect(throws: Refusal.unknownReport(ReportID(9))) {
            try ticket.after(.appoint(ReportID(9), from: from, until: from + .seconds(60), words: nil))
        }
        for (start, end) in [(-60, 60), (60, 60), (60, 30), (60, 60 + 86_401)] as [(Int64, Int64)] {
            #expect(throws: Refusal.self) {
                try ticket.after(
                    .appoint(
                        ReportID(1), from: SampleDesk.monday + .seconds(start),
                        until: SampleDesk.monday + .seconds(end), words: nil))
            }
        }
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try ticket.after(first, SampleDesk.context(by: SampleDesk.staff(.technician, person: 9)))
        }
    }

    @Test(
        "The lead is reminded of it once, and a missed one is noted once, by the sweep or by a late arrival")
    func missing() throws {
        let from = SampleDesk.monday + .seconds(7200)
        let agreed = try working().after(
            .appoint(ReportID(1), from: from, until: from + .seconds(3600), words: nil))
        var context = try SampleDesk.context(by: .system("sweep"), at: from + .seconds(-1800))
        context.policy = try SampleDesk.policy(work: WorkRules(appointmentReminder: .seconds(1800)))
        let due = TicketFact.AppointmentDue(report: ReportID(1), from: from, until: from + .seconds(3600))
        #expect(try Ticket.decide(.sweep, on: agreed, id: agreed.id, in: context) == [.appointmentNear(due)])
        let reminded = agreed.applying(.appointmentNear(due), at: context.at)
        #expect(throws: Refusal.nothingDue) {
            try Ticket.decide(.sweep, on: reminded, id: reminded.id, in: context)
        }
        context.at = from + .seconds(3600)
        let facts = try Ticket.decide(.sweep, on: reminded, id: reminded.id, in: context)
        #expect(facts == [.appointmentMissed(due)])
        let missed = reminded.applying(facts, at: context.at)
        #expect(missed.appointment?.isMissed == true)
        #expect(missed.deadlines(under: context.policy).map(\.kind) == [.resolution])
        let arrive = TicketCommand.arrive(.none, label: nil, at: nil)
        let late = try SampleDesk.context(by: Self.seven, at: from + .seconds(4000))
        let kinds = try Ticket.decide(arrive, on: agreed, id: agreed.id, in: late).map(\.kind.name)
        #expect(kinds == ["ticket.appointmentMissed", "ticket.arrived"])
        #expect(try missed.after(arrive, late).appointment == nil)
        // Kept in time, though nobody reminded anybody.
        let kept = try agreed.after(arrive, SampleDesk.context(by: Self.seven, at: from))
        #expect(kept.appointment == nil)
    }

    @Test("A visit is called off by the lead or by its reporter, and the other side is told")
    func cancelling() throws {
        let from = SampleDesk.monday + .seconds(7200)
        let agreed = try working().after(
            .appoint(ReportID(1), from: from, until: from + .seconds(3600), words: nil))
        let off = TicketCommand.cancelAppointment(ReportID(1), words: "配件没到")
        let reporter = Principal(actor: .reporter(PersonID(101)))
        for (principal, template) in [
            (Self.seven, "report.appointmentCancelled"), (reporter, "ticket.appointmentCancelled"),
        ] {
            let facts = try Ticket.decide(
                off, on: agreed, id: agreed.id, in: SampleDesk.context(by: principal))
            let change = DeskPlan.Change(agreed, facts, at: SampleDesk.monday)
            #expect(change.ticket.appointment == nil)
            #expect(change.messages.map(\.template) == [template])
            let kinds = change.ticket.deadlines(under: try SampleDesk.policy()).map(\.kind)
            #expect(!kinds.contains(.appointmentEnds) && !kinds.contains(.appointmentNears))
        }
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try agreed.after(off, SampleDesk.context(by: SampleDesk.staff(.technician, person: 9)))
        }
        let stranger = Principal(actor: .reporter(PersonID(102)))
        #expect(throws: Refusal.self) { try agreed.after(off, SampleDesk.context(by: stranger)) }
        #expect(throws: Refusal.noAppointment(ReportID(1))) { try working().after(off) }
    }

    @Test("Whoever acts from far away on a ticket that has moved since is refused")
    func late() throws {
        let ticket = try working()
        for command: TicketCommand in [
            .assist([PersonID(8)], removing: []), .transfer(nil, lead: nil, words: "x"),
            .reassign(try team("repairs"), lead: nil, words: "x"),
            .appoint(
                ReportID(1), from: SampleDesk.monday + .seconds(60), until: SampleDesk.monday + .seconds(90),
                words: nil),
        ] {
            let by = command.name == .reassign ? SampleDesk.dispatcher : Self.seven
            #expect(throws: Refusal.late(command.name, basedOn: 1, newest: ticket.revision)) {
                try ticket.after(command, SampleDesk.context(by: by, basedOn: 1))
            }
            let early = SampleDesk.monday + .seconds(-1)
            #expect(throws: Refusal.self) {
                try ticket.after(command, SampleDesk.context(by: by, occurredAt: early))
            }
            let seen = try SampleDesk.context(by: by, basedOn: ticket.revision)
            #expect(try !Ticket.decide(command, on: ticket, id: ticket.id, in: seen).isEmpty)
        }
    }
}

/// A fact that should have been there.
struct Missing: Error {}

extension TicketCommand {
    fileprivate func only(_ person: Int64) -> TicketCommand { .assist([PersonID(person)], removing: []) }
}
