import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("The choice within a team")
struct RosterChoiceTests {
    private static func candidate(
        _ id: Int64, load: Int = 0, near: Bool = false, given: Int64? = nil, duty: Bool = true
    ) -> RosterCandidate {
        RosterCandidate(
            person: PersonID(id), isOnDuty: duty, load: load, isNear: near,
            lastGiven: given.map { Instant(seconds: $0) })
    }

    private static func roster(_ candidates: [RosterCandidate]) throws -> Roster {
        Roster(team: try SampleDesk.key("network"), rotaVersion: 1, candidates: candidates)
    }

    /// People, who is chosen, and why the others aren't.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var people: [RosterCandidate]
        var needs = WorkNeeds()
        var asked: Set<PersonID> = []
        var chosen: Int64?
        var passed: [PassReason: [Int64]] = [:]
    }

    static let cases: [Case] = [
        Case(testDescription: "nobody", people: [], chosen: nil),
        Case(
            testDescription: "off duty, whoever has less to do",
            people: [candidate(1, duty: false), candidate(2, load: 9)], chosen: 2, passed: [.offDuty: [1]]),
        Case(
            testDescription: "least load before nearness",
            people: [candidate(1, load: 2, near: true), candidate(2, load: 1)], chosen: 2,
            passed: [.busier: [1]]),
        Case(
            testDescription: "nearness before round robin",
            people: [candidate(1, given: nil), candidate(2, near: true, given: 9)], chosen: 2,
            passed: [.farther: [1]]),
        Case(
            testDescription: "longest ago",
            people: [candidate(1, given: 30), candidate(2, given: 10), candidate(3, given: 20)], chosen: 2,
            passed: [.givenLater: [1, 3]]),
        Case(
            testDescription: "never given comes first, then the rota's order",
            people: [candidate(1, given: 1), candidate(3), candidate(2)], chosen: 3,
            passed: [.givenLater: [1, 2]]),
        Case(
            testDescription: "nobody is asked twice in a round",
            people: [candidate(1), candidate(2, load: 5)], asked: [PersonID(1)], chosen: 2,
            passed: [.askedBefore: [1]]),
        Case(
            testDescription: "everybody was asked", people: [candidate(1)], asked: [PersonID(1)], chosen: nil,
            passed: [.askedBefore: [1]]),
    ]

    @Test("Each rule of the choice, with its reasons", arguments: cases)
    func choice(_ sample: Case) throws {
        let choice = try Self.roster(sample.people).choose(sample.needs, after: sample.asked)
        #expect(choice.chosen?.rawValue == sample.chosen)
        var passed: [PassReason: [Int64]] = [:]
        for group in choice.passed { passed[group.why] = group.people.map(\.rawValue) }
        #expect(passed == sample.passed)
    }

    @Test("Trade and skill are what the category asks for: one trade of several, every skill")
    func able() throws {
        let (cabling, electrician) = (
            try #require(TradeKey("cabling")), try #require(TradeKey("electrician"))
        )
        let (fibre, heights) = (try #require(SkillKey("fibre")), try #require(SkillKey("heights")))
        var people = (1...4).map { Self.candidate($0) }
        people[0].trades = [electrician]
        (people[1].trades, people[1].skills) = ([cabling], [fibre])
        (people[2].trades, people[2].skills) = ([cabling], [fibre, heights])
        people[2].load = 9
        let needs = WorkNeeds(trades: [cabling], skills: [fibre, heights])
        let choice = try Self.roster(people).choose(needs)
        #expect(choice.chosen == PersonID(3))
        #expect(
            choice.passed == [
                PassedOver(why: .lacksTrade, people: [PersonID(1), PersonID(4)]),
                PassedOver(why: .lacksSkill, people: [PersonID(2)]),
            ])
        #expect(
            try Self.roster(people).choose(WorkNeeds(trades: [cabling, electrician])).chosen == PersonID(1))
    }

    @Test("A switched-off account or one without a grant is never asked")
    func unentitled() throws {
        var people = (1...3).map { Self.candidate($0) }
        people[0].isDisabled = true
        people[1].isEntitled = false
        let choice = try Self.roster(people).choose(WorkNeeds())
        #expect(choice.chosen == PersonID(3))
        #expect(choice.passed.map(\.why) == [.disabled, .notEntitled])
    }

    @Test("Twelve tickets among four equals go round three times")
    func roundRobin() throws {
        var people = (1...4).map { Self.candidate($0) }
        var given: [Int64] = []
        for number in 1...12 {
            let chosen = try #require(try Self.roster(people).choose(WorkNeeds()).chosen)
            given.append(chosen.rawValue)
            let index = try #require(people.firstIndex { $0.person == chosen })
            people[index].lastGiven = Instant(seconds: Int64(number))
        }
        #expect(given == [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4])
    }
}
