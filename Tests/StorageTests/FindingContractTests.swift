import Facility
import Ledger
import Testing
import TicketTracking

/// What findings of repeated faults need of a storage, on every engine.
struct FindingContractTests {
    @Test(arguments: TestedStore.allCases)
    func `findings are listed newest first, those that were closed only where asked for`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            var rows = (1...3).map { number in
                FindingRow(
                    ticket: TicketID(Int64(number)), place: number == 2 ? nil : PlaceID(Int64(2 + number)),
                    device: number == 2 ? DeviceID(8) : nil, count: 2 + number, since: SampleCommits.start,
                    foundAt: SampleCommits.start + .seconds(Int64(number)))
            }
            for (index, row) in rows.enumerated() {
                var commit = SampleCommits.report(index + 1)
                commit.findings = [row]
                _ = try await store.commit(commit)
            }
            #expect(try await store.findings(closedToo: false, limit: 10) == rows.reversed())
            #expect(try await store.findings(closedToo: false, limit: 1) == [rows[2]])
            rows[0].closedAt = SampleCommits.start + .seconds(99)
            var closing = SampleCommits.comment(50, on: 1, number: 4)
            closing.findings = [rows[0]]
            _ = try await store.commit(closing)
            #expect(try await store.findings(closedToo: false, limit: 10).map(\.ticket.rawValue) == [3, 2])
            #expect(try await store.findings(closedToo: true, limit: 10) == rows.reversed())
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a second open finding of a place or device is refused as raced, and nothing of its commit stays`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            func finding(_ ticket: Int64, _ place: Int64?, _ device: Int64?) -> TicketCommit {
                var commit = SampleCommits.report(Int(ticket))
                commit.findings = [
                    FindingRow(
                        ticket: TicketID(ticket), place: place.map { PlaceID($0) },
                        device: device.map { DeviceID($0) }, count: 3, since: SampleCommits.start,
                        foundAt: SampleCommits.start)
                ]
                return commit
            }
            let (first, device) = (finding(1, 3, nil), finding(2, nil, 8))
            for commit in [first, device] { _ = try await store.commit(commit) }
            for second in [finding(3, 3, nil), finding(4, nil, 8)] {
                let ticket = second.findings[0].ticket
                let raced = CommitFailure.raced(StreamID(.ticket, ticket.rawValue), number: 1)
                await #expect(throws: raced) { try await store.commit(second) }
                #expect(try await store.events(of: ticket).isEmpty)
                #expect(try await store.ticketRow(ticket) == nil)
            }
            // Whatever happens on its ticket writes a finding again; once it is closed, the next may come.
            var comment = SampleCommits.comment(50, on: 1, number: 4)
            comment.findings = first.findings
            _ = try await store.commit(comment)
            var closing = SampleCommits.comment(51, on: 1, number: 5)
            closing.findings = first.findings
            closing.findings[0].closedAt = SampleCommits.start + .seconds(9)
            _ = try await store.commit(closing)
            _ = try await store.commit(finding(3, 3, nil))
            #expect(
                try await store.findings(closedToo: false, limit: 9).map(\.ticket.rawValue).sorted() == [
                    2, 3,
                ])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `recent tickets are those of exactly the place or device, from a moment on, newest first`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let made: [(PlaceID?, DeviceID?, Int64, TicketState)] = [
                (PlaceID(3), nil, 0, .assigned), (PlaceID(3), DeviceID(8), 10, .closed),
                (PlaceID(4), DeviceID(8), 20, .assigned), (PlaceID(3), DeviceID(9), -900, .assigned),
                (nil, nil, 30, .reported),
            ]
            for (index, (place, device, second, state)) in made.enumerated() {
                var commit = SampleCommits.report(index + 1)
                commit.tickets[0].place = place
                commit.tickets[0].device = device
                commit.tickets[0].state = state
                commit.tickets[0].openedAt = SampleCommits.start + .seconds(second)
                _ = try await store.commit(commit)
            }
            let since = SampleCommits.start
            func numbers(_ rows: [TicketRow]) -> [Int64] { rows.map(\.id.rawValue) }
            #expect(numbers(try await store.recent(at: PlaceID(3), since: since, limit: 10)) == [2, 1])
            #expect(numbers(try await store.recent(of: DeviceID(8), since: since, limit: 10)) == [3, 2])
            #expect(numbers(try await store.recent(of: DeviceID(8), since: since, limit: 1)) == [3])
            #expect(
                numbers(try await store.recent(at: PlaceID(3), since: since - .seconds(900), limit: 10))
                    == [2, 1, 4])
            #expect(try await store.recent(at: PlaceID(5), since: since, limit: 10).isEmpty)
        }
    }
}
