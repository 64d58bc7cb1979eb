import Facility
import Ledger
import RegisterShelf
import Testing

@testable import TicketTracking

@Suite("Who is called in round 3")
struct FollowUpSampleTests {
    /// 600 reports of two teams over November 2026: each tenth a complaint, each twenty-fifth a hazard.
    private static func population() throws -> [FollowUpSample.Row] {
        let month = try #require(CivilMonth("2026-11"))
        let teams: [TeamKey] = [try SampleDesk.key("network"), try SampleDesk.key("repairs")]
        return (1...600).map { (number: Int64) in
            FollowUpSample.Row(
                report: ReportID(number), ticket: TicketID(number), person: PersonID(1_000 + number),
                team: number % 3 == 0 ? teams[1] : teams[0], closedOn: month.first.advanced(by: number % 30),
                isComplaint: number % 10 == 0, isHazard: number % 25 == 0)
        }
    }

    @Test("The same seed and population give the same sample, in whatever order the rows come")
    func reproducible() throws {
        let rows = try Self.population()
        let first = FollowUpSample.drawn(seed: 20_261_201, from: rows, FollowUpSampling())
        func shuffled(_ row: FollowUpSample.Row) -> Int64 { row.report.rawValue * 7_919 % 601 }
        let orders: [[FollowUpSample.Row]] = [
            rows.reversed(), rows.sorted { shuffled($0) < shuffled($1) }, rows + rows,
        ]
        for order in orders {
            #expect(FollowUpSample.drawn(seed: 20_261_201, from: order, FollowUpSampling()) == first)
        }
        #expect(FollowUpSample.drawn(seed: 20_261_202, from: rows, FollowUpSampling()) != first)
        // Pinned: a change of the drawing would make every fixed sample unverifiable.
        #expect(first.filter { $0.stratum == .rest }.prefix(4).map(\.report.rawValue) == [3, 12, 21, 53])
    }

    @Test("All complaints, all hazards, and each team's number among them or beside")
    func strata() throws {
        let rows = try Self.population()
        let sample = FollowUpSample.drawn(seed: 7, from: rows, FollowUpSampling(perTeam: 45, percent: 5))
        let chosen = Set(sample.map(\.report))
        #expect(rows.filter { $0.isComplaint || $0.isHazard }.allSatisfy { chosen.contains($0.report) })
        for team in Set(rows.map(\.team)) {
            #expect(rows.count { $0.team == team && chosen.contains($0.report) } >= 45)
        }
        #expect(Set(sample.map(\.stratum)) == Set(FollowUpSample.Stratum.allCases))
        #expect(sample.count == chosen.count)
    }

    @Test("What is drawn by lot is spread over the month: no day has two before each has one")
    func spread() throws {
        let rows = try Self.population().filter { !$0.isComplaint && !$0.isHazard }
        let sample = FollowUpSample.drawn(seed: 7, from: rows, FollowUpSampling(perTeam: 0, percent: 5))
        let days = Dictionary(rows.map { ($0.report, $0.closedOn) }) { first, _ in first }
        let counts = Dictionary(grouping: sample) { days[$0.report] }.mapValues(\.count)
        #expect(sample.count == (rows.count * 5 + 99) / 100)
        #expect(counts.values.allSatisfy { $0 == 1 })
    }

    @Test("A person is drawn once, as a complaint before anything else")
    func personOnce() throws {
        var rows = try Self.population()
        for index in rows.indices where index < 40 { rows[index].person = PersonID(9) }
        let sample = FollowUpSample.drawn(seed: 7, from: rows, FollowUpSampling(perTeam: 600, percent: 100))
        let people = Dictionary(rows.map { ($0.report, $0.person) }) { first, _ in first }
        let own = sample.filter { people[$0.report] == PersonID(9) }
        #expect(own.map(\.stratum) == [.complaint])
        #expect(sample.count == 561)
    }

    @Test("A month's population is what was worked on and closed in it, with complaints told from the events")
    func population() throws {
        let month = try #require(CivilMonth("2026-09"))
        let policy = try SampleDesk.policy()
        let call = TicketFact.FollowedUp(
            report: ReportID(1), round: 1, attempt: 1,
            outcome: .reached(isMended: true, satisfaction: .dissatisfied, reason: .cost), isEarly: false,
            scriptVersion: 1)
        let rows = FollowUpSample.population(
            of: month,
            try [SampleHistory.closed(.followedUp(call)), SampleHistory.closed(), SampleHistory.open()],
            under: policy)
        #expect(rows.map(\.isComplaint) == [true, false])
        let october = try #require(CivilMonth("2026-10"))
        #expect(FollowUpSample.population(of: october, try [SampleHistory.closed()], under: policy).isEmpty)
    }

    @Test(
        "Whom calling would only annoy or miss isn't drawn",
        arguments: [
            FollowUpOutcome.refused, .wrongNumber, .notMe, .noContact,
        ])
    func calledForGood(_ outcome: FollowUpOutcome) throws {
        let call = TicketFact.FollowedUp(
            report: ReportID(1), round: 1, attempt: 1, outcome: outcome, isEarly: false, scriptVersion: 1)
        let closed = try SampleHistory.closed(.followedUp(call), how: .unreached)
        let (month, policy) = (try #require(CivilMonth("2026-09")), try SampleDesk.policy())
        #expect(FollowUpSample.population(of: month, [closed], under: policy).isEmpty)
    }

    @Test(
        "Months are read and end where they end",
        arguments: [("2026-02", 28), ("2028-02", 29), ("2026-11", 30)])
    func months(_ text: String, _ days: Int64) throws {
        let month = try #require(CivilMonth(text))
        #expect(month.last.number - month.first.number + 1 == days)
        #expect(CivilMonth("2026-13") == nil && CivilMonth("26-11") == nil)
    }
}
