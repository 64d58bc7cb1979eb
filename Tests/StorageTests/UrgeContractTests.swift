import Facility
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// What lists narrow to by place, kind and urge, on every engine.
struct UrgeContractTests {
    /// 1 and 3 urged, 3 first; 2 not; 4 in place 2 below 1, of another kind, urged last.
    private static func fill(_ store: any AnyStore) async throws {
        let urged: [Int64?] = [50, nil, 20, 70]
        for (index, second) in urged.enumerated() {
            var commit = SampleCommits.report(index + 1)
            commit.tickets[0].urgedAt = second.map { SampleCommits.start + .seconds($0) }
            if index == 3 {
                commit.tickets[0].path = [PlaceID(1), PlaceID(2)]
                commit.tickets[0].category = FaultCategoryKey("power.light")
            }
            _ = try await store.commit(commit)
        }
    }

    private static func found(_ store: any AnyStore, _ query: TicketQuery) async throws -> [Int64] {
        try await store.ticketRows(query).map(\.id.rawValue)
    }

    @Test(arguments: TestedStore.allCases)
    func `a list of urges begins with what waits longest and goes on behind the last`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            try await Self.fill(store)
            var query = TicketQuery(urgedOnly: true, limit: 2)
            let first = try await store.ticketRows(query)
            #expect(first.map(\.id.rawValue) == [3, 1])
            #expect(first.first?.urgedAt == SampleCommits.start + .seconds(20))
            query.after = first.last.map { TicketQuery.Place(of: $0) }
            #expect(try await Self.found(store, query) == [4])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a list narrows to what lies below a place, and to one kind`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await Self.fill(store)
            #expect(try await Self.found(store, TicketQuery(below: PlaceID(2))) == [4])
            #expect(try await Self.found(store, TicketQuery(below: PlaceID(9))) == [])
            let light = try #require(FaultCategoryKey("power.light"))
            #expect(try await Self.found(store, TicketQuery(category: light)) == [4])
            let team = TicketQuery(team: TeamKey("network"), below: PlaceID(2), category: light)
            #expect(try await Self.found(store, team) == [])
        }
    }

    @Test func `a list of urges is read by its index`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let steps = try await storage.read { session in
            let conditions = TicketConditions(TicketQuery(urgedOnly: true), SiteID(1), session.dialect)
            return try session.all(
                "EXPLAIN QUERY PLAN SELECT id, place FROM tickets WHERE \(conditions.text) "
                    + "ORDER BY urged_at, id LIMIT $2", conditions.values
            ) { $0.text(3) ?? "" }
        }
        #expect(steps.count == 1 && steps[0].contains("tickets_urged"), "\(steps)")
        try storage.close()
    }

    @Test func `an earlier release's open tickets that were ever urged are looked at`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        for number in 1...2 { _ = try await storage.commit(SampleCommits.report(number)) }
        let urged = TicketFact.urged(TicketFact.Urged(report: ReportID(2), words: nil))
        let draft = EventDraft(
            stream: StreamID(.ticket, 2), number: 4, actor: .system("test"), channel: .desk,
            command: SampleCommits.command(50), fact: urged)
        _ = try await storage.commit(
            TicketCommit(
                commit: Commit(
                    command: SampleCommits.command(50), fingerprint: [1], drafts: [draft], result: []),
                tickets: [SampleCommits.row(2, revision: 4)]))
        #expect(try await Self.found(storage, TicketQuery(urgedOnly: true)) == [])
        let update = Migration.urges.script.split(separator: ";").first { $0.contains("UPDATE tickets") }
        try await storage.committer.submit { session, _ in
            try session.runScript(session.dialect.schema(String(update ?? "")))
        }
        #expect(try await Self.found(storage, TicketQuery(urgedOnly: true)) == [2])
        try storage.close()
    }
}
