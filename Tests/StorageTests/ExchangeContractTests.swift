import Facility
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// A device that is exchanged with a ticket: the register's events and the ticket's are written together or not at all.
struct ExchangeContractTests {
    private static let (old, new) = (DeviceID(1), DeviceID(2))
    private static let worker = Principal(
        actor: .staff(PersonID(9)),
        grants: [Grant(role: .technician, scope: .site), Grant(role: .facilities, scope: .site)])

    private static func act(_ number: UInt64, by principal: Principal = worker) -> Act {
        Act(
            by: principal, at: SampleCommits.start, channel: .desk,
            command: CommandID(at: SampleCommits.start, random: (number, number)))
    }

    /// A room with one access point that hangs in it, one in store, and a ticket that is being worked on.
    private static func prepare(_ store: any AnyStore) async throws -> (RepairDesk, TicketID) {
        let room = Place(
            id: PlaceID(1), parent: nil, kind: .campus, reference: "A", name: LocalizedName(zh: "甲校区"))
        func device(_ id: DeviceID) -> RegisterFact {
            .deviceAdded(
                Device(
                    id: id, kind: "access-point", reference: "AP-\(id.rawValue)",
                    name: LocalizedName(en: "AP")))
        }
        let facts: [(StreamID, Int64, RegisterFact)] = [
            (StreamID(.place, 1), 1, .placeAdded(room)), (StreamID(.device, 1), 1, device(old)),
            (StreamID(.device, 1), 2, .deviceInstalled(DeviceInstalled(place: room.id))),
            (StreamID(.device, 2), 1, device(new)),
        ]
        let key = CommandID(at: SampleCommits.start, random: (1, 1))
        let drafts = facts.map { stream, number, fact in
            EventDraft(
                stream: stream, number: number, actor: .system("test"), channel: .commandLine, command: key,
                fact: fact)
        }
        _ = try await store.commit(Commit(command: key, fingerprint: [], drafts: drafts, result: []))
        let desk = RepairDesk(tickets: store, register: store, policy: try TwoSweepersTests.policy())
        let ticket = try await desk.perform(
            .report(NewReport(place: room.id, device: old, words: "断网")),
            act: act(2, by: .system("gateway"))
        ).ticket
        _ = try await desk.perform(.act(.accept(nil), on: ticket), act: act(3))
        return (desk, ticket)
    }

    private static let replace = TicketCommand.replaceDevice(nil, by: new, retiresOld: false, words: "烧了")

    private static func hanging(_ store: any AnyStore) async throws -> [DeviceID] {
        try await store.devices(at: PlaceID(1)).map(\.id)
    }

    private static func isTold(_ store: any AnyStore, _ ticket: TicketID) async throws -> Bool {
        try await store.events(of: ticket).contains {
            if case .deviceReplaced = $0.fact { true } else { false }
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `one commit holds both, and the same command again writes nothing`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let (desk, ticket) = try await Self.prepare(store)
            let first = try await desk.perform(.act(Self.replace, on: ticket), act: Self.act(4))
            #expect(try await Self.hanging(store) == [Self.new])
            #expect(try await Self.isTold(store, ticket))
            let events = try await store.envelopes(after: Position(0), limit: 100)
            let written = events.filter { $0.command == Self.act(4).command }
            #expect(written.map(\.stream.kind) == [.ticket, .device, .device])
            let head = try await store.head()
            #expect(try await desk.perform(.act(Self.replace, on: ticket), act: Self.act(4)) == first)
            #expect(try await store.head() == head)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `where the register refuses, the ticket says nothing of it`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let (desk, ticket) = try await Self.prepare(store)
            let wrong = TicketCommand.replaceDevice(Self.new, by: Self.old, retiresOld: false, words: "烧了")
            await #expect(throws: RegisterRefusal.deviceInStore(Self.new)) {
                try await desk.perform(.act(wrong, on: ticket), act: Self.act(4))
            }
            #expect(try await Self.isTold(store, ticket) == false)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a process that ends before its commit leaves neither, and after a restart it is done once`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let (_, ticket) = try await Self.prepare(store)
            let broken = RepairDesk(
                tickets: LostCommits(store: store), register: store, policy: try TwoSweepersTests.policy())
            await #expect(throws: CommitFailure.self) {
                try await broken.perform(.act(Self.replace, on: ticket), act: Self.act(4))
            }
            #expect(try await Self.hanging(store) == [Self.old])
            #expect(try await Self.isTold(store, ticket) == false)
            let restarted = RepairDesk(
                tickets: store, register: store, policy: try TwoSweepersTests.policy())
            _ = try await restarted.perform(.act(Self.replace, on: ticket), act: Self.act(4))
            #expect(try await Self.hanging(store) == [Self.new])
            #expect(try await Self.isTold(store, ticket))
        }
    }
}

/// The process is gone when the tickets' storage is asked to commit.
private struct LostCommits: TicketStore {
    let store: any AnyStore

    func events(of ticket: TicketID) async throws -> [RecordedEvent<TicketFact>] {
        try await store.events(of: ticket)
    }
    func report(_ id: ReportID) async throws -> ReportRow? { try await store.report(id) }
    func ticketRow(_ id: TicketID) async throws -> TicketRow? { try await store.ticketRow(id) }
    func groupable(_ query: GroupingQuery) async throws -> [TicketRow] { [] }
    func ticketRows(_ query: TicketQuery) async throws -> [TicketRow] { [] }
    func tickets(contact: ContactSearch, limit: Int) async throws -> [TicketRow] { [] }
    func supervisions(answeredToo: Bool, limit: Int) async throws -> [SupervisionRow] { [] }
    func findings(closedToo: Bool, limit: Int) async throws -> [FindingRow] { [] }
    func recent(of device: DeviceID, since: Instant, limit: Int) async throws -> [TicketRow] { [] }
    func recent(at place: PlaceID, since: Instant, limit: Int) async throws -> [TicketRow] { [] }
    func workloads(of people: [PersonID]) async throws -> [Workload] { [] }
    func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) async throws -> [Deadline] { [] }
    func deadlines(_ kinds: Set<Deadline.Kind>, from: Instant, limit: Int) async throws -> [Deadline] { [] }
    func unfinished(after ticket: TicketID?, limit: Int) async throws -> [TicketID] { [] }
    func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) async throws -> Bool { false }
    var erasures: Int { 0 }
    func result(of command: CommandID) async throws -> [UInt8]? { nil }
    func commit(_ commit: TicketCommit) async throws -> TicketCommitOutcome {
        throw CommitFailure.unclear("the process ended")
    }
    func reserve(_ kind: IdentifierKind, count: Int64) async throws -> Int64 {
        try await store.reserve(kind, count: count)
    }
    func head() async throws -> Position { try await store.head() }
    func envelopes(after position: Position, limit: Int) async throws -> [EventEnvelope] { [] }
    func envelopes(of stream: StreamID) async throws -> [EventEnvelope] { [] }
    func waitForEvents(after position: Position) async throws {}
}
