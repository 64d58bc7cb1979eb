import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Faults that come back")
struct RepeatedFaultTests {
    private static let day: Int64 = 86_400

    private func campus() async throws -> OutageCampus {
        try await OutageCampus(repeats: .standard)
    }

    /// A fault of one room on some day; the ticket that it made.
    private func fault(
        _ campus: OutageCampus, _ number: Int, day: Int64, room: Int = 0
    ) async throws -> TicketID {
        try await campus.report(number, at: day * Self.day, place: OutageCampus.room(room)).ticket
    }

    private func findings(_ campus: OutageCampus, closedToo: Bool = false) async -> [FindingRow] {
        await campus.tickets.findings(closedToo: closedToo, limit: 100)
    }

    @Test("The third in thirty days is a finding, once, and the team lead hears of it; the fourth is none")
    func third() async throws {
        let campus = try await campus()
        var tickets: [TicketID] = []
        for (number, day) in [(1, Int64(0)), (2, 10), (3, 30), (4, 31)] {
            tickets.append(try await fault(campus, number, day: day))
        }
        let found = await findings(campus)
        #expect(found.map(\.ticket) == [tickets[2]] && found.map(\.count) == [3])
        #expect(found.first?.place == OutageCampus.room(0) && found.first?.device == nil)
        #expect(
            found.first?.since == OutageCampus.at(0) && found.first?.foundAt == OutageCampus.at(30 * Self.day)
        )
        let told = try await campus.ticket(tickets[2]).finding?.payload
        #expect(told?.tickets == Array(tickets.prefix(3)))
        let messages = await campus.tickets.outbox.filter { $0.template == "finding.opened" }
        #expect(messages.map(\.ticket) == [tickets[2]])
        #expect(messages.map(\.recipient) == [.role(.teamLead, TeamKey("network"))])
    }

    @Test("Three in more than thirty days are none; the window moves on")
    func window() async throws {
        let campus = try await campus()
        for (number, day) in [(1, Int64(0)), (2, 20), (3, 31)] {
            _ = try await fault(campus, number, day: day)
        }
        #expect(await findings(campus).isEmpty)
        let fourth = try await fault(campus, 4, day: 49)
        #expect(await findings(campus).map(\.ticket) == [fourth])
    }

    @Test(
        "Closed with a reason, the next one is found again; closing needs words, a right and something to close"
    )
    func closing() async throws {
        let campus = try await campus()
        var tickets: [TicketID] = []
        for number in 1...3 { tickets.append(try await fault(campus, number, day: Int64(number))) }
        let third = tickets[2]
        await #expect(throws: Refusal.emptyText(field: "words")) {
            try await campus.act(.closeFinding(words: " "), on: third, at: 5 * Self.day, key: 1)
        }
        await #expect(throws: Refusal.noFinding) {
            try await campus.act(.closeFinding(words: "x"), on: tickets[0], at: 5 * Self.day, key: 2)
        }
        await #expect(
            throws: Refusal.notPermitted(.closeFinding, roles: [.dispatcher, .teamLead, .supervisor])
        ) {
            try await campus.act(
                .closeFinding(words: "x"), on: third, at: 5 * Self.day, key: 3,
                by: SampleDesk.staff(.technician, person: 7))
        }
        _ = try await campus.act(.closeFinding(words: "已换面板"), on: third, at: 5 * Self.day, key: 4)
        #expect(await findings(campus).isEmpty)
        #expect(await findings(campus, closedToo: true).map(\.closedAt) == [OutageCampus.at(5 * Self.day)])
        #expect(try await campus.ticket(third).finding?.words?.value == "已换面板")
        await #expect(throws: Refusal.noFinding) {
            try await campus.act(.closeFinding(words: "x"), on: third, at: 6 * Self.day, key: 5)
        }
        let fourth = try await fault(campus, 4, day: 7)
        #expect(await findings(campus).map(\.ticket) == [fourth])
    }

    @Test("Other rooms, and what was dismissed, withdrawn or merged, don't count")
    func uncounted() async throws {
        let campus = try await campus()
        let dismissed = try await fault(campus, 1, day: 0)
        _ = try await campus.act(.dismiss(.test, words: nil), on: dismissed, at: 10, key: 1)
        let withdrawn = try await fault(campus, 2, day: 1)
        let report = try #require(try await campus.ticket(withdrawn).reports.first?.report.id)
        _ = try await campus.act(.withdraw(report, words: nil), on: withdrawn, at: Self.day + 10, key: 2)
        let elsewhere = try await fault(campus, 3, day: 1, room: 5)
        let merged = try await fault(campus, 4, day: 1)
        _ = try await campus.act(.merge(into: elsewhere), on: merged, at: Self.day + 10, key: 3)
        for number in 5...6 { _ = try await fault(campus, number, day: Int64(number)) }
        #expect(await findings(campus).isEmpty)
        let third = try await fault(campus, 7, day: 7)
        let found = await findings(campus)
        #expect(found.map(\.ticket) == [third] && found.map(\.count) == [3])
    }

    @Test("An incident counts once for its switch, and for none of its rooms")
    func incidents() async throws {
        let campus = try await campus()
        var incident: TicketID?
        for outage in 0..<3 {
            #expect(await findings(campus).isEmpty)
            let start = Int64(outage) * 5 * Self.day
            for room in 0..<5 {
                _ = try await campus.report(
                    100 * outage + room, at: start + Int64(room), place: OutageCampus.room(room))
            }
            let proposed = try #require(try await campus.incidents().last)
            #expect(proposed.incident?.stage == .proposed)
            _ = try await campus.act(
                .acceptIncident, on: proposed.id, at: start + 60, key: UInt64(3 * outage + 1))
            _ = try await campus.act(
                .workRemotely, on: proposed.id, at: start + 70, key: UInt64(3 * outage + 2))
            _ = try await campus.act(
                .resolve(SampleDesk.solved), on: proposed.id, at: start + 80, key: UInt64(3 * outage + 3))
            incident = proposed.id
        }
        let found = await findings(campus)
        #expect(found.map(\.ticket) == [incident].compactMap(\.self))
        #expect(found.first?.device == OutageCampus.switchID && found.first?.place == nil)
        #expect(found.first?.count == 3)
    }

    @Test(
        "What is done on a ticket finds nothing anew, not even once its finding is closed; another room has its own"
    )
    func acts() async throws {
        let campus = try await campus()
        var tickets: [TicketID] = []
        for number in 1...3 { tickets.append(try await fault(campus, number, day: Int64(number))) }
        for number in 4...6 { tickets.append(try await fault(campus, number, day: Int64(number), room: 7)) }
        #expect(await findings(campus).map(\.ticket) == [tickets[5], tickets[2]])
        _ = try await campus.act(.closeFinding(words: "已换面板"), on: tickets[2], at: 7 * Self.day, key: 1)
        let comment = TicketCommand.comment("看过", isPublic: false, photos: [], report: nil)
        _ = try await campus.act(comment, on: tickets[2], at: 7 * Self.day + 9, key: 2)
        #expect(await findings(campus).map(\.ticket) == [tickets[5]])
    }

    @Test("A device that comes back is found once, for itself; the receipt names the event by which it was")
    func device() async throws {
        let campus = try await campus()
        var last: DeskReceipt?
        for number in 1...4 {
            let act = Act(
                by: .system("gateway"), at: OutageCampus.at(Int64(number) * Self.day), channel: .scan,
                command: OutageCampus.key(UInt64(10 + number)))
            let statement = NewReport(
                place: OutageCampus.room(0), device: OutageCampus.switchID, words: "又坏了")
            let receipt = try await campus.desk.perform(.report(statement), act: act)
            let ticket = try await campus.ticket(receipt.ticket)
            #expect(receipt.revision == ticket.revision)
            last = number == 3 ? receipt : last
        }
        let found = await findings(campus)
        #expect(found.map(\.ticket) == [last?.ticket] && found.first?.device == OutageCampus.switchID)
    }

    @Test("Two third reports of one instant are one finding: whoever comes second sees the other's")
    func sameInstant() async throws {
        let campus = try await campus()
        for number in 1...2 { _ = try await fault(campus, number, day: Int64(number)) }
        // Both are decided before either is written.
        let other = try await campus.prepared(3, at: 3 * Self.day, place: OutageCampus.room(0))
        await campus.tickets.interlope(other)
        let late = try await fault(campus, 4, day: 3)
        let found = await findings(campus)
        #expect(found.map(\.ticket) == other.findings.map(\.ticket) && found.map(\.count) == [3])
        #expect(try await campus.ticket(late).finding == nil)
        let messages = await campus.tickets.outbox.filter { $0.template == "finding.opened" }
        #expect(messages.count == 1)
    }

    @Test("Without rules nothing is looked for")
    func off() async throws {
        let campus = try await OutageCampus()
        for number in 1...4 { _ = try await fault(campus, number, day: Int64(number)) }
        #expect(await findings(campus, closedToo: true).isEmpty)
    }
}
