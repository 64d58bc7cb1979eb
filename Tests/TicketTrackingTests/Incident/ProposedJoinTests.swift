import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("“Me too” said of an incident that nobody has said yes to")
struct ProposedJoinTests {
    private func proposed() async throws -> (campus: OutageCampus, incident: TicketID) {
        let campus = try await OutageCampus()
        for room in 0..<5 {
            _ = try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room))
        }
        return (campus, try #require(try await campus.incidents().first).id)
    }

    private func join(_ incident: TicketID, _ campus: OutageCampus, words: String? = nil) async throws
        -> TicketID
    {
        let act = Act(
            by: .system("gateway"), at: OutageCampus.at(90), channel: .scan, command: OutageCampus.key(500))
        let statement = NewReport(words: words, contact: Contact(phone: "13900139000"))
        return try await campus.desk.perform(.joinReport(statement, to: incident), act: act).ticket
    }

    @Test("It is a report of its own, which waits with the others and goes with them")
    func member() async throws {
        let (campus, incident) = try await proposed()
        let own = try await join(incident, campus)
        #expect(own != incident)
        let ticket = try await campus.ticket(own)
        #expect(ticket.freeze?.incident == incident && ticket.category?.rawValue == "network.outage")
        #expect(try await campus.ticket(incident).incident?.members.last == own)
        _ = try await campus.act(.acceptIncident, on: incident, at: 120, key: 3)
        #expect(try await campus.ticket(own).mergedInto == incident)
        #expect(try await campus.ticket(incident).reports.count == 6)
    }

    @Test("What may hurt somebody waits for nothing")
    func hazard() async throws {
        let (campus, incident) = try await proposed()
        let ticket = try await campus.ticket(try await join(incident, campus, words: "插座冒烟"))
        #expect(ticket.mayHurt && ticket.freeze == nil && ticket.state == .assigned)
    }

    @Test("After a no it is new work that takes up nothing")
    func refused() async throws {
        let (campus, incident) = try await proposed()
        _ = try await campus.act(.refuseIncident(words: nil), on: incident, at: 80, key: 1)
        let ticket = try await campus.ticket(try await join(incident, campus))
        #expect(ticket.reworkOf == nil && ticket.freeze == nil && ticket.reports.count == 1)
    }
}
