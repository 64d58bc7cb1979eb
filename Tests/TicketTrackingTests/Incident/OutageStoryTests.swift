import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("An outage of sixty rooms")
struct OutageStoryTests {
    /// Rooms whose report is about something else: a socket, twice; smoke, once.
    private static let strangers = [7: "power", 13: "power"]
    private static let smoking = 9

    /// Sixty reports in twelve minutes, accepted four minutes after the proposal, five late ones, resolved.
    private struct Night {
        let campus: OutageCampus
        var receipts: [DeskReceipt] = []
        var incident: TicketID

        init() async throws {
            campus = try await OutageCampus()
            var pending: Int64?
            var isAccepted = false
            var found: TicketID?
            for room in 0..<60 {
                let second = Int64(room * 12)
                if let begun = pending, let id = found, !isAccepted, second >= begun + 240 {
                    _ = try await campus.act(.acceptIncident, on: id, at: begun + 240, key: 1)
                    isAccepted = true
                }
                receipts.append(
                    try await campus.report(
                        room, at: second, place: OutageCampus.room(room),
                        category: OutageStoryTests.strangers[room] ?? "network.outage",
                        words: room == OutageStoryTests.smoking ? "断网了，插座冒烟" : nil))
                if pending == nil, let first = try await campus.incidents().first {
                    (pending, found) = (second, first.id)
                }
            }
            for late in 0..<5 {
                receipts.append(
                    try await campus.report(
                        60 + late, at: Int64(900 + late * 60), place: OutageCampus.point(late)))
            }
            incident = try #require(found)
        }

        func ticket(of receipt: DeskReceipt) async throws -> TicketID {
            let report = try #require(receipt.report)
            return try #require(await campus.tickets.reports[report]).ticket
        }
    }

    @Test(
        "All but the two strangers and the hazard are one incident at the switch; no report is lost or told twice"
    )
    func story() async throws {
        let night = try await Night()
        let campus = night.campus
        #expect(try await campus.incidents().map(\.id) == [night.incident])
        var ticket = try await campus.ticket(night.incident)
        #expect(ticket.incident?.grouping == .sameSwitch && ticket.incident?.device == OutageCampus.switchID)
        #expect(ticket.place == .at(OutageCampus.closet) && ticket.openedAt == OutageCampus.at(0))
        #expect(ticket.state == .assigned && ticket.team == TeamKey("network"))

        // 60 + 5 - 2 strangers - 1 hazard.
        #expect(ticket.reports.count == 62)
        #expect(Set(ticket.reports.map(\.report.id)).count == 62)
        #expect(ticket.reports.count { $0.isAutomatic } == 41)
        for (index, receipt) in night.receipts.enumerated() {
            let home = try await night.ticket(of: receipt)
            let isApart = Self.strangers[index] != nil || index == Self.smoking
            #expect((home == night.incident) == !isApart, "room \(index)")
        }
        let hazard = try await campus.ticket(night.receipts[Self.smoking].ticket)
        #expect(
            hazard.isHazard && hazard.freeze == nil && hazard.incident == nil && hazard.state == .assigned)

        // Each member is closed as merged, and each report stands on exactly one ticket.
        var carriers: [ReportID: Int] = [:]
        for id in await campus.tickets.streams.keys {
            let other = try await campus.ticket(id)
            if other.mergedInto != nil { continue }
            for standing in other.reports { carriers[standing.report.id, default: 0] += 1 }
        }
        #expect(carriers.count == 65 && carriers.values.allSatisfy { $0 == 1 })

        _ = try await campus.act(.accept(nil), on: night.incident, at: 1300, key: 2)
        _ = try await campus.act(.resolve(SampleDesk.solved), on: night.incident, at: 3600, key: 3)
        let told = await campus.tickets.outbox.filter { $0.template == "report.resolved" }
        #expect(told.count == 62 && Set(told.map(\.recipient)).count == 62)

        // Two say no: theirs go on, since they were reported.
        for (number, room) in [3, 40].enumerated() {
            let report = try #require(night.receipts[room].report)
            let reporter = try await campus.ticket(night.incident).standing(of: report)?.report.reporter
            let split = try await campus.act(
                .confirmMine(report, isMended: false, words: nil), on: night.incident, at: 4000,
                key: UInt64(10 + number),
                by: Principal(actor: .reporter(try #require(reporter)), grants: []))
            let new = try await campus.ticket(try #require(split.newTicket))
            #expect(new.openedAt == OutageCampus.at(Int64(room * 12)) && new.reports.count == 1)
            #expect(new.place == .at(OutageCampus.room(room)) && new.state == .assigned)
        }
        ticket = try await campus.ticket(night.incident)
        #expect(ticket.reports.count == 60 && ticket.state == .resolved)
    }

    @Test("Pending, nobody is sent and the duty desk is rung once; the members' clocks run on")
    func pending() async throws {
        let campus = try await OutageCampus()
        var receipts: [DeskReceipt] = []
        for room in 0..<7 {
            receipts.append(
                try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room)))
        }
        let incident = try #require(try await campus.incidents().first)
        #expect(incident.incident?.members.count == 7 && incident.incident?.until == OutageCampus.at(648))
        let rung = await campus.tickets.outbox.filter { $0.template == "incident.proposed" }
        #expect(rung.map(\.recipient) == [.team(try SampleDesk.key("desk"))])
        let first = receipts[0].ticket
        let before = try await campus.ticket(first)
        #expect(before.responseDue == SampleDesk.monday + .seconds(3600))
        for command in [
            TicketCommand.accept(nil), .assign(try SampleDesk.key("repairs"), lead: nil, assistants: []),
        ] {
            await #expect(throws: Refusal.frozen(by: incident.id, until: OutageCampus.at(648))) {
                try await campus.act(command, on: first, at: 647, key: 1)
            }
        }
        // It ends by itself, swept or not.
        _ = try await campus.act(.accept(nil), on: first, at: 648, key: 2)
    }

    @Test("A ticket that turns out to be a hazard is dispatched at once, and isn't attached")
    func hazard() async throws {
        let campus = try await OutageCampus()
        var receipts: [DeskReceipt] = []
        for room in 0..<6 {
            receipts.append(
                try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room)))
        }
        let incident = try #require(try await campus.incidents().first).id
        let second = receipts[1].ticket
        _ = try await campus.act(
            .classify(try SampleDesk.key("network.outage"), isHazard: true), on: second, at: 100, key: 1)
        _ = try await campus.act(.accept(nil), on: second, at: 101, key: 2)
        _ = try await campus.act(.acceptIncident, on: incident, at: 120, key: 3)
        #expect(try await campus.ticket(incident).reports.count == 5)
        let apart = try await campus.ticket(second)
        #expect(apart.mergedInto == nil && apart.freeze == nil && apart.state == .accepted)
    }

    @Test("A hazard is no reason for an incident, and is held up by none")
    func hazardApart() async throws {
        let campus = try await OutageCampus()
        for room in 0..<4 {
            _ = try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room))
        }
        func smoking(_ room: Int, at second: Int64) async throws -> [RecordedEvent<TicketFact>] {
            let receipt = try await campus.report(
                room, at: second, place: OutageCampus.room(room), words: "断网了，插座冒烟")
            return await campus.tickets.events(of: receipt.ticket)
        }
        // It would have been the fifth.
        var events = try await smoking(4, at: 48)
        #expect(try await campus.incidents().isEmpty)
        _ = try await campus.report(5, at: 60, place: OutageCampus.room(5))
        let incident = try #require(try await campus.incidents().first)
        #expect(incident.incident?.members.count == 5)
        events += try await smoking(6, at: 72)
        #expect(!events.contains { if case .dispatchFrozen = $0.fact { true } else { false } })
        #expect(try await campus.ticket(incident.id).incident?.members.count == 5)
        // Accepted, it takes no later one in either.
        _ = try await campus.act(.acceptIncident, on: incident.id, at: 100, key: 1)
        let late = try await smoking(7, at: 120)
        #expect(late.first?.fact.kind.name == "ticket.reported")
    }

    @Test("Refused, everyone goes on as before, and the same reports aren't proposed again")
    func refused() async throws {
        let campus = try await OutageCampus()
        for room in 0..<5 {
            _ = try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room))
        }
        let incident = try #require(try await campus.incidents().first)
        let until = try #require(incident.incident?.until)
        _ = try await campus.act(.refuseIncident(words: nil), on: incident.id, at: 100, key: 1)
        #expect(try await campus.ticket(incident.id).state == .dismissed)
        for (index, member) in try #require(incident.incident?.members).enumerated() {
            let ticket = try await campus.ticket(member)
            #expect(ticket.freeze == nil && ticket.state == .assigned)
            #expect(ticket.responseDue == OutageCampus.at(Int64(index * 12 + 3600)))
        }
        let resumed = await campus.tickets.outbox.filter { $0.template == "ticket.dispatchResumed" }
        #expect(resumed.count == 5)
        // One more of the same makes no proposal: the five don't count again.
        _ = try await campus.report(5, at: 120, place: OutageCampus.room(5))
        #expect(try await campus.incidents().count == 1)
        // Five new ones do.
        for room in 6..<10 {
            _ = try await campus.report(room, at: Int64(120 + room), place: OutageCampus.room(room))
        }
        let again = try #require(try await campus.incidents().last)
        #expect(try await campus.incidents().count == 2 && again.incident?.members.count == 5)
        let late = Refusal.noIncident
        await #expect(throws: late) {
            try await campus.act(.acceptIncident, on: incident.id, at: 200, key: 2)
        }
        #expect(until == OutageCampus.at(648))
    }

    @Test("Unanswered for ten minutes, it lapses and its members go on")
    func lapsed() async throws {
        let campus = try await OutageCampus()
        for room in 0..<5 {
            _ = try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room))
        }
        let incident = try #require(try await campus.incidents().first)
        await #expect(throws: Refusal.incidentLapsed(OutageCampus.at(648))) {
            try await campus.act(.acceptIncident, on: incident.id, at: 648, key: 1)
        }
        let swept = try await campus.desk.sweep(at: OutageCampus.at(648)) {
            .random(in: .min ... .max)
        }
        #expect(swept == 6)
        #expect(try await campus.ticket(incident.id).incident?.stage == .refused)
        for member in try #require(incident.incident?.members) {
            let ticket = try await campus.ticket(member)
            #expect(
                ticket.freeze == nil
                    && !ticket.deadlines(under: campus.desk.policy).contains { $0.kind == .freezeEnds })
        }
        _ = try await campus.report(6, at: 650, place: OutageCampus.room(6))
        #expect(try await campus.incidents().count == 1)
    }

    @Test("“Mine is different” takes a report off again, with its own time and place")
    func different() async throws {
        let campus = try await OutageCampus()
        for room in 0..<5 {
            _ = try await campus.report(room, at: Int64(room * 12), place: OutageCampus.room(room))
        }
        let incident = try #require(try await campus.incidents().first).id
        _ = try await campus.act(.acceptIncident, on: incident, at: 100, key: 1)
        let joined = try await campus.report(20, at: 200, place: OutageCampus.room(20))
        #expect(joined.ticket == incident)
        let report = try #require(joined.report)
        let standing = try #require(try await campus.ticket(incident).standing(of: report))
        #expect(standing.isAutomatic)
        let split = try await campus.act(
            .mineDiffers(report, words: "只是网线断了"), on: incident, at: 300, key: 2,
            by: Principal(actor: .reporter(standing.report.reporter), grants: []))
        let own = try await campus.ticket(try #require(split.newTicket))
        #expect(own.openedAt == OutageCampus.at(200) && own.place == .at(OutageCampus.room(20)))
        #expect(own.reworkOf == nil && own.incident == nil && own.row.grouping == .settled)
        #expect(try await campus.ticket(incident).standing(of: report) == nil)
    }
}
