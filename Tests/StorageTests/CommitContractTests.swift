import Facility
import Ledger
import Testing
import TicketTracking

/// What a commit promises, on every engine.
struct CommitContractTests {
    @Test(arguments: TestedStore.allCases)
    func `positions have no gap and streams no hole, whoever commits at once`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...64 {
                    group.addTask { _ = try await store.commit(SampleCommits.report(number)) }
                }
                try await group.waitForAll()
            }
            let events = try await store.envelopes(after: .start, limit: 1_000)
            #expect(events.map(\.position.rawValue) == Array(1...192))
            #expect(
                Dictionary(grouping: events, by: \.stream).values.allSatisfy {
                    $0.map(\.number) == [1, 2, 3]
                })
            #expect(try await store.head() == Position(192))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `readers see a commit's rows once it is answered`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let outcome = try await store.commit(SampleCommits.report(1))
            #expect(outcome == .committed(try await store.envelopes(of: StreamID(.ticket, 1))))
            #expect(try await store.ticketRow(TicketID(1)) == SampleCommits.row(1))
            #expect(try await store.report(ReportID(1))?.ticket == TicketID(1))
            #expect(try await store.result(of: SampleCommits.command(1)) == Array("{\"ticket\":1}".utf8))
            let events = try await store.events(of: TicketID(1))
            guard case .reported(let reported)? = events.first?.fact else {
                Issue.record("expected a report first, found \(events)")
                return
            }
            #expect(reported.report.words?.value == "网口没有信号")
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `of two that take the same number one is told that it raced`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            _ = try await store.commit(SampleCommits.report(1))
            let first = try await store.commit(SampleCommits.comment(101, on: 1, number: 4))
            #expect(first == .committed(try await store.envelopes(after: Position(3), limit: 9)))
            await #expect(throws: CommitFailure.raced(StreamID(.ticket, 1), number: 4)) {
                try await store.commit(SampleCommits.comment(102, on: 1, number: 4))
            }
            #expect(try await store.head() == Position(4))
            #expect(try await store.result(of: SampleCommits.command(102)) == nil)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a number that leaves a hole is refused`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            await #expect(throws: CommitFailure.raced(StreamID(.ticket, 1), number: 2)) {
                var commit = SampleCommits.report(1)
                commit.commit.drafts.removeFirst()
                return try await store.commit(commit)
            }
            _ = try await store.commit(SampleCommits.report(2))
            await #expect(throws: CommitFailure.raced(StreamID(.ticket, 2), number: 9)) {
                try await store.commit(SampleCommits.comment(103, on: 2, number: 9))
            }
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a repeated command is answered as the first time and writes nothing`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            _ = try await store.commit(SampleCommits.report(1))
            let again = try await store.commit(SampleCommits.report(1))
            #expect(again == .repeated(result: Array("{\"ticket\":1}".utf8)))
            #expect(try await store.head() == Position(3))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `the same press sent sixteen times at once is one ticket`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let outcomes = try await withThrowingTaskGroup(of: TicketCommitOutcome.self) { group in
                for _ in 1...16 { group.addTask { try await store.commit(SampleCommits.report(1)) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let written = try await store.envelopes(after: .start, limit: 9)
            #expect(outcomes.filter { $0 == .committed(written) }.count == 1)
            #expect(try await store.head() == Position(3))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a key that is used for something else is refused`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            _ = try await store.commit(SampleCommits.report(1))
            await #expect(throws: CommitFailure.keyReused(SampleCommits.command(1))) {
                try await store.commit(SampleCommits.report(1, fingerprint: Array("another".utf8)))
            }
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `bad commits among good ones fail alone and whole`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let good = Set((1...40).filter { !$0.isMultiple(of: 4) })
            await withTaskGroup(of: Void.self) { group in
                for number in 1...40 {
                    var commit = SampleCommits.report(number)
                    // The last event leaves a hole: what stood before it must not stay.
                    if !good.contains(number) { commit.commit.drafts[2].number = 9 }
                    group.addTask { [commit] in _ = try? await store.commit(commit) }
                }
            }
            let events = try await store.envelopes(after: .start, limit: 1_000)
            #expect(events.map(\.position.rawValue) == Array(1...Int64(good.count * 3)))
            for number in 1...40 {
                let row = try await store.ticketRow(TicketID(Int64(number)))
                #expect((row != nil) == good.contains(number))
            }
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `identifiers begin at 1 and are never given out twice`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            #expect(try await store.reserve(.ticket, count: 1) == 1)
            #expect(try await store.reserve(.ticket, count: 5_000) == 2)
            #expect(try await store.reserve(.place, count: 3) == 1)
            let firsts = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 1...100 { group.addTask { try await store.reserve(.report, count: 30) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(firsts.flatMap { $0..<($0 + 30) }).count == 3_000)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a waiting reader is woken by a commit, and ended by cancelling`(_ tested: TestedStore) async throws
    {
        try await tested.run { store in
            let woken = Task { try await store.waitForEvents(after: .start) }
            let forever = Task { try await store.waitForEvents(after: Position(1_000)) }
            _ = try await store.commit(SampleCommits.report(1))
            try await woken.value
            forever.cancel()
            await #expect(throws: CancellationError.self) { try await forever.value }
            try await store.waitForEvents(after: .start)
        }
    }
}
