import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("The rates that leaders ask for")
struct ServiceRatesTests {
    private static let until = SampleDesk.monday + .seconds(30 * 86_400)

    private func rates(_ histories: [TicketHistory], at: Instant = until) -> ServiceRates {
        ServiceRates(
            of: histories.map(CountedTicket.init), from: SampleDesk.monday, until: Self.until,
            position: Position(99), at: at)
    }

    private func call(_ outcome: FollowUpOutcome, isUnasked: Bool = false) -> TicketFact {
        .followedUp(
            .init(
                report: ReportID(1), round: 1, attempt: 1, outcome: outcome, isEarly: false, scriptVersion: 1,
                caller: isUnasked ? nil : PersonID(18), isUnasked: isUnasked))
    }

    private func pair(_ rates: ServiceRates, _ name: ServiceRate.Name) -> [Int] {
        [rates[name]?.numerator ?? -1, rates[name]?.denominator ?? -1]
    }

    @Test("Satisfied of reached: silence is in neither numerator nor denominator")
    func silence() throws {
        let missed = TicketFact.followUpMissed(.init(report: ReportID(1), round: 1, attempts: 0))
        let counted = rates([
            try SampleHistory.closed(call(.reached(isMended: true, satisfaction: .satisfied, reason: nil))),
            try SampleHistory.closed(call(.reached(isMended: true, satisfaction: .fair, reason: nil))),
            try SampleHistory.closed(
                call(.reached(isMended: true, satisfaction: .dissatisfied, reason: .quality)),
                how: .dissatisfied),
            try SampleHistory.closed(call(.refused), how: .unreached),
            try SampleHistory.closed(call(.wrongNumber), how: .unreached),
            try SampleHistory.closed(missed, how: .unreached),
            try SampleHistory.closed(how: .noContact),
        ])
        #expect(pair(counted, .satisfaction) == [2, 3])
        #expect(pair(counted, .followUp) == [3, 6])
        #expect(counted[.satisfaction]?.basisPoints == 6_667)
    }

    @Test("Attempts used up count as due and not reached, once")
    func usedUp() throws {
        var events = try SampleHistory.closed(call(.noAnswer), call(.busy), how: .unreached).events
        // The last call and the closing are one command.
        let last = events.count - 3
        for index in last..<events.count { events[index].envelope.command = events[last].envelope.command }
        let history = try #require(try TicketHistory(events, until: Position(.max)))
        #expect(pair(rates([history]), .followUp) == [0, 1])
    }

    @Test("What a reporter says unasked is an opinion, but no call")
    func unasked() throws {
        let counted = rates([try SampleHistory.closed(call(.satisfied, isUnasked: true))])
        #expect(pair(counted, .satisfaction) == [1, 1])
        #expect(pair(counted, .followUp) == [0, 0])
        #expect(counted[.followUp]?.basisPoints == nil)
    }

    @Test("Registered, answered, in time, resolved")
    func clocks() throws {
        let opening = try SampleHistory.opening()
        let late = SampleDesk.monday + .seconds(20 * 86_400)
        let lateOnes = try SampleHistory.of(
            opening + [SampleHistory.resolved], opening.map { _ in SampleDesk.monday } + [late])
        let dismissed = try SampleHistory.of(opening + [.dismissed(.init(reason: .test))])
        let counted = rates([try SampleHistory.closed(), lateOnes, dismissed, try SampleHistory.open()])
        #expect(pair(counted, .acceptance) == [3, 4])
        #expect(pair(counted, .resolution) == [2, 3])
        #expect(pair(counted, .response) == [1, 3])
        #expect(pair(counted, .punctuality) == [1, 3])
        // Counted on the first morning, what is still open isn't due.
        let early = rates([try SampleHistory.open()], at: SampleDesk.monday + .seconds(60))
        #expect(pair(early, .response) == [0, 0] && pair(early, .punctuality) == [0, 0])
    }

    @Test("Taken up again counts as rework: reopened, or by a ticket that names it")
    func rework() throws {
        let reopened = try SampleHistory.of(
            try SampleHistory.opening() + [
                SampleHistory.resolved,
                .reopened(.init(reason: .followUp, report: ReportID(1), to: .assigned)),
            ])
        #expect(pair(rates([try SampleHistory.closed(), reopened]), .rework) == [1, 2])
        let again = TicketFact.reported(.init(report: SampleDesk.report(), reworkOf: TicketID(1)))
        #expect(pair(rates([try SampleHistory.closed(), try SampleHistory.of([again])]), .rework) == [1, 1])
    }

    @Test("Resolved in time and taken up again, it is in time only where the last answer is")
    func reopenedInTime() throws {
        let opening = try SampleHistory.opening()
        let reopened = TicketFact.reopened(.init(reason: .followUp, report: ReportID(1), to: .assigned))
        let times = opening.map { _ in SampleDesk.monday }
        func history(_ last: [TicketFact], _ at: Instant? = nil) throws -> TicketHistory {
            let morning = SampleDesk.monday + .seconds(60)
            return try SampleHistory.of(
                opening + [SampleHistory.resolved, reopened] + last, times + [morning, morning, at])
        }
        let again = [SampleHistory.resolved]
        let late = try history(again, SampleDesk.monday + .seconds(20 * 86_400))
        #expect(pair(rates([late]), .punctuality) == [0, 1])
        #expect(pair(rates([try history([])]), .punctuality) == [0, 1])
        #expect(pair(rates([try history([])]), .resolution) == [0, 1])
        let soon = try history(again, SampleDesk.monday + .seconds(3600))
        #expect(pair(rates([soon]), .punctuality) == [1, 1])
    }

    @Test("What was merged, advised or taken back is no work of the desk's, though each report was taken in")
    func noWork() throws {
        let opening = try SampleHistory.opening()
        let ends: [TicketFact] = [
            .merged(.init(into: TicketID(9))), .closed(.init(how: .advised)), .closed(.init(how: .withdrawn)),
        ]
        let counted = rates(try ends.map { try SampleHistory.of(opening + [$0]) })
        #expect(pair(counted, .acceptance) == [3, 3])
        for name in [ServiceRate.Name.response, .punctuality, .resolution, .rework] {
            #expect(pair(counted, name) == [0, 0], "\(name)")
        }
    }

    @Test("Events after the position are as if they weren't there")
    func position() throws {
        let history = try SampleHistory.closed(call(.satisfied))
        let opening = Position(Int64(try SampleHistory.opening().count))
        let early = try #require(try TicketHistory(history.events, until: opening))
        #expect(early.ticket.state == .assigned)
        #expect(pair(rates([early]), .satisfaction) == [0, 0])
        #expect(try TicketHistory(history.events, until: .start) == nil)
    }

    @Test("All seven, in one order")
    func complete() {
        #expect(rates([]).rates.map(\.name) == ServiceRate.Name.allCases)
        #expect(ServiceRate.Name.allCases.count == 7)
    }
}
