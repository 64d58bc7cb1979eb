import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Hazards, urges and supervisions")
struct OversightTests {
    private let night = local("09-19T23:40")

    private func hops(_ desk: WatchedDesk) -> [EscalationRules.Receiver] {
        desk.facts.compactMap { if case .hazardPassedOn(let payload) = $0 { payload.receiver } else { nil } }
    }

    @Test(
        "A hazard that nobody acknowledges goes on to the next every five minutes, at night too, round and round"
    )
    func hazard() throws {
        var desk = try WatchedDesk(at: night, SampleDesk.report(isHazard: true))
        try desk.run(until: night + .seconds(299))
        #expect(hops(desk).isEmpty)
        try desk.run(until: night + .seconds(25 * 60))
        #expect(hops(desk) == [.dutyDesk, .teamLead, .supervisor, .head, .dutyDesk])
        let last = try #require(desk.facts.last)
        let sent = desk.messages(of: [last], at: night)
        #expect(sent.allSatisfy { $0.notBefore == nil && $0.quiet == nil } && !sent.isEmpty)
    }

    @Test("Accepting or acknowledging ends it; a decline begins it again")
    func answered() throws {
        for command in [TicketCommand.accept(nil), .acknowledge(until: nil, words: nil)] {
            var desk = try WatchedDesk(at: night, SampleDesk.report(isHazard: true))
            try desk.send(command, at: night + .seconds(200))
            try desk.run(until: night + .seconds(3600))
            #expect(hops(desk).isEmpty, "\(command.name)")
        }
        var desk = try WatchedDesk(at: night, SampleDesk.report(isHazard: true))
        try desk.send(.accept(nil), at: night + .seconds(60))
        try desk.send(.declineAssignment(words: "人在外地"), at: night + .seconds(120))
        try desk.run(until: night + .seconds(120 + 300))
        #expect(hops(desk) == [.dutyDesk])
    }

    @Test(
        "Acknowledged while somebody was to come and declined then, it asks again: nobody sees to it any more"
    )
    func declinedAfterwards() throws {
        var desk = try WatchedDesk(at: night, SampleDesk.report(isHazard: true))
        try desk.send(.acknowledge(until: nil, words: "已派人"), at: night + .seconds(60))
        try desk.send(.declineAssignment(words: "人在外地"), at: night + .seconds(120))
        try desk.run(until: night + .seconds(120 + 299))
        #expect(hops(desk).isEmpty)
        try desk.run(until: night + .seconds(120 + 300))
        #expect(hops(desk) == [.dutyDesk])
        // While it is asked about, a decline puts nothing off.
        try desk.send(
            .assign(try SampleDesk.key("repairs"), lead: nil, assistants: []), at: night + .seconds(430))
        try desk.send(.declineAssignment(words: "人在外地"), at: night + .seconds(600))
        try desk.run(until: night + .seconds(120 + 600))
        #expect(hops(desk) == [.dutyDesk, .teamLead])
    }

    @Test("A downtime doesn't ask everybody at once")
    func downtime() throws {
        var desk = try WatchedDesk(at: night, SampleDesk.report(isHazard: true))
        try desk.sweep(at: night + .seconds(7200))
        #expect(hops(desk) == [.dutyDesk])
    }

    @Test(
        "The second urge goes to the lead, the third opens a supervision; too soon is refused with the time")
    func urges() throws {
        var desk = try WatchedDesk()
        let first = try desk.send(.urge(ReportID(1), words: "快点"), at: local("09-14T10:10"))
        #expect(
            desk.messages(of: first, at: local("09-14T10:10")).map(\.recipient) == [
                .team(try SampleDesk.key("network"))
            ])
        let next = local("09-14T14:10")
        #expect(throws: Refusal.urgedLately(ReportID(1), next: next)) {
            try desk.send(.urge(ReportID(1), words: nil), at: local("09-14T14:09"))
        }
        let second = try desk.send(.urge(ReportID(1), words: nil), at: next)
        #expect(
            desk.messages(of: second, at: next).map(\.recipient)
                == [.team(try SampleDesk.key("network")), .role(.teamLead, try SampleDesk.key("network"))])
        let third = try desk.send(.urge(ReportID(1), words: nil), at: local("09-15T09:00"))
        guard third.count == 2, case .supervised(let supervised) = third[1] else {
            Issue.record("no supervision: \(third)")
            return
        }
        #expect(supervised.number == 1 && supervised.cause == .urges && supervised.notice == nil)
        #expect(supervised.due == local("09-16T09:00"))
        try desk.send(.urge(ReportID(1), words: nil), at: local("09-15T15:00"))
        #expect(desk.ticket.oversight.supervisions.count == 1)
    }

    @Test("An urge has a clock of its own; unanswered, the lead is told once, answered, nobody is")
    func urgeClock() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        try desk.send(.accept(nil), at: local("09-14T10:05"))
        // Two hours of service from 11:00 on: 15:00.
        try desk.send(.urge(ReportID(1), words: nil), at: local("09-14T11:00"))
        try desk.run(until: local("09-14T14:59"))
        #expect(desk.ticket.oversight.urges.map(\.isOverdue) == [false])
        try desk.run(until: local("09-14T17:00"))
        let late = desk.facts.filter { if case .urgeOverdue = $0 { true } else { false } }
        #expect(late.count == 1)
        try desk.send(.answerUrge(ReportID(1), answer: "师傅四点到"), at: local("09-14T17:00"))
        #expect(throws: Refusal.noUrge(ReportID(1))) {
            try desk.send(.answerUrge(ReportID(1), answer: "好了"), at: local("09-14T17:01"))
        }
        try desk.send(.urge(ReportID(1), words: nil), at: local("09-14T17:30"))
        try desk.send(.answerUrge(ReportID(1), answer: "明天到"), at: local("09-14T17:40"))
        try desk.run(until: local("09-15T17:00"))
        #expect(desk.facts.filter { if case .urgeOverdue = $0 { true } else { false } }.count == 1)
    }

    @Test("A supervision is read and answered by the lead or who stands in; overdue, the head is told once")
    func supervision() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        let supervisor = SampleDesk.staff(.supervisor, person: 901)
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.send(.supervise(notice: "请说明", due: nil), by: supervisor, at: local("09-14T10:10"))
        try desk.send(
            .supervise(notice: "再次说明", due: local("09-14T16:00")), by: supervisor, at: local("09-14T10:20"))
        #expect(desk.ticket.supervisionRows.map(\.due) == [local("09-15T10:10"), local("09-14T16:00")])
        let other = SampleDesk.staff(.technician, person: 8)
        #expect(throws: Refusal.assignedToAnother(PersonID(7))) {
            try desk.send(.readSupervision(1), by: other, at: local("09-14T11:00"))
        }
        let lead = SampleDesk.staff(.technician, person: 7)
        try desk.send(.readSupervision(1), by: lead, at: local("09-14T11:00"))
        try desk.send(.answerSupervision(1, answer: "配件周三到"), by: lead, at: local("09-14T11:30"))
        #expect(throws: Refusal.unchanged(.answerSupervision)) {
            try desk.send(.answerSupervision(1, answer: "x"), by: lead, at: local("09-14T11:31"))
        }
        #expect(throws: Refusal.unknownSupervision(3, count: 2)) {
            try desk.send(.readSupervision(3), by: lead, at: local("09-14T11:00"))
        }
        try desk.run(until: local("09-18T10:00"))
        let late = desk.facts.compactMap { fact in
            if case .supervisionOverdue(let payload) = fact { payload.number } else { nil }
        }
        #expect(late == [2])
        #expect(desk.ticket.supervisionRows.map { $0.answeredAt != nil } == [true, false])
    }

    @Test(
        "Only words in writing close a supervision: no reading of it, no blank answer, no end of the ticket")
    func closing() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        let lead = SampleDesk.staff(.technician, person: 7)
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try desk.send(
            .supervise(notice: "请说明", due: local("09-14T16:00")),
            by: SampleDesk.staff(.supervisor, person: 901), at: local("09-14T10:10"))
        try desk.send(.readSupervision(1), by: lead, at: local("09-14T10:30"))
        #expect(throws: Refusal.unchanged(.readSupervision)) {
            try desk.send(.readSupervision(1), by: lead, at: local("09-14T10:31"))
        }
        for blank in ["", " \n"] {
            #expect(throws: Refusal.emptyText(field: "answer")) {
                try desk.send(.answerSupervision(1, answer: blank), by: lead, at: local("09-14T10:40"))
            }
        }
        try desk.send(.resolve(SampleDesk.solved), by: lead, at: local("09-14T11:00"))
        #expect(desk.ticket.supervisionRows.map(\.answeredAt) == [nil])
        let late = try desk.sweep(at: local("09-14T16:00"))
        #expect(
            late == [
                .supervisionOverdue(TicketFact.SupervisionOverdue(number: 1, due: local("09-14T16:00")))
            ])
        try desk.send(.answerSupervision(1, answer: "配件已换"), by: lead, at: local("09-14T16:10"))
        #expect(desk.ticket.supervisionRows.map(\.answeredAt) == [local("09-14T16:10")])
        #expect(desk.ticket.supervisionRows.map(\.readAt) == [local("09-14T10:30")])
    }

    @Test(
        "Who is told of what: the order to the lead and the team lead, what nobody answered one step higher")
    func told() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        let network: TeamKey = try SampleDesk.key("network")
        func told(_ facts: [TicketFact]) -> [OutboxEntry.Recipient: String] {
            let sent = desk.messages(of: facts, at: local("09-14T10:10"))
            return Dictionary(sent.map { ($0.recipient, $0.template) }) { first, _ in first }
        }
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        let order = try desk.send(
            .supervise(notice: "请说明", due: local("09-14T11:00")),
            by: SampleDesk.staff(.supervisor, person: 901), at: local("09-14T10:10"))
        #expect(
            told(order) == [
                .person(PersonID(7)): "ticket.supervised", .role(.teamLead, network): "ticket.supervised",
            ])
        try desk.send(.urge(ReportID(1), words: nil), at: local("09-14T10:20"))
        #expect(
            told(try desk.sweep(at: local("09-14T11:00"))) == [
                .role(.head, network): "ticket.supervisionOverdue"
            ])
        let answer = try desk.send(
            .answerSupervision(1, answer: "配件周三到"), by: SampleDesk.staff(.technician, person: 7),
            at: local("09-14T11:30"))
        #expect(told(answer) == [.role(.supervisor, network): "ticket.supervisionAnswered"])
        let late = try desk.sweep(at: local("09-14T17:00"))
        #expect(told(late) == [.role(.teamLead, network): "ticket.urgeOverdue"])
    }

    @Test("Old urges, without a clock, are still read and counted")
    func old() throws {
        let desk = try WatchedDesk()
        let ticket = desk.ticket.applying(
            .urged(TicketFact.Urged(report: ReportID(1))), at: SampleDesk.monday)
        #expect(ticket.urgeCount == 1 && ticket.overdueUrge == nil)
    }
}
