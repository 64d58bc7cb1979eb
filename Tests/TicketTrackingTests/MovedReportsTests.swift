import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What follows a report that goes to another ticket")
struct MovedReportsTests {
    private static let supervisor = SampleDesk.staff(.supervisor)

    private func isShown(_ text: String, _ ids: [TicketID], _ desk: SmallDesk) async throws -> [Bool] {
        var shown: [Bool] = []
        for id in ids {
            let events = await desk.tickets.events(of: id)
            let said = events.flatMap { ShownEvents(events).fact($0).said }.map(\.words?.value)
            let ticket = try await desk.ticket(id)
            let carried = ticket.reports.map(\.report.words?.value)
            shown.append((said + carried).contains { $0 == text })
        }
        return shown
    }

    @Test("Redacted on the ticket that took it, a report is redacted on the one that was merged away too")
    func merged() async throws {
        let desk = try await SmallDesk()
        let first = try await desk.report("找张三").ticket
        let second = try await desk.report().ticket
        try await desk.send(.merge(into: second), on: first)
        #expect(try await isShown("找张三", [first, second], desk) == [true, true])
        try await desk.send(.redact(.report(ReportID(1)), words: "别人的电话"), on: second, by: Self.supervisor)
        #expect(try await isShown("找张三", [first, second], desk) == [false, false])
        await #expect(throws: Refusal.unchanged(.redact)) {
            try await desk.send(.redact(.report(ReportID(1)), words: "再来"), on: first, by: Self.supervisor)
        }
    }

    @Test(
        "By the event that took it over, as by the report, and through two moves", arguments: [true, false])
    func events(isByEvent: Bool) async throws {
        let desk = try await SmallDesk()
        let first = try await desk.report("找张三").ticket
        let second = try await desk.report().ticket
        try await desk.send(.merge(into: second), on: first)
        let third = try #require(try await desk.send(.split([ReportID(1)]), on: second).newTicket)
        let all = [first, second, third]
        #expect(try await isShown("找张三", all, desk) == [true, true, true])
        // The report has left it; its words stand in an event of it all the same.
        let taking = try #require(
            await desk.facts(of: second).firstIndex {
                if case .reportsTaken = $0 { true } else { false }
            })
        let target: RedactionTarget = isByEvent ? .event(Int64(taking) + 1) : .report(ReportID(1))
        try await desk.send(.redact(target, words: "别人的电话"), on: second, by: Self.supervisor)
        #expect(try await isShown("找张三", all, desk) == [false, false, false])
        #expect(try await desk.ticket(third).reports[0].report.words == nil)
    }

    @Test("An urge goes with its report, keeps its time and is answered there", arguments: [true, false])
    func urges(isMerged: Bool) async throws {
        let desk = try await SmallDesk()
        let receipt = try await desk.report()
        let (first, report) = (receipt.ticket, try #require(receipt.report))
        let urging = Principal(actor: .reporter(try await desk.ticket(first).reports[0].report.reporter))
        try await desk.send(.urge(report, words: nil), on: first, by: urging)
        let due = try #require(try await desk.ticket(first).oversight.urges.first?.due)
        let home: TicketID
        if isMerged {
            home = try await desk.report().ticket
            try await desk.send(.merge(into: home), on: first)
        } else {
            _ = try await desk.report(joining: first)
            home = try #require(try await desk.send(.split([report]), on: first).newTicket)
        }
        let moved = try await desk.ticket(home)
        #expect(moved.urgeCount == 1 && moved.oversight.openUrges(of: report).map(\.due) == [due])
        #expect(moved.deadlines(under: desk.desk.policy).contains { $0.kind == .urgeAnswer && $0.due == due })
        await #expect(throws: Refusal.self) {
            try await desk.send(.urge(report, words: nil), on: home, by: urging)
        }
        try await desk.send(.answerUrge(report, answer: "师傅下午到"), on: home)
        #expect(try await desk.ticket(home).oversight.openUrges(of: report).isEmpty)
    }

    @Test("An answer to the fault answers the urges: reopened, it isn't late with them")
    func answered() throws {
        let urged = try SampleDesk.opened().after(
            .accept(nil), .urge(ReportID(1), words: nil), .resolve(SampleDesk.solved),
            .reopen(ReportID(1), words: "又断了"))
        #expect(urged.oversight.openUrges(of: ReportID(1)).isEmpty)
        #expect(!urged.deadlines(under: try SampleDesk.policy()).contains { $0.kind == .urgeAnswer })
    }

    @Test("Urges that came along go beyond the number that calls for a supervision, and the next one does")
    func beyond() throws {
        let moved = (1...3).map { TicketFact.MovedUrge(report: ReportID($0 + 1), at: SampleDesk.monday) }
        let taken = try SampleDesk.opened().applying(
            .reportsTaken(
                .init(from: TicketID(2), reports: (2...4).map { SampleDesk.report($0) }, urges: moved)),
            at: SampleDesk.monday)
        let urged = try taken.after(.urge(ReportID(1), words: nil))
        #expect(urged.urgeCount == 4 && urged.oversight.supervisions.map(\.cause) == [.urges])
        let again = try urged.after(
            .urge(ReportID(1), words: nil),
            SampleDesk.context(at: SampleDesk.monday + .seconds(86_400)))
        #expect(again.oversight.supervisions.count == 1)
    }

    @Test(
        "A visit that was agreed is called off where its report goes, and both sides are told",
        arguments: [true, false])
    func visits(isMerged: Bool) async throws {
        let desk = try await SmallDesk()
        let receipt = try await desk.report()
        let (first, report) = (receipt.ticket, try #require(receipt.report))
        let other = isMerged ? try await desk.report().ticket : first
        if !isMerged { _ = try await desk.report(joining: first) }
        let later = SampleDesk.monday + .seconds(7_200)
        try await desk.send(.accept(nil), on: first)
        try await desk.send(
            .appoint(report, from: later, until: later + .seconds(3_600), words: nil), on: first)
        try await desk.send(isMerged ? .merge(into: other) : .split([report]), on: first)
        let reporter = try #require(await desk.tickets.report(report)).reporter
        let told = await desk.tickets.outbox.filter { $0.template.hasSuffix("appointmentCancelled") }
        #expect(
            told.map { "\($0.recipient) \($0.template)" } == [
                "\(OutboxEntry.Recipient.person(reporter)) report.appointmentCancelled",
                "\(OutboxEntry.Recipient.person(PersonID(900))) ticket.appointmentCancelled",
            ])
        #expect(try await desk.ticket(first).appointment == nil)
    }

    @Test("The words for a place of a report that has gone are taken from the ticket that it left")
    func places() async throws {
        let desk = try await SmallDesk()
        let first = try await desk.report(at: nil, placeWords: "张三的宿舍").ticket
        _ = try await desk.report(joining: first)
        try await desk.send(.split([ReportID(1)]), on: first)
        try await desk.send(.redact(.report(ReportID(1)), words: "别人的名字"), on: first, by: Self.supervisor)
        #expect(try await desk.ticket(first).place.words?.value == "…")
        await #expect(throws: Refusal.unknownReport(ReportID(9))) {
            try await desk.send(.redact(.report(ReportID(9)), words: "x"), on: first, by: Self.supervisor)
        }
    }
}

extension TicketFact {
    /// Reports as it tells them.
    fileprivate var said: [Report] {
        switch self {
        case .reported(let payload): [payload.report]
        case .joined(let payload): [payload.report]
        case .reportsTaken(let payload): payload.reports
        case .splitOff(let payload): payload.reports
        default: []
        }
    }
}
