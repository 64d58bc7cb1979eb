import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Offers of tickets that wait for an incident's yes or no")
struct FrozenOfferTests {
    private static let incident = TicketID(9)

    /// Offered to person 7 at 10:00 for an hour, frozen at 10:55 for ten minutes.
    private func frozen(isHazard: Bool = false) throws -> Ticket {
        let ticket = try SampleDesk.opened(SampleDesk.report(isHazard: isHazard))
        let network: TeamKey = try SampleDesk.key("network")
        let offered = TicketFact.offered(
            TicketFact.Offered(
                team: network, organisation: try SampleDesk.key("centre"), how: .person, cause: .routed,
                to: PersonID(7), acceptDue: local("09-14T11:00"), rotaVersion: 1))
        let freeze = TicketFact.dispatchFrozen(
            TicketFact.DispatchFrozen(incident: Self.incident, until: local("09-14T11:05")))
        return ticket.applying(offered, at: local("09-14T10:00"))
            .applying(freeze, at: local("09-14T10:55"))
    }

    private func acceptance(_ ticket: Ticket) throws -> Instant? {
        ticket.deadlines(under: try SampleDesk.policy()).first { $0.kind == .acceptance }?.due
    }

    @Test("The time in which nobody could accept isn't counted")
    func waiting() throws {
        let ticket = try frozen()
        #expect(try acceptance(ticket) == local("09-14T11:10"))
        let context = try SampleDesk.context(by: .system("sweep"), at: local("09-14T11:04"))
        let swept = try? Ticket.decide(.sweep, on: ticket, id: ticket.id, in: context)
        #expect(swept?.contains { if case .offered = $0 { true } else { false } } != true)
        // Ended early, three minutes were lost.
        let resumed = TicketFact.dispatchResumed(
            TicketFact.DispatchResumed(incident: Self.incident, isLapse: false))
        #expect(try acceptance(ticket.applying(resumed, at: local("09-14T10:58"))) == local("09-14T11:03"))
        // Noted late, no more than the freeze lasted.
        #expect(try acceptance(ticket.applying(resumed, at: local("09-14T11:30"))) == local("09-14T11:10"))
    }

    @Test("A hazard never waits")
    func hazard() throws {
        #expect(try acceptance(frozen(isHazard: true)) == local("09-14T11:00"))
    }

    @Test("Nor is it claimed from a pool meanwhile")
    func claimed() throws {
        let ticket = try frozen()
        #expect(throws: Refusal.frozen(by: Self.incident, until: local("09-14T11:05"))) {
            try ticket.after(.claim, SampleDesk.context(at: local("09-14T11:00")))
        }
    }
}
