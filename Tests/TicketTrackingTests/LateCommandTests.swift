import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("What was done before the ticket moved on")
struct LateCommandTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)

    /// Accepted by person 7 ten minutes after it was reported.
    private func accepted() throws -> Ticket {
        try SampleDesk.opened().after(
            .accept(PersonID(7)), SampleDesk.context(at: SampleDesk.monday + .seconds(600)))
    }

    private func context(_ claimed: Int64) throws -> DecisionContext {
        try SampleDesk.context(
            by: Self.seven, at: SampleDesk.monday + .seconds(1800),
            occurredAt: SampleDesk.monday + .seconds(claimed))
    }

    @Test("By the time that is claimed alone: what happened is noted, what would change something is refused")
    func claimed() throws {
        let ticket = try accepted()
        let until = SampleDesk.monday + .seconds(7200)
        #expect(throws: Refusal.late(.hold, basedOn: nil, newest: ticket.revision)) {
            try ticket.after(.hold(.parts, until: until, words: nil), context(599))
        }
        let noted = try Ticket.decide(
            .resolve(SampleDesk.solved), on: ticket, id: ticket.id, in: context(599))
        guard case .lateNoted(let note) = noted.first else { throw Missing() }
        #expect(noted.count == 1 && note.command == "resolve" && note.found == .accepted)
        // At the very moment, and after, it counts.
        #expect(try ticket.after(.hold(.parts, until: until, words: nil), context(600)).state == .onHold)
        #expect(try ticket.after(.resolve(SampleDesk.solved), context(900)).state == .resolved)
    }

    @Test("Nothing was done before the ticket was opened, nor later than a sender's clock may run ahead")
    func impossible() throws {
        let ticket = try accepted()
        let (earliest, latest) = (SampleDesk.monday, SampleDesk.monday + .seconds(1800 + 300))
        for claimed in [-1, 2101] as [Int64] {
            let instant = SampleDesk.monday + .seconds(claimed)
            #expect(throws: Refusal.occurredAt(claimed: instant, earliest: earliest, latest: latest)) {
                try ticket.after(.resolve(SampleDesk.solved), context(claimed))
            }
        }
        #expect(try ticket.after(.resolve(SampleDesk.solved), context(2100)).state == .resolved)
    }

    @Test("Nobody holds or refers for longer than the site allows")
    func furthest() throws {
        let ticket = try SampleDesk.opened()
        let latest = SampleDesk.monday + .seconds(90 * 86_400)
        let beyond = latest + .seconds(1)
        func refusal(_ field: String) -> Refusal {
            .date(field: field, after: SampleDesk.monday, latest: latest, found: beyond)
        }
        #expect(throws: refusal("until")) {
            try ticket.after(.hold(.parts, until: beyond, words: nil, workaround: "先用无线"))
        }
        let carrier: OrganisationKey = try SampleDesk.key("carrier")
        #expect(throws: refusal("due")) {
            try ticket.after(.refer(carrier, due: beyond, reference: nil, words: nil))
        }
        #expect(
            try ticket.after(.refer(carrier, due: latest, reference: nil, words: nil)).state == .referred)
    }
}
