import Facility
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import Storage

/// What escalation needs of a storage, on every engine.
struct OversightContractTests {
    private static func entry(_ recipient: OutboxEntry.Recipient, at second: Int64, event: Int64)
        -> OutboxEntry
    {
        OutboxEntry(
            recipient: recipient, template: "ticket.escalated", ticket: TicketID(1), event: event,
            notBefore: SampleCommits.start + .seconds(second), quiet: .seconds(600))
    }

    @Test(arguments: TestedStore.allCases)
    func `what a receiver gets within the spell is gathered, another's isn't, a hazard waits for nothing`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let team = try #require(TeamKey("network"))
            let (lead, head): (OutboxEntry.Recipient, OutboxEntry.Recipient) = (
                .role(.teamLead, team), .role(.head, nil)
            )
            var first = SampleCommits.report(1)
            first.outbox = [Self.entry(lead, at: 0, event: 1), Self.entry(lead, at: 60, event: 2)]
            _ = try await store.commit(first)
            var second = SampleCommits.comment(50, on: 1, number: 4)
            second.outbox = [
                Self.entry(lead, at: 500, event: 4), Self.entry(head, at: 500, event: 5),
                OutboxEntry(recipient: lead, template: "hazard", ticket: TicketID(1), event: 6),
            ]
            _ = try await store.commit(second)
            let sent = try await (store as? any Sending)?.waiting() ?? []
            func moments(_ recipient: OutboxEntry.Recipient) -> [Int64?] {
                sent.filter { $0.recipient == recipient }.sorted { $0.event < $1.event }
                    .map { $0.notBefore.map { ($0 - SampleCommits.start).components.seconds } }
            }
            #expect(moments(lead) == [0, 600, 600, nil])
            #expect(moments(head) == [500])
            #expect(sent.filter { $0.quiet != nil }.allSatisfy { $0.quiet == .seconds(600) })
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a message for next Monday doesn't make today's others forgotten`(_ tested: TestedStore) async throws
    {
        try await tested.run { store in
            guard
                case .committed(let events) = try await store.commit(SampleCommits.report(1)),
                let now = events.last?.recordedAt
            else { throw Unwritten() }
            let lead = OutboxEntry.Recipient.role(.teamLead, TeamKey("network"))
            var commit = SampleCommits.comment(50, on: 1, number: 4)
            let wanted: [(event: Int64, at: Instant)] = [
                (4, now + .seconds(300)), (5, now + .seconds(4 * 86_400)), (6, now + .seconds(400)),
            ]
            commit.outbox = wanted.map { event, at in
                OutboxEntry(
                    recipient: lead, template: "ticket.escalated", ticket: TicketID(1), event: event,
                    notBefore: at, quiet: .seconds(600))
            }
            _ = try await store.commit(commit)
            let sent = try await (store as? any Sending)?.waiting().sorted { $0.event < $1.event } ?? []
            #expect(sent.map(\.notBefore) == [wanted[0].at, wanted[1].at, now + .seconds(900)])
        }
    }

    private struct Unwritten: Error {}

    @Test(arguments: TestedStore.allCases)
    func `supervisions are listed by their due, those that were answered only where asked for`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            var rows = [1, 2].map { number in
                SupervisionRow(
                    ticket: TicketID(1), number: number, cause: .order, openedAt: SampleCommits.start,
                    due: SampleCommits.start + .seconds(Int64(9 - number)))
            }
            var commit = SampleCommits.report(1)
            commit.supervisions = rows
            _ = try await store.commit(commit)
            #expect(try await store.supervisions(answeredToo: false, limit: 9) == [rows[1], rows[0]])
            (rows[1].readAt, rows[1].answeredAt) = (SampleCommits.start, SampleCommits.start)
            var answered = SampleCommits.comment(50, on: 1, number: 4)
            answered.supervisions = rows
            _ = try await store.commit(answered)
            #expect(try await store.supervisions(answeredToo: false, limit: 9) == [rows[0]])
            #expect(try await store.supervisions(answeredToo: true, limit: 1) == [rows[1]])
        }
    }
}

protocol Sending: Sendable {
    func waiting() async throws -> [OutboxEntry]
}

extension SiteStorage: Sending {
    func waiting() async throws -> [OutboxEntry] { try await outbox(limit: 100) }
}

extension MemoryStorage: Sending {
    func waiting() async throws -> [OutboxEntry] { outbox }
}
