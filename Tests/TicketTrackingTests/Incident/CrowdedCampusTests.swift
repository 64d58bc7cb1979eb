import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("An outage on a busy day")
struct CrowdedCampusTests {
    /// A ticket that nothing of the hall has to do with.
    private static func stranger(_ number: Int, path: [PlaceID], category: String) -> TicketRow {
        TicketRow(
            id: TicketID(Int64(100_000 + number)), state: .assigned, place: path.last, isLocated: true,
            device: nil, category: FaultCategoryKey(category), isHazard: false, priority: .normal, team: nil,
            lead: nil, openedAt: OutageCampus.at(30) + .microseconds(Int64(number)),
            changedAt: OutageCampus.at(30),
            responseDue: nil, resolutionDue: nil, holdUntil: nil, reportCount: 1, mergedInto: nil,
            revision: 1,
            path: path)
    }

    @Test(
        "Six rooms of a floor are proposed though 600 others report in between, elsewhere or about something else",
        arguments: [true, false])
    func crowd(isElsewhere: Bool) async throws {
        let campus = try await OutageCampus(isCabled: false)
        for room in 0..<5 {
            _ = try await campus.report(room, at: Int64(room), place: OutageCampus.room(room))
        }
        let path = isElsewhere ? [PlaceID(1), PlaceID(11), PlaceID(900)] : [PlaceID(1), OutageCampus.hall]
        for number in 0..<600 {
            await campus.tickets.setRow(
                Self.stranger(
                    number, path: path + [PlaceID(Int64(1_000 + number))],
                    category: isElsewhere ? "network.outage" : "power"))
        }
        #expect(try await campus.incidents().isEmpty)
        _ = try await campus.report(5, at: 60, place: OutageCampus.room(5))
        let incidents = try await campus.incidents()
        #expect(incidents.map(\.incident?.grouping) == [.floor])
        #expect(incidents.first?.incident?.members.count == 6)
    }
}
