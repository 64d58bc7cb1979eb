import Facility
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// Deadlines of tickets that are older than the rules: every ticket has its own right after an upgrade.
struct RenewalContractTests {
    private static let start = SampleCommits.start

    private static func plain() throws -> DeskPolicy {
        let rules = try TwoSweepersTests.policy()
        return try DeskPolicy(
            version: 1, zone: rules.zone, organisations: rules.organisations, teams: rules.teams,
            categories: [], routing: rules.routing, targets: rules.targets,
            calendar: rules.calendar(of: rules.teams[0].key), followUp: rules.followUp)
    }

    private static func act(_ number: UInt64) -> Act {
        Act(
            by: .system("gateway"), at: start, channel: .scan,
            command: CommandID(at: start, random: (number, number)))
    }

    private static func kinds(_ store: any AnyStore, at instant: Instant) async throws -> [Deadline.Kind] {
        try await store.claimDeadlines(dueBy: instant, leaseUntil: instant + .seconds(60), limit: 1_000)
            .map(\.kind)
    }

    @Test(arguments: TestedStore.allCases)
    func `tickets from before the ladder get their rungs at the start, and each is told of once`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let before = RepairDesk(tickets: store, register: store, policy: try Self.plain())
            for number in UInt64(1)...250 {
                _ = try await before.perform(
                    .report(NewReport(placeWords: "三教", words: "断网")), act: Self.act(number))
            }
            // Three weeks late by now, which was noted under the old rules.
            let late = Self.start + .seconds(21 * 86_400)
            while try await before.sweep(at: late, limit: 1_000, random: { .random(in: .min ... .max) }) > 0 {
            }
            let after = RepairDesk(tickets: store, register: store, policy: try TwoSweepersTests.policy())
            #expect(try await Self.kinds(store, at: late + .seconds(3_600)).isEmpty)
            #expect(try await after.renewDeadlines() == 250)
            let written = try await (store as? SiteStorage)?.figures().commits.jobs
            #expect(try await after.renewDeadlines() == 250)
            // Again it writes nothing.
            #expect(try await (store as? SiteStorage)?.figures().commits.jobs == written)
            for _ in 0..<10 {
                _ = try await after.sweep(at: late, limit: 1_000, random: { .random(in: .min ... .max) })
            }
            var moments: [String: Set<Instant>] = [:]
            for number in 1...250 {
                let facts = try await store.events(of: TicketID(Int64(number))).map(\.fact)
                let rungs = facts.compactMap { fact in
                    if case .escalated(let payload) = fact { payload.clock } else { nil }
                }
                // One rung of each clock, the highest, however many had been passed.
                #expect(rungs.count == 2 && Set(rungs).count == 2)
            }
            if let storage = store as? SiteStorage {
                for entry in try await storage.outbox(limit: 1_000) where entry.template == "ticket.escalated"
                {
                    moments["\(entry.recipient)", default: []].insert(try #require(entry.notBefore))
                }
                // Whoever is told of hundreds is disturbed by them together.
                #expect(moments.values.allSatisfy { $0.count == 1 } && !moments.isEmpty)
            }
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a ticket that moved on meanwhile keeps what its last event wrote`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let desk = RepairDesk(tickets: store, register: store, policy: try TwoSweepersTests.policy())
            let receipt = try await desk.perform(
                .report(NewReport(placeWords: "三教", words: "断网")), act: Self.act(1))
            let far = Self.start + .seconds(900 * 86_400)
            let stale = Deadline(ticket: receipt.ticket, kind: .holdEnds, due: Self.start)
            #expect(
                try await store.renew([stale], of: receipt.ticket, revision: receipt.revision - 1) == false)
            #expect(try await Self.kinds(store, at: far).contains(.holdEnds) == false)
            #expect(try await store.renew([stale], of: receipt.ticket, revision: receipt.revision))
            #expect(try await Self.kinds(store, at: far + .seconds(61)) == [.holdEnds])
            #expect(try await store.unfinished(after: nil, limit: 10) == [receipt.ticket])
            #expect(try await store.unfinished(after: receipt.ticket, limit: 10) == [])
        }
    }
}
