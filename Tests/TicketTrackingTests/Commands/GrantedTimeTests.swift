import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Time that was granted")
struct GrantedTimeTests {
    private let monday = SampleDesk.monday
    private let network = TeamKey("network")
    private let wednesday = SampleDesk.instant("2026-09-16T17:00:00+08:00")

    private func context(hours: Int64) throws -> DecisionContext {
        try SampleDesk.context(at: monday + .seconds(hours * 3600))
    }

    /// Due on Wednesday at 17:00 by a grant of Monday 11:00.
    private func granted() throws -> Ticket {
        let seven = try SampleDesk.context(by: SampleDesk.staff(.technician, person: 7))
        return try SampleDesk.opened().after(.accept(PersonID(7)))
            .after(.requestExtension(until: wednesday, words: "等配件"), seven)
            .after(.decideExtension(isGranted: true, words: nil), context(hours: 1))
    }

    @Test("Is gone once the ticket is more urgent, and doesn't come back with the next count")
    func raised() throws {
        let smoke = TicketCommand.joinReport(SampleDesk.report(2, words: "冒烟了"))
        let hazard = try granted().after(smoke, context(hours: 2))
        let due = monday + .seconds(4 * 3600)
        #expect(hazard.resolutionDue == due && hazard.extendedUntil == nil)
        let network = try #require(network)
        let assigned = try hazard.after(
            .assign(network, lead: PersonID(7), assistants: []), context(hours: 2))
        #expect(assigned.resolutionDue == due)
        let high = try granted().after(.reprioritise(.high, words: nil), context(hours: 2))
        let again = try high.after(.assign(network, lead: PersonID(7), assistants: []), context(hours: 2))
        #expect(again.resolutionDue == high.resolutionDue && high.resolutionDue != wednesday)
    }

    @Test("Keeps what its clock stood still since, however often it is counted again")
    func heldSince() throws {
        // A working day of eight hours: Tuesday 10:00 to Wednesday 10:00.
        let held = try granted().after(
            .hold(.access, until: monday + .seconds(48 * 3600), words: nil), context(hours: 24))
        let resumed = try held.after(.resume, context(hours: 48))
        let thursday = SampleDesk.instant("2026-09-17T17:00:00+08:00")
        #expect(resumed.resolutionDue == thursday)
        let network = try #require(network)
        let assigned = try resumed.after(
            .assign(network, lead: PersonID(7), assistants: []), context(hours: 48))
        #expect(assigned.resolutionDue == thursday)
        #expect(
            try resumed.after(.reprioritise(.low, words: nil), context(hours: 48)).resolutionDue == thursday)
    }

    @Test("Is never less than there is")
    func shorter() throws {
        let seven = try SampleDesk.context(by: SampleDesk.staff(.technician, person: 7))
        let friday = SampleDesk.instant("2026-09-18T09:00:00+08:00")
        // Due on Tuesday at 10:00; held from Monday 10:00, and decided on the next Tuesday at 10:00.
        let asked = try SampleDesk.opened().after(.accept(PersonID(7)))
            .after(.requestExtension(until: friday, words: "等配件"), seven)
            .after(.hold(.access, until: monday + .seconds(20 * 86_400), words: nil, workaround: "用无线"))
        let now = try context(hours: 3 * 24)
        let due = SampleDesk.instant("2026-09-18T10:00:00+08:00")
        let latest = now.at + now.policy.limits.holdMax
        #expect(throws: Refusal.date(field: "until", after: due, latest: latest, found: friday)) {
            try asked.after(.decideExtension(isGranted: true, words: nil), now)
        }
        #expect(try asked.after(.decideExtension(isGranted: false, words: "够了"), now).extensionRequest == nil)
    }
}
