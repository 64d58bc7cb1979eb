import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("What the clocks of a ticket show")
struct ClockReadingTests {
    private static let hour: Int64 = 3600

    private static func read(_ desk: WatchedDesk, _ moment: String) -> TicketClocks {
        desk.ticket.clocks(at: local(moment), under: desk.policy)
    }

    /// Seconds used, left and stood still, with the percentage.
    private static func figures(_ reading: ClockReading?) -> [Int64]? {
        reading.map {
            [
                $0.used.components.seconds, $0.left.components.seconds, $0.stoodStill.components.seconds,
                Int64($0.percent),
            ]
        }
    }

    @Test(
        "Running, standing still, running again, late and over, with the whole time by the wall clock beside it"
    )
    func life() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        let first = Self.read(desk, "09-14T10:30")
        #expect(first.readings.map(\.clock) == [.response, .resolution])
        #expect(first[.response]?.state == .running && first[.response]?.since == local("09-14T10:00"))
        #expect(first[.response]?.by == nil && first[.response]?.due == local("09-14T11:00"))
        #expect(Self.figures(first[.response]) == [1_800, 1_800, 0, 50])
        #expect(Self.figures(first[.resolution]) == [1_800, 7 * Self.hour + 1_800, 0, 6])

        try desk.send(.accept(PersonID(7)), at: local("09-14T11:30"))
        try desk.send(.hold(.access, until: local("09-15T09:00"), words: nil), at: local("09-14T15:00"))
        let held = Self.read(desk, "09-14T17:00")
        #expect(held[.response]?.state == .over && held[.response]?.by == "accepted")
        #expect(held[.response]?.since == local("09-14T11:30") && held[.response]?.isLate == true)
        #expect(Self.figures(held[.response]) == [5_400, -1_800, 0, 150])
        #expect(held[.response]?.whole == .seconds(5_400))
        #expect(held[.resolution]?.state == .standing && held[.resolution]?.by == "held")
        #expect(held[.resolution]?.reason == .access && held[.resolution]?.since == local("09-14T15:00"))
        #expect(Self.figures(held[.resolution]) == [3 * Self.hour, 5 * Self.hour, 2 * Self.hour, 37])
        // Five hours from now on, if it went on at once.
        #expect(held[.resolution]?.due == local("09-15T12:00"))

        // Its date is over, though nobody swept; then somebody did.
        for isSwept in [false, true] {
            if isSwept { try desk.sweep(at: local("09-15T09:00")) }
            let reading = Self.read(desk, "09-15T10:00")[.resolution]
            #expect(Self.figures(reading) == [4 * Self.hour, 4 * Self.hour, 4 * Self.hour, 50])
            #expect(reading?.state == .running && reading?.by == "resumed")
            #expect(reading?.since == local("09-15T09:00") && reading?.due == local("09-15T16:00"))
        }
        let late = Self.read(desk, "09-16T09:00")
        #expect(Self.figures(late[.resolution]) == [11 * Self.hour, -3 * Self.hour, 4 * Self.hour, 137])
        try desk.send(.resolve(SampleDesk.solved), at: local("09-16T10:00"))
        let over = Self.read(desk, "12-01T00:00")
        #expect(over[.resolution]?.state == .over && over[.resolution]?.by == "resolved")
        #expect(Self.figures(over[.resolution]) == [12 * Self.hour, -4 * Self.hour, 4 * Self.hour, 150])
        #expect(over.whole == .seconds(48 * Self.hour))
        // Reopened, it goes on as if it had never been over.
        try desk.send(.reopen(ReportID(1), words: nil), at: local("09-16T11:00"))
        #expect(Self.figures(Self.read(desk, "09-16T12:00")[.resolution])?[0] == 14 * Self.hour)
    }

    @Test("A clock that ended in a pause was not used in it")
    func endedInPause() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:30"))
        try desk.send(.hold(.access, until: local("09-15T09:00"), words: nil), at: local("09-14T11:00"))
        try desk.send(.withdraw(ReportID(1), words: nil), at: local("09-14T15:00"))
        let over = Self.read(desk, "09-20T00:00")[.resolution]
        #expect(over?.state == .over && over?.by == "closed")
        #expect(Self.figures(over) == [Self.hour, 7 * Self.hour, 2 * Self.hour, 12])
    }

    @Test(
        "Arrival is a clock of its own where a target says so: due, rungs, what ends it, and when it is missed"
    )
    func arrival() throws {
        let target = ServiceTarget(
            response: .seconds(3600), arrival: .seconds(2 * 3600), resolution: .seconds(8 * 3600))
        let policy = try SampleDesk.policy(oversight: .standard, normal: target)
        var desk = try WatchedDesk(under: policy)
        #expect(desk.ticket.arrivalDue == local("09-14T12:00"))
        #expect(
            desk.ticket.deadlines(under: policy).contains(
                Deadline(ticket: desk.ticket.id, kind: .arrival, due: local("09-14T12:00"))))
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:10"))
        // On hold or not, somebody is to be there.
        try desk.run(until: local("09-14T12:00"))
        #expect(desk.rungs == ["arrival 50", "arrival 80", "arrival 100"])
        #expect(desk.ticket.missed[.arrival] == [local("09-14T12:00")])
        #expect(desk.ticket.missed[.resolution] == nil)
        try desk.send(.arrive(.none, label: nil, at: nil), at: local("09-14T14:30"))
        let reading = Self.read(desk, "09-14T18:00")[.arrival]
        #expect(reading?.state == .over && reading?.by == "arrived")
        #expect(Self.figures(reading) == [2 * Self.hour + 1_800, -1_800, 0, 125])
        try desk.run(until: local("09-16T18:00"))
        #expect(!desk.rungs.dropFirst(3).contains { $0.hasPrefix("arrival") })

        for end in [TicketCommand.workRemotely, .resolve(SampleDesk.solved)] {
            var other = try WatchedDesk(under: policy)
            try other.send(.accept(PersonID(7)), at: local("09-14T10:10"))
            try other.send(end, at: local("09-14T10:20"))
            #expect(other.ticket.arrivedAt == local("09-14T10:20"), "\(end.name)")
        }
        // A priority without such a target takes the promise back; without any, there is no clock.
        var low = try WatchedDesk(under: policy)
        try low.send(.reprioritise(.low, words: nil), at: local("09-14T10:10"))
        #expect(low.ticket.arrivalDue == nil && Self.read(low, "09-14T10:30")[.arrival] == nil)
        #expect(try WatchedDesk().ticket.arrivalDue == nil)
    }

    @Test(
        "Where the first human contact ends the response, accepting doesn't, and a machine's note doesn't either"
    )
    func humanContact() throws {
        let policy = try SampleDesk.policy(oversight: OversightRules(), responseEnds: .contact)
        let machine = Principal(
            actor: .apiClient(PersonID(77)), grants: [Grant(role: .dispatcher, scope: .site)])
        func fresh() throws -> WatchedDesk {
            var desk = try WatchedDesk(under: policy)
            try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
            try desk.send(.comment("内部", isPublic: false, photos: [], report: nil), at: local("09-14T10:06"))
            let note = TicketCommand.comment("已收到", isPublic: true, photos: [], report: nil)
            try desk.send(note, by: machine, at: local("09-14T10:07"))
            try desk.send(.urge(ReportID(1), words: nil), at: local("09-14T10:08"))
            #expect(desk.ticket.respondedAt == nil)
            return desk
        }
        let until = local("09-14T16:00")
        let contacts: [TicketCommand] = [
            .comment("马上到", isPublic: true, photos: [], report: nil),
            .answerUrge(ReportID(1), answer: "马上到"),
            .askReporter(ReportID(1), question: "哪一面墙？", until: until),
            .appoint(ReportID(1), from: local("09-14T14:00"), until: until, words: nil),
            .resolve(SampleDesk.solved),
        ]
        for contact in contacts {
            var desk = try fresh()
            try desk.send(contact, at: local("09-14T10:30"))
            #expect(desk.ticket.respondedAt == local("09-14T10:30"), "\(contact.name)")
        }
        // As it was before, and is where the site says nothing: accepting ends it, a comment doesn't.
        var usual = try WatchedDesk(rules: OversightRules())
        try usual.send(contacts[0], at: local("09-14T10:01"))
        #expect(usual.ticket.respondedAt == nil)
        try usual.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        #expect(usual.ticket.respondedAt == local("09-14T10:05"))
        // It goes by what was promised, not by what the site says later.
        var kept = try WatchedDesk(rules: OversightRules())
        kept.policy = policy
        try kept.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        #expect(kept.ticket.respondedAt != nil)
    }
}
