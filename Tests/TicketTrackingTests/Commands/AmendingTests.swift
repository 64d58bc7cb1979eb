import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Words put right and words taken away")
struct AmendingTests {
    private static let supervisor = SampleDesk.staff(.supervisor)

    /// A ticket with its events, as a store gives them.
    private func story(_ commands: [TicketCommand]) async throws -> (Ticket, [RecordedEvent<TicketFact>]) {
        var facts = try Ticket.decide(
            .report(SampleDesk.report(words: "找张三 13800138000"), reworkOf: nil), on: nil, id: TicketID(1),
            in: SampleDesk.context())
        var ticket = try #require(Ticket(id: TicketID(1), opening: facts[0], at: SampleDesk.monday))
        ticket = ticket.applying(Array(facts.dropFirst()), at: SampleDesk.monday)
        for command in commands {
            let by = command.name == .redact ? Self.supervisor : SampleDesk.dispatcher
            let more = try Ticket.decide(command, on: ticket, id: ticket.id, in: SampleDesk.context(by: by))
            ticket = ticket.applying(more, at: SampleDesk.monday)
            facts += more
        }
        let shelf = TicketShelf()
        let events = try await shelf.keep(facts, of: TicketID(1))
        return (ticket, events)
    }

    private func note(_ words: String, isPublic: Bool = true) -> TicketCommand {
        .comment(words, isPublic: isPublic, photos: [], report: nil)
    }

    @Test("An amended note shows the new words, and the ledger keeps the old")
    func notes() async throws {
        let (ticket, events) = try await story([
            note("已联系楼管"), .amendEntry(3, words: "已联系楼长", category: nil),
        ])
        #expect(ticket.notes == [3: true])
        let shown = ShownEvents(events)
        #expect(events.map { shown.mark($0) } == [.none, .none, .amended, .none])
        guard case .commented(let old) = events[2].fact, case .commented(let new) = shown.fact(events[2])
        else { throw Missing() }
        #expect(old.words.value == "已联系楼管" && new.words.value == "已联系楼长")
    }

    @Test("An amended answer is the ticket's answer, with its category")
    func answers() async throws {
        let (ticket, events) = try await story([
            .accept(nil), .resolve(SampleDesk.solved),
            .amendEntry(4, words: "已更换模块", category: FaultCategoryKey("power")),
        ])
        #expect(
            ticket.resolution?.answer.value == "已更换模块" && ticket.resolution?.category?.rawValue == "power")
        guard case .resolved(let shown) = ShownEvents(events).fact(events[3]) else { throw Missing() }
        #expect(shown.resolution.answer.value == "已更换模块" && shown.resolution.cause == CodeKey("cable"))
    }

    @Test(
        "Nothing else is put right: no reporter's words, no category of a note, no answer that was taken back"
    )
    func refusals() async throws {
        let (ticket, _) = try await story([
            note("内部", isPublic: false), .comment("门锁着", isPublic: false, photos: [], report: ReportID(1)),
        ])
        for event in [0, 1, 2, 4, 9] as [Int64] {
            #expect(throws: Refusal.notAmendable(event)) {
                try ticket.after(.amendEntry(event, words: "x", category: nil))
            }
        }
        #expect(throws: Refusal.notAmendable(3)) {
            try ticket.after(.amendEntry(3, words: "x", category: FaultCategoryKey("power")))
        }
        #expect(throws: Refusal.emptyText(field: "words")) {
            try ticket.after(.amendEntry(3, words: " ", category: nil))
        }
        let facts = try Ticket.decide(
            .amendEntry(3, words: "x", category: nil), on: ticket, id: ticket.id,
            in: SampleDesk.context(basedOn: 1))
        #expect(facts[0].audience == .staff)
        let reopened = try SampleDesk.opened().after(
            .accept(nil), .resolve(SampleDesk.solved), .reopen(ReportID(1), words: nil))
        #expect(throws: Refusal.notAmendable(4)) {
            try reopened.after(.amendEntry(4, words: "x", category: nil))
        }
        let technician = try SampleDesk.context(by: SampleDesk.staff(.technician, person: 9))
        #expect(throws: Refusal.assignedToAnother(PersonID(900))) {
            try SampleDesk.opened().after(.accept(nil), .resolve(SampleDesk.solved)).after(
                .amendEntry(4, words: "x", category: nil), technician)
        }
    }

    @Test("A redacted report says nothing any more, wherever it goes; its event's payload stays")
    func reports() async throws {
        let (ticket, events) = try await story([.redact(.report(ReportID(1)), words: "写了别人的电话")])
        #expect(ticket.reports[0].report.words == nil && ticket.reports[0].report.photos.isEmpty)
        #expect(ticket.reports[0].report.contact != nil)
        let shown = ShownEvents(events)
        #expect(shown.mark(events[0]) == .redacted && shown.mark(events[1]) == .none)
        guard case .reported(let payload) = shown.fact(events[0]) else { throw Missing() }
        #expect(payload.report.words == .erased(of: PersonID(101)))
        guard case .reported(let kept) = events[0].fact else { throw Missing() }
        #expect(kept.report.words?.value == "找张三 13800138000")
        // Split off, it carries no words along.
        let two = ticket.applying(.joined(.init(report: SampleDesk.report(2))), at: SampleDesk.monday)
        let decision = Decision(ticket: two, command: .split, context: try SampleDesk.context())
        guard case .splitOff(let split) = decision.splitOff([ReportID(1)], to: TicketID(50)).first
        else { throw Missing() }
        #expect(split.reports[0].words == nil && split.reports[0].contact != nil)
    }

    @Test("Where a redacted report said where it is, a ticket split off with it says so no more either")
    func placeWords() throws {
        let place = TicketPlace.within(PlaceID(2), .clear("找张三的房间", of: PersonID(101)))
        let report = SampleDesk.report(1, at: place)
        let split = TicketFact.splitOff(
            .init(from: TicketID(1), reports: [report], place: place, path: [], isHazard: false))
        for (target, isGone) in [(RedactionTarget.report(ReportID(1)), true), (.report(ReportID(2)), false)] {
            let redacted = TicketFact.redacted(.init(target: target, words: .clear("别人的事", of: PersonID(7))))
            let shown = ShownEvents([recorded(split, 1), recorded(redacted, 2)])
            guard case .splitOff(let payload) = shown.fact(recorded(split, 1)) else { throw Missing() }
            #expect((payload.place.words?.value == "…") == isGone)
            #expect((payload.reports[0].place.words?.value == "…") == isGone)
        }
    }

    @Test("A redacted event shows none of its words, nor what had put them right")
    func events() async throws {
        let (ticket, events) = try await story([
            note("张三的电话是 13800138000"), .amendEntry(3, words: "张三 13800138000", category: nil),
            .redact(.event(3), words: "别人的电话"), .accept(nil), .resolve(SampleDesk.solved),
            .redact(.event(7), words: "写错了人"),
        ])
        let shown = ShownEvents(events)
        #expect(
            events.map { shown.mark($0) }.enumerated().filter { $0.1 == .redacted }.map(\.0) == [2, 3, 6])
        guard case .commented(let note) = shown.fact(events[2]),
            case .entryAmended(let put) = shown.fact(events[3]),
            case .resolved(let answer) = shown.fact(events[6])
        else { throw Missing() }
        #expect(note.words.value == nil && put.words?.value == nil)
        #expect(answer.resolution.answer.value == nil)
        #expect(ticket.resolution?.answer.value == nil && ticket.notes.isEmpty)
        #expect(throws: Refusal.notAmendable(3)) {
            try ticket.after(.amendEntry(3, words: "x", category: nil))
        }
    }

    @Test("Words that stand in a correction are redacted with it, and the old ones don't come back")
    func corrections() async throws {
        let commands: [TicketCommand] = [
            .accept(nil), .resolve(SampleDesk.solved), .amendEntry(4, words: "张三 13800138000", category: nil),
            .amendEntry(4, words: nil, category: FaultCategoryKey("power")),
            .redact(.event(5), words: "别人的电话"),
        ]
        let (ticket, events) = try await story(commands)
        #expect(ticket.resolution?.answer == .erased(of: PersonID(101)))
        let shown = ShownEvents(events)
        #expect(events.map { shown.mark($0) }[3...4] == [.redacted, .redacted])
        guard case .resolved(let answer) = shown.fact(events[3]) else { throw Missing() }
        #expect(answer.resolution.answer == .erased(of: PersonID(101)))
        #expect(answer.resolution.category?.rawValue == "power")
        // Another answer may be given, which is shown.
        let (again, more) = try await story(commands + [.amendEntry(4, words: "已更换模块", category: nil)])
        guard case .resolved(let new) = ShownEvents(more).fact(more[3]) else { throw Missing() }
        #expect(new.resolution.answer.value == "已更换模块" && again.resolution?.answer.value == "已更换模块")
        #expect(ShownEvents(more).mark(more[3]) == .amended)
    }

    @Test("Where only the kind of fault was put right last, the words stay as they were put right")
    func parts() async throws {
        let (_, events) = try await story([
            .accept(nil), .resolve(SampleDesk.solved), .amendEntry(4, words: "已更换模块", category: nil),
            .amendEntry(4, words: nil, category: FaultCategoryKey("power")),
        ])
        guard case .resolved(let shown) = ShownEvents(events).fact(events[3]) else { throw Missing() }
        #expect(shown.resolution.answer.value == "已更换模块")
    }

    @Test(
        "Nothing of a redacted report is left on its ticket: no photo, no words on a door, no words for a place"
    )
    func leftovers() throws {
        let person = PersonID(101)
        let secret = Personal<String>.clear("张三 13800138000", of: person)
        let photo = PhotoReference(sha256: "a", width: 1, height: 1, owner: person)
        let supervisor = try SampleDesk.context(by: Self.supervisor)
        for place in [TicketPlace.within(PlaceID(2), secret), .unknown(secret)] {
            var report = SampleDesk.report(at: place)
            (report.photos, report.notThisPlace) = ([photo], secret)
            let isWithin = place.place != nil
            let ticket = try SampleDesk.opened(
                report, path: isWithin ? [SampleDesk.campus, SampleDesk.building] : [])
            let redacted = try ticket.after(.redact(.report(ReportID(1)), words: "写了别人的电话"), supervisor)
            // A description without any words is none.
            #expect(redacted.place.words?.value == "…")
            #expect(redacted.reports[0].report.place == redacted.place)
            #expect(redacted.place.place == place.place && !redacted.place.isLocated)
            #expect(redacted.reports[0].report.photos.isEmpty)
            #expect(redacted.reports[0].report.notThisPlace == nil)
            // It may go on from there like any other.
            let merged = try redacted.after(.merge(into: TicketID(9)), SampleDesk.context(path: []))
            #expect(merged.mergedInto == TicketID(9))
        }
    }

    @Test("A redacted question isn't asked any more, and may be answered all the same")
    func questions() throws {
        let asked = try SampleDesk.opened().after(
            .accept(nil),
            .askReporter(
                ReportID(1), question: "张三的电话是 13800138000 吗？", until: SampleDesk.monday + .seconds(60)))
        let event = try #require(asked.question?.event)
        let redacted = try asked.after(
            .redact(.event(event), words: "别人的电话"), SampleDesk.context(by: Self.supervisor))
        #expect(redacted.question?.question == .erased(of: PersonID(101)))
        let other = try asked.after(
            .redact(.event(event + 1), words: "别的"), SampleDesk.context(by: Self.supervisor))
        #expect(other.question?.question.value == "张三的电话是 13800138000 吗？")
        let own = try SampleDesk.context(by: Principal(actor: .reporter(PersonID(101))))
        #expect(try redacted.after(.answerDesk(ReportID(1), answer: "是"), own).state == .accepted)
    }

    @Test("By the number of its event too, once, by a supervisor only, who says why")
    func rights() async throws {
        let (ticket, _) = try await story([])
        let context = try SampleDesk.context(by: Self.supervisor, basedOn: 1)
        let once = try ticket.after(.redact(.event(1), words: "电话"), context)
        #expect(once.reports[0].report.words == nil)
        #expect(throws: Refusal.unchanged(.redact)) {
            try once.after(.redact(.event(1), words: "电话"), context)
        }
        #expect(throws: Refusal.emptyText(field: "words")) {
            try ticket.after(.redact(.event(1), words: ""), context)
        }
        #expect(throws: Refusal.unknownEvent(3, newest: 2)) {
            try ticket.after(.redact(.event(3), words: "电话"), context)
        }
        #expect(throws: Refusal.unknownReport(ReportID(9))) {
            try ticket.after(.redact(.report(ReportID(9)), words: "电话"), context)
        }
        for role in Role.allCases where role != .supervisor {
            #expect(throws: Refusal.notPermitted(.redact, roles: [.supervisor])) {
                try ticket.after(
                    .redact(.event(1), words: "电话"), SampleDesk.context(by: SampleDesk.staff(role)))
            }
        }
    }
}

extension TicketShelf {
    /// Events of these facts, sealed and opened as a store does it.
    fileprivate func keep(_ facts: [TicketFact], of id: TicketID) throws -> [RecordedEvent<TicketFact>] {
        try facts.enumerated().map { index, fact in
            var event = recorded(fact, Int64(index) + 1)
            event.envelope.payload = try fact.payload(CanonicalEncoder(sealer: ToySealer()))
            return event
        }
    }
}
