import Facility
import Ledger
import Testing
import TicketTracking

/// What the choice of a lead looks up, on every engine.
struct WorkloadContractTests {
    private func led(
        _ number: Int, by lead: Int64, _ state: TicketState, place: Int64, givenTo: [(Int64, Int)] = []
    ) -> TicketCommit {
        var commit = SampleCommits.report(number)
        commit.tickets[0].lead = PersonID(lead)
        commit.tickets[0].state = state
        commit.tickets[0].place = PlaceID(place)
        commit.givings = givenTo.map {
            Giving(person: PersonID($0.0), at: SampleCommits.start + .seconds($0.1))
        }
        return commit
    }

    @Test(arguments: TestedStore.allCases)
    func `a workload counts what waits for its lead, and remembers the last giving`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            _ = try await store.commit(led(1, by: 7, .assigned, place: 3, givenTo: [(7, 50)]))
            _ = try await store.commit(led(2, by: 7, .working, place: 4, givenTo: [(7, 20), (9, 30)]))
            _ = try await store.commit(led(3, by: 7, .onHold, place: 5))
            _ = try await store.commit(led(4, by: 7, .closed, place: 6))
            _ = try await store.commit(led(5, by: 8, .accepted, place: 3))
            let found = try await store.workloads(of: [PersonID(7), PersonID(9), PersonID(10)])
            let loads = Dictionary(uniqueKeysWithValues: found.map { ($0.person, $0) })
            #expect(loads[PersonID(7)]?.load == 2)
            #expect(loads[PersonID(7)]?.places == [PlaceID(3), PlaceID(4), PlaceID(5)])
            #expect(loads[PersonID(7)]?.lastGiven == SampleCommits.start + .seconds(50))
            #expect(loads[PersonID(9)]?.load == 0)
            #expect(loads[PersonID(9)]?.lastGiven == SampleCommits.start + .seconds(30))
            #expect(loads[PersonID(10)]?.load ?? 0 == 0)
            #expect(loads[PersonID(8)] == nil)
            #expect(try await store.workloads(of: []).isEmpty)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `accounts are found by several identities, with their grants and without names`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let register = Register(store: store)
            func act(_ number: Int) -> Act {
                Act(
                    by: .system("operator"), at: SampleCommits.start, channel: .commandLine,
                    command: SampleCommits.command(number))
            }
            let grant = Grant(role: .technician, scope: .site)
            let li = try await register.addPerson(name: "李明", identities: [.password("li")], act: act(801))
            _ = try await register.grant(grant, to: li.id, act: act(802))
            let wang = try await register.addPerson(
                name: "王芳", identities: [.password("wang")], act: act(803))
            _ = try await register.disable(wang.id, reason: "离职", act: act(804))
            let found = try await store.accounts(
                of: [
                    .password("li"), .password("wang"), .password("nobody"),
                    Identity(provider: "cas", subject: "li"),
                ])
            #expect(Set(found.map(\.person)) == [li.id, wang.id])
            #expect(found.first { $0.person == li.id }?.grants.map(\.role) == [.technician])
            #expect(found.first { $0.person == wang.id }?.isDisabled == true)
            #expect(found.first { $0.person == li.id }?.identity == .password("li"))
        }
    }
}
