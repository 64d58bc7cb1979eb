import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("Counting many tickets anew")
struct RecalculatingTests {
    private static func key(_ number: UInt64) -> CommandID {
        CommandID(at: SampleDesk.monday, random: (number, 1))
    }

    /// A desk with so many open tickets of one room, one that is dismissed, and, once they are there, a day off tomorrow.
    private static func desk(_ count: Int) async throws -> (RepairDesk, TicketShelf, [TicketID]) {
        let (tickets, register) = (TicketShelf(), RegisterShelf())
        let drafts = SampleDesk.places.map { place in
            EventDraft(
                stream: StreamID(.place, place.id.rawValue), number: 1, actor: .system("test"),
                channel: .commandLine, command: key(1), fact: RegisterFact.placeAdded(place))
        }
        _ = try await register.commit(Commit(command: key(1), fingerprint: [], drafts: drafts, result: []))
        await tickets.setTaken(.person, 1_000)
        let before = try SampleDesk.policy()
        let desk = RepairDesk(tickets: tickets, register: register, policy: before)
        var ids: [TicketID] = []
        for number in 0...count {
            let act = Act(
                by: .system("gateway"), at: SampleDesk.monday, channel: .scan,
                command: key(UInt64(10 + number)))
            let statement = NewReport(place: PlaceID(3), category: FaultCategoryKey("network.outage"))
            ids.append(try await desk.perform(.report(statement), act: act).ticket)
        }
        let end = Act(by: SampleDesk.dispatcher, at: SampleDesk.monday, channel: .desk, command: key(2))
        _ = try await desk.perform(.act(.dismiss(.test, words: nil), on: ids[count]), act: end)
        let off = try ServiceCalendar(
            zone: try #require(ServiceZone("Asia/Shanghai")),
            week: SampleDesk.week([(8, 12), (14, 18)], SampleDesk.workdays),
            holidays: [try #require(CivilDay("2026-09-15"))])
        desk.adopt(
            try SampleDesk.policy(version: 8, calendar: off)
                .with(try #require(CalendarHistory([before.calendars, CalendarSet(standard: off)]))))
        return (desk, tickets, ids)
    }

    private static let act = Act(
        by: SampleDesk.dispatcher, at: SampleDesk.monday + .seconds(60), channel: .desk, command: key(3))

    @Test(
        "All that are open, though they are more than are looked at in one go; none that is ended or wouldn't change"
    )
    func all() async throws {
        let (desk, tickets, ids) = try await Self.desk(502)
        let done = try await desk.recalculate(nil, words: "校运会", act: Self.act)
        #expect(done.map(\.ticket) == Array(ids.dropLast()))
        #expect(
            done.allSatisfy {
                $0.refusal == nil && $0.was == local("09-15T10:00") && $0.due == local("09-16T10:00")
            })
        #expect(await tickets.rows[ids[501]]?.resolutionDue == local("09-16T10:00"))
        // Under the same key it goes on where it stopped: here at the end. Under another there is nothing to do.
        let again = try await desk.recalculate(nil, words: "校运会", act: Self.act)
        #expect(again.map(\.ticket) == Array(ids.dropLast()) && again.allSatisfy { $0.refusal == nil })
        #expect(try await desk.ticket(ids[0])?.revision == 3)
        let later = Act(by: SampleDesk.dispatcher, at: Self.act.at, channel: .desk, command: Self.key(4))
        #expect(try await desk.recalculate(nil, words: "校运会", act: later).isEmpty)
    }

    @Test("Those that were asked for, each with what became of it")
    func asked() async throws {
        let (desk, _, ids) = try await Self.desk(3)
        let done = try await desk.recalculate([ids[2], ids[3], ids[0]], words: "校运会", act: Self.act)
        #expect(done.map(\.ticket) == [ids[2], ids[3], ids[0]])
        #expect(
            done.map(\.refusal) == [
                nil, .wrongState(.recalculate, expected: TicketState.open, found: .dismissed), nil,
            ])
        #expect(done.map(\.due) == [local("09-16T10:00"), local("09-15T10:00"), local("09-16T10:00")])
    }
}
