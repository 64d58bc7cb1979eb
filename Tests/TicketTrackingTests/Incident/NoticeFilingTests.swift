import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("A report that is made while a notice stands")
struct NoticeFilingTests {
    /// Every night from 23:30 to 06:00 the network of the building is off; the power of the room is off on Monday.
    private func path() throws -> [Place] {
        var (building, room) = (SampleDesk.building, SampleDesk.room)
        let nightly = NoticeTerms(
            from: SampleDesk.monday - .seconds(86_400), hours: DailyHours("23:30-06:00"),
            text: LocalizedName(zh: "夜间断网"), categories: [try SampleDesk.key("network")])
        let planned = NoticeTerms(
            from: SampleDesk.monday, until: SampleDesk.monday + .seconds(3600),
            text: LocalizedName(zh: "停电检修"), categories: [try SampleDesk.key("power")])
        building.notices = [Notice(number: 1, terms: nightly)]
        room.notices = [Notice(number: 4, terms: planned)]
        return [SampleDesk.campus, building, room]
    }

    private func named(_ category: String?, at time: String, path: [Place]? = nil) throws -> [NoticeReference]
    {
        let context = try SampleDesk.context(at: SampleDesk.instant(time), path: try path ?? self.path())
        let facts = try Ticket.decide(
            .report(SampleDesk.report(category: category, words: nil), reworkOf: nil), on: nil,
            id: TicketID(1),
            in: context)
        let ticket = try #require(Ticket(id: TicketID(1), opening: facts[0], at: context.at))
        return ticket.notices
    }

    @Test("names those that stand at its place, at its hour, about its fault, and no other")
    func naming() throws {
        let nightly = NoticeReference(place: PlaceID(2), number: 1)
        let planned = NoticeReference(place: PlaceID(3), number: 4)
        let (night, morning) = ("2026-09-14T23:40:00+08:00", "2026-09-14T10:30:00+08:00")
        #expect(try named("network.outage", at: night) == [nightly])
        #expect(try named(nil, at: night) == [nightly])
        #expect(try named("network.outage", at: morning).isEmpty)
        #expect(try named("power", at: morning) == [planned])
        #expect(try named("power", at: night).isEmpty)
        #expect(try named("power", at: "2026-09-14T11:00:00+08:00").isEmpty)
        let elsewhere = [try path()[0], try path()[1], SampleDesk.otherRoom]
        #expect(try named("power", at: morning, path: elsewhere).isEmpty)
        #expect(try named("network.outage", at: night, path: elsewhere) == [nightly])
    }
}
