import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Life stories of tickets")
struct LifeStoryTests {
    private let technician = SampleDesk.staff(.technician, person: 7)

    private func at(_ text: String, by principal: Principal = SampleDesk.dispatcher, named: [Place] = [])
        throws
        -> DecisionContext
    {
        try SampleDesk.context(by: principal, at: SampleDesk.instant(text), named: named)
    }

    @Test("Scanned, arrived by scan, held for access, resolved, called, closed, called again")
    func wholeLife() throws {
        let inRoom = SampleDesk.path + [SampleDesk.point]
        var ticket = try SampleDesk.opened()
        ticket = try ticket.after(.accept(nil), at("2026-09-14T10:20:00+08:00", by: technician))
        #expect(ticket.respondedAt == SampleDesk.instant("2026-09-14T10:20:00+08:00"))
        #expect(ticket.lead == PersonID(7))
        let arrive = TicketCommand.arrive(.liveScan, label: nil, at: PlaceID(4))
        ticket = try ticket.after(arrive, at("2026-09-14T11:00:00+08:00", by: technician, named: inRoom))
        #expect(ticket.state == .working)
        let due = try #require(ticket.resolutionDue)
        ticket = try ticket.after(
            .hold(.access, until: SampleDesk.instant("2026-09-15T09:00:00+08:00"), words: "门锁着"),
            at("2026-09-14T11:30:00+08:00", by: technician))
        #expect(ticket.deadlines(under: try SampleDesk.policy()).map(\.kind) == [.holdEnds])
        ticket = try ticket.after(.sweep, at("2026-09-15T09:00:00+08:00", by: .system("sweep")))
        #expect(ticket.state == .working)
        // Held for half an hour before lunch, four after it and one next morning: 5 h 30 min of service.
        #expect(ticket.pausedSeconds == 19_800)
        let later = try SampleDesk.calendar().adding(.seconds(19_800), to: due)
        #expect(ticket.resolutionDue == later)
        ticket = try ticket.after(
            .resolve(SampleDesk.solved), at("2026-09-15T10:00:00+08:00", by: technician))
        #expect(ticket.resolution?.answer.value == "已更换跳线")
        ticket = try ticket.after(
            .recordFollowUp(ReportID(1), round: 1, .notReached, words: nil), at("2026-09-15T10:30:00+08:00"))
        #expect(ticket.reports[0].followUps.map(\.isEarly) == [true])
        ticket = try ticket.after(
            .recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil), at("2026-09-15T15:00:00+08:00"))
        #expect(ticket.closing == .satisfied)
        #expect(ticket.reports[0].followUps.map(\.attempt) == [1, 2])
        ticket = try ticket.after(
            .recordFollowUp(ReportID(1), round: 2, .satisfied, words: nil), at("2026-09-30T15:00:00+08:00"))
        #expect(ticket.state == .closed)
        #expect(ticket.reports[0].followUps.last?.isEarly == false)
    }

    @Test("A scan of another place is recorded, but proves no presence")
    func elsewhere() throws {
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        let cases: [([Place], Bool)] = [
            (SampleDesk.path, false), (SampleDesk.path + [SampleDesk.point], false),
            ([SampleDesk.campus, SampleDesk.building, SampleDesk.otherRoom], true),
            ([SampleDesk.campus, SampleDesk.building], true),
        ]
        for (path, isElsewhere) in cases {
            let context = try SampleDesk.context(by: technician, named: path)
            let arrive = TicketCommand.arrive(.liveScan, label: nil, at: path.last?.id)
            let fact = try #require(try Ticket.decide(arrive, on: ticket, id: ticket.id, in: context).last)
            guard case .arrived(let arrived) = fact else { throw Missing() }
            #expect(arrived.isElsewhere == isElsewhere, "\(path.last?.reference ?? "")")
        }
    }

    @Test("Within seven days a reporter reopens and the clock goes on; not later")
    func reopening() throws {
        let done = try SampleDesk.opened().after(
            .accept(PersonID(7)), .resolve(SampleDesk.solved),
            .recordFollowUp(ReportID(1), round: 1, .satisfied, words: nil))
        let own = Principal(actor: .reporter(PersonID(101)))
        let inTime = SampleDesk.monday + .seconds(7 * 86_400)
        let reopened = try done.after(
            .reopen(ReportID(1), words: "又断了"), SampleDesk.context(by: own, at: inTime))
        #expect(reopened.state == .assigned)
        #expect(reopened.resolutionDue == done.resolutionDue)
        #expect(reopened.closing == nil)
        #expect(reopened.reports[0].closing == nil)
        #expect(throws: Refusal.reopenWindowOver(since: inTime)) {
            try done.after(
                .reopen(ReportID(1), words: nil), SampleDesk.context(by: own, at: inTime + .seconds(1)))
        }
    }

    @Test("Still broken in round 1 reopens")
    func stillBroken() throws {
        let ticket = try SampleDesk.opened().after(
            .accept(PersonID(7)), .resolve(SampleDesk.solved),
            .recordFollowUp(ReportID(1), round: 1, .stillBroken, words: nil))
        #expect(ticket.state == .assigned)
        #expect(ticket.lead == PersonID(7))
    }

    @Test("A late arrival, remote work or answer becomes a note; other late commands are refused")
    func late() throws {
        let seen = try SampleDesk.opened()
        let moved = try seen.after(.assign(try SampleDesk.key("repairs"), lead: nil, assistants: []))
        let context = try SampleDesk.context(by: technician, basedOn: seen.revision)
        for command: TicketCommand in [
            .arrive(.none, label: nil, at: nil), .workRemotely, .resolve(SampleDesk.solved),
        ] {
            let facts = try Ticket.decide(command, on: moved, id: moved.id, in: context)
            #expect(facts.map(\.kind.name) == ["ticket.lateNoted"])
            #expect(moved.applying(facts, at: SampleDesk.monday).state == moved.state)
        }
        #expect(throws: Refusal.late(.accept, basedOn: seen.revision, newest: moved.revision)) {
            try moved.after(.accept(nil), context)
        }
        // A comment between the two changes nothing that the sender could have missed.
        let commented = try seen.after(.comment("x", isPublic: false, photos: [], report: nil))
        #expect(try commented.after(.accept(nil), context).state == .accepted)
    }

    @Test("A claimed time lies between the opening and now")
    func claimedTimes() throws {
        let ticket = try SampleDesk.opened()
        for offset in [-1, 4_000] {
            let context = try SampleDesk.context(occurredAt: SampleDesk.monday + .seconds(offset))
            #expect(throws: Refusal.self) { try ticket.after(.workRemotely, context) }
        }
    }

    @Test("Empty answers, dates in the past, unknown codes and overlong words are refused")
    func limits() throws {
        let ticket = try SampleDesk.opened().after(.accept(PersonID(7)))
        var solution = SampleDesk.solved
        solution.answer = " \n"
        #expect(throws: Refusal.emptyText(field: "answer")) { try ticket.after(.resolve(solution)) }
        solution.answer = String(repeating: "长", count: 2_001)
        #expect(throws: Refusal.textTooLong(field: "answer", charactersMax: 2_000, found: 2_001)) {
            try ticket.after(.resolve(solution))
        }
        solution.answer = "好了"
        solution.cause = CodeKey("ghost")
        #expect(throws: Refusal.unknownCode(try SampleDesk.key("ghost"), list: "causes")) {
            try ticket.after(.resolve(solution))
        }
        for until in [SampleDesk.monday, SampleDesk.monday + .seconds(91 * 86_400)] {
            #expect(throws: Refusal.self) { try ticket.after(.hold(.parts, until: until, words: nil)) }
        }
    }

    @Test("A history with a gap, or that begins in the middle, is no ticket")
    func faults() throws {
        let fact = TicketFact.accepted(TicketFact.Accepted(lead: nil))
        #expect(throws: TicketFoldFault.opening(fact.kind)) { try Ticket.folding([recorded(fact, 1)]) }
        let opened = TicketFact.reported(TicketFact.Reported(report: SampleDesk.report()))
        #expect(throws: TicketFoldFault.gap(expected: 2, found: 3)) {
            try Ticket.folding([recorded(opened, 1), recorded(fact, 3)])
        }
        #expect(try Ticket.folding([]) == nil)
    }
}

/// An event as a storage gives it, without its chain.
func recorded(_ fact: TicketFact, _ number: Int64) -> RecordedEvent<TicketFact> {
    RecordedEvent(
        envelope: EventEnvelope(
            site: SiteID(1), position: Position(number), stream: StreamID(.ticket, 1), number: number,
            kind: fact.kind,
            recordedAt: SampleDesk.monday, occurredAt: nil, basedOn: nil, actor: .system("test"),
            channel: .desk,
            command: CommandID(at: SampleDesk.monday, random: (1, 1)), audience: fact.audience, payload: [],
            algorithm: "none", previousHash: [], hash: []),
        fact: fact)
}
