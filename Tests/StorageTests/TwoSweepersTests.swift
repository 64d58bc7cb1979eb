import Facility
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// Two workers on one storage, each with a desk of its own.
struct TwoSweepersTests {
    private static let start = SampleCommits.start

    static func policy() throws -> DeskPolicy {
        let zone = try #require(ServiceZone("Asia/Shanghai"))
        let whole = [ServiceCalendar.Segment(start: 0, end: 1_440)]
        let team = try #require(TeamKey("network"))
        let centre = try #require(OrganisationKey("centre"))
        let target = ServiceTarget(response: .seconds(3_600), resolution: .seconds(7_200))
        return try DeskPolicy(
            version: 1, zone: zone,
            organisations: [Organisation(key: centre, name: LocalizedName(en: "c"), kind: .ownUnit)],
            teams: [Team(key: team, name: LocalizedName(en: "n"), organisation: centre)], categories: [],
            routing: try RoutingTable([RoutingRule(name: "all", target: .team(team))]),
            targets: ServiceTargets(hazard: target, high: target, normal: target, low: target),
            calendar: try ServiceCalendar(
                zone: zone,
                week: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, whole) })),
            followUp: FollowUpRules(
                rounds: (1...3).map { _ in
                    .init(opensAfter: .seconds(60), closesAfter: .seconds(120), attemptsMax: 1)
                }), oversight: .standard)
    }

    private static func report(_ number: UInt64) -> (DeskRequest, Act) {
        let command = CommandID(at: start, random: (number, number))
        let act = Act(by: .system("gateway"), at: start, channel: .scan, command: command)
        return (.report(NewReport(placeWords: "三教", words: "断网")), act)
    }

    private static func rungs(_ store: any AnyStore, tickets: Int) async throws -> [Int] {
        var counts: [Int] = []
        for ticket in 1...tickets {
            let facts = try await store.events(of: TicketID(Int64(ticket))).map(\.fact)
            counts.append(facts.count { if case .escalated = $0 { true } else { false } })
        }
        return counts
    }

    @Test(arguments: TestedStore.allCases)
    func `each rung of each ticket is taken once, whoever sweeps`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let policy = try Self.policy()
            let desks = (0..<2).map { _ in RepairDesk(tickets: store, register: store, policy: policy) }
            for number in 1...10 {
                let (request, act) = Self.report(UInt64(number))
                _ = try await desks[0].perform(request, act: act)
            }
            // Half an hour: half of the response's time is over.
            for moment in [1_800, 1_801, 2_880, 2_881] as [Int64] {
                let now = Self.start + .seconds(moment)
                async let left = desks[0].sweep(at: now) { UInt64.random(in: .min ... .max) }
                async let right = desks[1].sweep(at: now) { UInt64.random(in: .min ... .max) }
                _ = try await (left, right)
            }
            #expect(try await Self.rungs(store, tickets: 10) == Array(repeating: 2, count: 10))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a worker that died with its lease loses nothing and repeats nothing`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let desk = RepairDesk(tickets: store, register: store, policy: try Self.policy())
            let (request, act) = Self.report(1)
            _ = try await desk.perform(request, act: act)
            let now = Self.start + .seconds(1_800)
            // It claims and dies.
            #expect(
                try await store.claimDeadlines(dueBy: now, leaseUntil: now + .seconds(60), limit: 9).count
                    == 1)
            for seconds in [1, 59, 61, 62] as [Int64] {
                _ = try await desk.sweep(at: now + .seconds(seconds)) { UInt64.random(in: .min ... .max) }
            }
            #expect(try await Self.rungs(store, tickets: 1) == [1])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `the same rung twice folds to one mark, after which it isn't due`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let policy = try Self.policy()
            let desk = RepairDesk(tickets: store, register: store, policy: policy)
            let (request, act) = Self.report(1)
            let made = try await desk.perform(request, act: act)
            let before = try #require(try await desk.ticket(made.ticket))
            let due = try #require(before.responseDue)
            let rung = TicketFact.escalated(
                TicketFact.Escalated(clock: .response, due: due, percent: 50, receivers: [.assignee]))
            let after = before.applying([rung, rung], at: Self.start)
            #expect(after.oversight.marks.values.count == 1)
            let next = after.deadlines(under: policy).first { $0.kind == .escalation }
            #expect(next?.due == Self.start + .seconds(2_880))
        }
    }
}
