import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("A proposal that grows to the whole building")
struct WideningTests {
    /// Six rooms of a floor, or ten of the building; no cabling to go by.
    private func campus() async throws -> OutageCampus {
        var rules = OutageCampus.rules
        rules.rules[.building] = .init(window: .seconds(600), least: 10)
        return try await OutageCampus(isCabled: false, rules: rules)
    }

    @Test("Six rooms of the first floor, then four of the second: one proposal, of the building")
    func widened() async throws {
        let campus = try await campus()
        for room in 0..<6 {
            _ = try await campus.report(room, at: Int64(room * 10), place: OutageCampus.room(room))
        }
        let floor = try #require(try await campus.incidents().first)
        #expect(floor.incident?.grouping == .floor && floor.place == .at(PlaceID(30)))
        for room in 0..<4 {
            _ = try await campus.report(
                10 + room, at: Int64(100 + room * 10), place: OutageCampus.room(10 + room))
        }
        let incidents = try await campus.incidents()
        #expect(incidents.count == 1)
        let wide = try #require(incidents.first)
        #expect(wide.incident?.grouping == .building && wide.place == .at(OutageCampus.hall))
        #expect(wide.incident?.members.count == 10 && wide.incident?.until == floor.incident?.until)
        for member in try #require(wide.incident?.members) {
            #expect(try await campus.ticket(member).freeze?.incident == wide.id)
        }
        let told = await campus.tickets.outbox.filter { $0.template == "incident.widened" }
        #expect(told.map(\.recipient) == [.team(try SampleDesk.key("desk"))])
        // Whoever reports from the third floor belongs to it, and all of them come with it.
        _ = try await campus.report(30, at: 200, place: OutageCampus.room(25))
        _ = try await campus.act(.acceptIncident, on: wide.id, at: 220, key: 1)
        #expect(try await campus.ticket(wide.id).reports.count == 11)
        let late = try await campus.report(31, at: 240, place: OutageCampus.room(40))
        #expect(late.ticket == wide.id)
    }

    @Test("Too few rooms elsewhere, another kind of fault, or another building widen nothing")
    func untouched() async throws {
        let campus = try await campus()
        for room in 0..<6 {
            _ = try await campus.report(room, at: Int64(room * 10), place: OutageCampus.room(room))
        }
        for room in 0..<3 {
            _ = try await campus.report(
                10 + room, at: Int64(100 + room * 10), place: OutageCampus.room(10 + room))
        }
        for room in 3..<8 {
            _ = try await campus.report(
                10 + room, at: Int64(150 + room), place: OutageCampus.room(10 + room), category: "power")
        }
        let incidents = try await campus.incidents()
        #expect(incidents.map { $0.incident?.grouping } == [.floor])
        #expect(incidents.first?.incident?.members.count == 6)
    }
}
