import Facility
import Ledger
import Testing

@testable import TicketTracking

/// Every ticket here begins low on Monday at 10:00: two hours to answer, 16 to mend, which is Wednesday at 10:00. Exam
/// words raise it to normal: 8 hours to mend.
@Suite("What was promised and what is promised anew")
struct RaisedDuesTests {
    private static let seven = SampleDesk.staff(.technician, person: 7)
    private static let exam = TicketCommand.joinReport(SampleDesk.report(2, words: "马上考试"))

    private static func desk(normal: ServiceTarget? = nil) throws -> WatchedDesk {
        var desk = try WatchedDesk(
            under: PriorityDesk.policy(try PriorityDesk.rules(), normal: normal))
        #expect(desk.ticket.priority == .low && desk.ticket.resolutionDue == local("09-16T10:00"))
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        return desk
    }

    private static func grant(_ date: Instant, _ desk: inout WatchedDesk, at moment: Instant) throws {
        try desk.send(.requestExtension(until: date, words: "等配件"), by: seven, at: moment)
        try desk.send(.decideExtension(isGranted: true, words: nil), at: moment + .seconds(60))
    }

    /// Given to another team of the same hours, a ticket's dues are counted from its opening once more.
    private static func recount(_ desk: inout WatchedDesk, at moment: Instant) throws {
        let other: TeamKey = try SampleDesk.key(
            desk.ticket.team?.rawValue == "repairs" ? "network" : "repairs")
        try desk.send(.assign(other, lead: nil, assistants: []), at: moment)
    }

    @Test(
        "Nobody promised to be there, then somebody does; the next raise promises nothing of the kind and keeps it"
    )
    func arrival() throws {
        let hour = Duration.seconds(3600)
        var desk = try Self.desk(
            normal: ServiceTarget(response: hour, arrival: hour * 4, resolution: hour * 8))
        #expect(desk.ticket.arrivalDue == nil)
        try desk.send(Self.exam, at: local("09-14T10:20"))
        #expect(desk.ticket.priority == .normal && desk.ticket.arrivalDue == local("09-14T16:20"))
        for number in Int64(3)...5 {
            try desk.send(.joinReport(SampleDesk.report(number, words: "要考试了")), at: local("09-14T10:40"))
        }
        #expect(desk.ticket.priority == .high && desk.ticket.arrivalDue == local("09-14T16:20"))
    }

    @Test("Time that was granted before a raise doesn't put off what the raise promises")
    func grantedBefore() throws {
        var desk = try Self.desk()
        try Self.grant(local("09-18T17:00"), &desk, at: local("09-14T11:00"))
        try desk.send(Self.exam, at: local("09-15T08:00"))
        #expect(desk.ticket.resolutionDue == local("09-15T18:00"))
        try Self.recount(&desk, at: local("09-15T08:30"))
        #expect(desk.ticket.resolutionDue == local("09-15T18:00"))
    }

    @Test("A raise that promises later than the date that was granted takes nothing of it back")
    func shortGrant() throws {
        var desk = try Self.desk()
        try Self.grant(local("09-16T17:00"), &desk, at: local("09-14T11:00"))
        try desk.send(Self.exam, at: local("09-16T09:00"))
        // Eight hours from then on would be Thursday at 9; the first promise was Wednesday at 10.
        #expect(desk.ticket.priority == .normal && desk.ticket.resolutionDue == local("09-16T17:00"))
    }

    @Test("Time that is granted after a raise stays granted when the dues are counted once more")
    func grantedAfter() throws {
        var desk = try Self.desk()
        try desk.send(Self.exam, at: local("09-14T14:00"))
        try Self.grant(local("09-18T17:00"), &desk, at: local("09-14T15:00"))
        try Self.recount(&desk, at: local("09-14T16:00"))
        #expect(desk.ticket.resolutionDue == local("09-18T17:00"))
    }

    @Test("Granted time is no more than a date: less urgent, a ticket gets the longer of both")
    func grantedAndLowered() throws {
        var desk = try WatchedDesk(rules: OversightRules())
        try desk.send(.accept(PersonID(7)), at: local("09-14T10:05"))
        try Self.grant(local("09-15T12:00"), &desk, at: local("09-14T11:00"))
        try desk.send(.reprioritise(.low, words: nil), at: local("09-14T11:30"))
        #expect(desk.ticket.resolutionDue == local("09-16T10:00"))
    }

    @Test("What it stood still before the raise is put on the older promise only")
    func pauseBefore() throws {
        var desk = try Self.desk()
        try desk.send(.hold(.access, until: local("09-14T11:30"), words: nil), at: local("09-14T10:30"))
        try desk.run(until: local("09-14T11:30"))
        #expect(desk.ticket.resolutionDue == local("09-16T11:00"))
        try desk.send(Self.exam, at: local("09-14T14:00"))
        #expect(desk.ticket.resolutionDue == local("09-15T12:00"))
    }

    @Test(
        "Raised while it is on hold, it gets back what it stood still from the raise on, however often it is counted"
    )
    func pauseAcross() throws {
        var desk = try Self.desk()
        try desk.send(.hold(.access, until: local("09-14T16:00"), words: nil), at: local("09-14T11:00"))
        try desk.send(Self.exam, at: local("09-14T14:00"))
        #expect(desk.ticket.resolutionDue == local("09-15T12:00"))
        let reading = desk.ticket.clocks(at: local("09-14T15:00"), under: desk.policy)[.resolution]
        #expect(reading?.left == .seconds(8 * 3600) && reading?.due == local("09-15T15:00"))
        try desk.run(until: local("09-14T16:00"))
        #expect(desk.ticket.state == .accepted && desk.ticket.resolutionDue == local("09-15T16:00"))
        try Self.recount(&desk, at: local("09-14T16:30"))
        #expect(desk.ticket.resolutionDue == local("09-15T16:00"))
    }

    @Test(
        "A raise during a long hold leaves the older promise the earlier one where it is, with all of its hold"
    )
    func olderPromise() throws {
        var desk = try Self.desk()
        try desk.send(.hold(.access, until: local("09-16T09:30"), words: nil), at: local("09-16T08:30"))
        try desk.send(Self.exam, at: local("09-16T09:00"))
        #expect(desk.ticket.priority == .normal && desk.ticket.resolutionDue == local("09-16T10:00"))
        try desk.run(until: local("09-16T09:30"))
        #expect(desk.ticket.resolutionDue == local("09-16T11:00"))
    }

    @Test("At the end of a hold the promise counts that is the earlier one then")
    func promisesChangePlaces() throws {
        var desk = try Self.desk()
        // Wednesday at 10, less than two hours before what is promised at the raise.
        try desk.send(.hold(.access, until: local("09-15T11:00"), words: nil), at: local("09-15T08:00"))
        try desk.send(Self.exam, at: local("09-15T10:30"))
        #expect(desk.ticket.priority == .normal && desk.ticket.resolutionDue == local("09-16T10:00"))
        try desk.run(until: local("09-15T11:00"))
        // Three hours more for the first would be 15:00; eight hours and a half from 10:30 are over at 11.
        #expect(desk.ticket.resolutionDue == local("09-16T11:00"))
    }

    @Test("Whatever a person or danger sets is counted from the opening, and no raise comes back")
    func setByOthers() throws {
        var desk = try Self.desk()
        try desk.send(Self.exam, at: local("09-14T10:20"))
        try desk.send(.reprioritise(.high, words: nil), at: local("09-14T10:30"))
        #expect(desk.ticket.resolutionDue == local("09-14T16:00"))
        try Self.recount(&desk, at: local("09-14T10:40"))
        #expect(desk.ticket.resolutionDue == local("09-14T16:00"))
        try desk.send(.joinReport(SampleDesk.report(9, isHazard: true)), at: local("09-14T10:50"))
        #expect(desk.ticket.priority == .hazard && desk.ticket.resolutionDue == local("09-14T14:00"))
        try Self.recount(&desk, at: local("09-14T10:55"))
        #expect(desk.ticket.resolutionDue == local("09-14T14:00"))

        var endangered = try Self.desk()
        try endangered.send(Self.exam, at: local("09-14T10:20"))
        try endangered.send(.joinReport(SampleDesk.report(9, isHazard: true)), at: local("09-14T11:00"))
        try Self.recount(&endangered, at: local("09-14T11:10"))
        #expect(endangered.ticket.resolutionDue == local("09-14T14:00"))
    }

    @Test("Routed anew to another priority, a ticket forgets what it was raised to")
    func rerouted() throws {
        let policy = try PriorityDesk.policy(try PriorityDesk.rules())
        let unknown = SampleDesk.report(
            at: .unknown(.clear("三教", of: PersonID(101))), category: "network.slow")
        let closet = [SampleDesk.campus, SampleDesk.building, SampleDesk.closet]
        let (opened, _) = try PriorityDesk.opened(unknown, PriorityDesk.context(policy, path: []))
        let elsewhere = SampleDesk.report(2, at: unknown.place, words: "马上考试")
        let raised = try opened.after(
            .joinReport(elsewhere), PriorityDesk.context(policy, at: local("09-14T10:20"), path: []))
        #expect(raised.priority == .normal)
        let located = try raised.after(
            .locate(PlaceID(6)),
            PriorityDesk.context(policy, at: local("09-14T10:30"), path: [], named: closet))
        #expect(located.priority == .high && located.resolutionDue == local("09-14T16:00"))
        let given = try located.after(
            .assign(SampleDesk.key("repairs"), lead: nil, assistants: []),
            PriorityDesk.context(policy, at: local("09-14T10:40"), path: closet))
        #expect(given.resolutionDue == local("09-14T16:00"))
    }
}
