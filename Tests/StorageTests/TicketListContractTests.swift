import Facility
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// What lists of tickets promise to whoever may see a part of them only, on every engine.
struct TicketListContractTests {
    private static func reach(
        teams: Set<String> = [], places: Set<Int64> = [], nobodys: Set<String> = [], houses: Set<String> = [],
        hazards: Bool = false
    ) -> TicketReach {
        var reach = TicketReach(person: PersonID(7))
        reach.all.teams = Set(teams.compactMap { TeamKey($0) })
        reach.all.places = Set(places.map { PlaceID($0) })
        reach.nobodys.teams = Set(nobodys.compactMap { TeamKey($0) })
        reach.referredTo = Set(houses.compactMap { OrganisationKey($0) })
        reach.hazards = hazards
        return reach
    }

    /// 1 to 3 of the network team: free, led by 7, led by 8; 4 of repairs in place 2 below 1; 5 of nobody's team, led by 7;
    /// 6 referred to the carrier; 7 a hazard of repairs.
    private static func fill(_ store: any AnyStore) async throws {
        let (network, repairs) = (TeamKey("network"), TeamKey("repairs"))
        var rows = (1...7).map { SampleCommits.row($0, team: $0 <= 3 ? network : repairs) }
        (rows[1].lead, rows[2].lead, rows[4].lead) = (PersonID(7), PersonID(8), PersonID(7))
        rows[3].path = [PlaceID(1), PlaceID(2)]
        (rows[4].team, rows[5].state) = (nil, .referred)
        rows[5].referredTo = OrganisationKey("carrier")
        (rows[6].isHazard, rows[6].priority) = (true, .hazard)
        for row in rows {
            var commit = SampleCommits.report(Int(row.id.rawValue))
            commit.tickets = [row]
            _ = try await store.commit(commit)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a list narrows to what its reader's grants reach, and to the own tickets`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            try await Self.fill(store)
            func found(_ reach: TicketReach?) async throws -> [Int64] {
                try await store.ticketRows(TicketQuery(reach: reach)).map(\.id.rawValue)
            }
            #expect(try await found(nil) == [7, 1, 2, 3, 4, 5, 6])
            #expect(try await found(Self.reach()) == [2, 5])
            #expect(try await found(Self.reach(teams: ["network"])) == [1, 2, 3, 5])
            // A contractor: nobody's and the own, no colleague's.
            #expect(try await found(Self.reach(nobodys: ["network"])) == [1, 2, 5])
            #expect(try await found(Self.reach(places: [2])) == [2, 4, 5])
            #expect(try await found(Self.reach(houses: ["carrier"])) == [2, 5, 6])
            #expect(try await found(Self.reach(hazards: true)) == [7, 2, 5])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a house's list holds what was referred to it beside its teams' tickets`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            try await Self.fill(store)
            let (network, carrier) = (
                try #require(TeamKey("network")), try #require(OrganisationKey("carrier"))
            )
            func found(_ query: TicketQuery) async throws -> [Int64] {
                try await store.ticketRows(query).map(\.id.rawValue)
            }
            #expect(try await found(TicketQuery(referredTo: [carrier])) == [6])
            #expect(try await found(TicketQuery(teams: [network], referredTo: [carrier])) == [1, 2, 3, 6])
            #expect(try await found(TicketQuery(referredTo: [carrier], team: network)) == [])
            #expect(try await store.ticketRow(TicketID(6))?.referredTo == carrier)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a list goes on behind the last ticket that was read, without a gap or a repetition`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            try await Self.fill(store)
            var query = TicketQuery(limit: 2)
            var found: [Int64] = []
            for _ in 0..<5 {
                let page = try await store.ticketRows(query)
                found += page.map(\.id.rawValue)
                guard let last = page.last else { break }
                query.after = TicketQuery.Place(of: last)
            }
            #expect(found == [7, 1, 2, 3, 4, 5, 6])
        }
    }

    @Test func `a site of before knows to whom its tickets were referred`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        _ = try await storage.commit(SampleCommits.report(1))
        _ = try await storage.commit(SampleCommits.refer(2, ticket: 1, to: "carrier"))
        #expect(try await storage.ticketRow(TicketID(1))?.referredTo == OrganisationKey("carrier"))
        // As it stood before the column was there.
        let script = Migration.referrals.script.replacing(
            "ALTER TABLE tickets ADD COLUMN referred_to TEXT;", with: "")
        try await storage.committer.submit { session, _ in
            try session.run("UPDATE tickets SET referred_to = NULL")
            try session.runScript(session.dialect.schema(script))
        }
        #expect(try await storage.ticketRow(TicketID(1))?.referredTo == OrganisationKey("carrier"))
        try storage.close()
    }

    @Test(arguments: TestedStore.allCases)
    func
        `a list by what is due begins with the first, goes on behind the last, and leaves out clocks that stand`(
            _ tested: TestedStore
        ) async throws
    {
        try await tested.run { store in
            let states: [(TicketState, response: Int64?, resolution: Int64?)] = [
                (.reported, 50, 900), (.assigned, nil, 20), (.working, nil, 70), (.onHold, nil, 10),
                (.referred, nil, 60), (.closed, nil, 5), (.accepted, 1, 800),
            ]
            for (index, state) in states.enumerated() {
                var commit = SampleCommits.report(index + 1)
                commit.tickets[0].state = state.0
                commit.tickets[0].responseDue = state.response.map { SampleCommits.start + .seconds($0) }
                commit.tickets[0].resolutionDue = state.resolution.map { SampleCommits.start + .seconds($0) }
                _ = try await store.commit(commit)
            }
            func span(_ from: Int64, _ until: Int64) -> Range<Instant> {
                SampleCommits.start + .seconds(from)..<SampleCommits.start + .seconds(until)
            }
            var query = TicketQuery(due: span(20, 70), limit: 2)
            let first = try await store.ticketRows(query)
            #expect(first.map(\.id.rawValue) == [2, 1])
            query.after = first.last.map { TicketQuery.Place(of: $0) }
            #expect(try await store.ticketRows(query).map(\.id.rawValue) == [5])
            let all = TicketQuery(due: Instant(microseconds: .min)..<SampleCommits.start + .seconds(10_000))
            #expect(try await store.ticketRows(all).map(\.id.rawValue) == [2, 1, 5, 3, 7])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a list of proposals has the incidents that wait for a yes or no`(_ tested: TestedStore) async throws
    {
        try await tested.run { store in
            for (index, grouping) in TicketRow.Grouping.allCases.enumerated() {
                var commit = SampleCommits.report(index + 1)
                commit.tickets[0].grouping = grouping
                _ = try await store.commit(commit)
            }
            let found = try await store.ticketRows(TicketQuery(proposalsOnly: true))
            #expect(found.map(\.grouping) == [.proposed])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a list of teams and houses is in one order, cut after the most urgent, and goes on there`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            try await Self.fill(store)
            let both = Set([TeamKey("network"), TeamKey("repairs")].compactMap(\.self))
            var query = TicketQuery(
                states: TicketState.open, teams: both,
                referredTo: Set([OrganisationKey("carrier")].compactMap(\.self)),
                limit: 4)
            let first = try await store.ticketRows(query)
            #expect(first.map(\.id.rawValue) == [7, 1, 2, 3])
            query.after = try TicketQuery.Place(of: #require(first.last))
            #expect(try await store.ticketRows(query).map(\.id.rawValue) == [4, 6])
        }
    }

    @Test
    func `a team's own list reads that team's tickets only, in order`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        for query in [
            TicketQuery(states: TicketState.open, teams: Set([TeamKey("network")].compactMap(\.self))),
            TicketQuery(
                states: TicketState.open, referredTo: Set([OrganisationKey("carrier")].compactMap(\.self))),
        ] {
            let steps = try await storage.read { session in
                let conditions = TicketConditions(query, SiteID(1), session.dialect)
                return try session.all(
                    "EXPLAIN QUERY PLAN SELECT id, place FROM tickets WHERE \(conditions.text) "
                        + "ORDER BY priority, opened_at, id LIMIT $2", conditions.values
                ) { $0.text(3) ?? "" }
            }
            #expect(
                steps.count == 1 && steps[0].hasPrefix("SEARCH tickets USING INDEX tickets_by_"), "\(steps)")
        }
        try storage.close()
    }
}
