import Facility
import Ledger
import MemoryStorage
import Testing
import TicketTracking

@testable import Storage

/// What delivering messages needs of a storage, on every engine.
struct DeliveryContractTests {
    private static let now = SampleCommits.start + .seconds(1_000)
    private static let lease = now + .seconds(300)

    private static func entry(_ event: Int64, notBefore: Instant? = nil) -> OutboxEntry {
        OutboxEntry(
            recipient: .role(.teamLead, TeamKey("network")), template: "ticket.urged", ticket: TicketID(1),
            event: event, notBefore: notBefore)
    }

    private static func delivery(
        _ number: Int, channel: String? = "mail", isUrgent: Bool = false, due: Instant = now,
        state: Delivery.State = .waiting
    ) -> Delivery {
        let digits = String(number, radix: 16)
        return Delivery(
            id: String(repeating: "0", count: 32 - digits.count) + digits, ticket: TicketID(1), event: 1,
            template: "ticket.urged", recipient: .role(.teamLead, TeamKey("network")),
            channel: channel.flatMap { ChannelKey($0) }, person: channel == nil ? nil : PersonID(4),
            isUrgent: isUrgent, state: state, due: due, since: now,
            settledAt: state == .waiting ? nil : now, remark: state == .waiting ? nil : "no address")
    }

    /// A store with an entry in its outbox that these deliveries took the place of.
    private func spread(_ deliveries: [Delivery], in store: any AnyStore) async throws {
        var commit = SampleCommits.report(1)
        commit.outbox = [Self.entry(1)]
        _ = try await store.commit(commit)
        #expect(try await store.spread(Self.entry(1), into: deliveries))
    }

    @Test(arguments: TestedStore.allCases)
    func `an entry is claimed once while its lease holds, not before its time, and spread once`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            var commit = SampleCommits.report(1)
            let late = Self.entry(2, notBefore: Self.now + .seconds(60))
            commit.outbox = [Self.entry(1), late]
            _ = try await store.commit(commit)
            func claim(_ seconds: Int) async throws -> [OutboxEntry] {
                let at = Self.now + .seconds(seconds)
                return try await store.claimOutbox(at: at, leaseUntil: at + .seconds(300), limit: 9)
            }
            #expect(try await claim(0) == [Self.entry(1)])
            #expect(try await claim(59) == [])
            #expect(try await claim(60) == [late])
            #expect(try await claim(300) == [Self.entry(1)])
            #expect(try await store.spread(Self.entry(1), into: [Self.delivery(1)]))
            // Another who had claimed it before writes nothing.
            #expect(try await store.spread(Self.entry(1), into: [Self.delivery(2)]) == false)
            #expect(try await store.deliveries(nil, limit: 9) == [Self.delivery(1)])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `deliveries are claimed by urgency and due, past resting channels, and settled by who holds them`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let hook = try #require(ChannelKey("hook"))
            try await spread(
                [
                    Self.delivery(1), Self.delivery(2, isUrgent: true), Self.delivery(3, channel: "hook"),
                    Self.delivery(4, due: Self.now + .seconds(1)), Self.delivery(5, state: .dead),
                ], in: store)
            func claim(_ resting: Set<ChannelKey> = [], at: Instant = Self.now) async throws -> [Delivery] {
                try await store.claimDeliveries(
                    at: at, leaseUntil: at + .seconds(300), resting: resting, limit: 2)
            }
            let first = try await claim([hook])
            #expect(first.map(\.id.last) == ["2", "1"] && first.allSatisfy { $0.attempts == 1 })
            #expect(try await claim([hook]).isEmpty)
            #expect(try await claim().map(\.id.last) == ["3"])
            var sent = first[0]
            (sent.state, sent.settledAt, sent.remark) = (.sent, Self.now, "250 OK")
            #expect(try await store.settle(sent, claimedAs: 1))
            #expect(try await store.settle(sent, claimedAs: 1) == false)
            #expect(try await store.deliveries(.sent, limit: 9) == [sent])
            // The other's lease ended and somebody else has it.
            let again = try await claim(at: Self.lease)
            #expect(again.map(\.id.last) == ["1", "3"] && again.map(\.attempts) == [2, 2])
            #expect(try await store.settle(first[1], claimedAs: 1) == false)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `those that wait for another try by a channel are hastened, in their order`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let mail = try #require(ChannelKey("mail"))
            var morning = Self.delivery(4, due: Self.now + .seconds(3_600))
            morning.since = morning.due
            try await spread([Self.delivery(1), Self.delivery(2), Self.delivery(3), morning], in: store)
            let claimed = try await store.claimDeliveries(
                at: Self.now, leaseUntil: Self.lease, resting: [], limit: 3)
            for delivery in claimed.dropLast() {
                var later = delivery
                later.due = Self.now + .seconds(900)
                #expect(try await store.settle(later, claimedAs: 1))
            }
            try await store.hasten(try #require(ChannelKey("hook")), at: Self.now + .seconds(1))
            try await store.hasten(mail, at: Self.now + .seconds(1))
            // Neither what wasn't wanted yet, nor what somebody else is just sending.
            let again = try await store.claimDeliveries(
                at: Self.now + .seconds(1), leaseUntil: Self.lease, resting: [], limit: 9)
            #expect(again.map(\.id.last) == ["1", "2"] && again.allSatisfy { $0.due == $0.since })
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a dead one begins anew, one that found nobody goes back to the outbox`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let (dead, nobody) = (
                Self.delivery(0xa1, state: .dead), Self.delivery(0xb2, channel: nil, state: .dead)
            )
            try await spread([dead, nobody, Self.delivery(3, state: .byPhone)], in: store)
            #expect(try await store.deliveries(idPrefix: dead.id) == [dead])
            #expect(try await store.deliveries(idPrefix: "0000").count == 2)
            let later = Self.now + .seconds(9)
            #expect(try await store.retry(dead.id, at: later))
            #expect(try await store.retry(dead.id, at: later) == false)
            #expect(try await store.retry(Self.delivery(3).id, at: later) == false)
            #expect(try await store.deliveries(.waiting, limit: 9).map(\.due) == [later])
            #expect(try await store.retry(nobody.id, at: later))
            #expect(try await store.claimOutbox(at: later, leaseUntil: later, limit: 9) == [Self.entry(1)])
            #expect(try await store.deliveries(.dead, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a dead one that somebody gave up stays so, with the reason`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let dead = Self.delivery(0xa1, state: .dead)
            try await spread([dead, Self.delivery(2)], in: store)
            let later = Self.now + .seconds(9)
            #expect(try await store.giveUp(Self.delivery(2).id, remark: "x", at: later) == false)
            #expect(try await store.giveUp(dead.id, remark: "person 7: told in person", at: later))
            #expect(try await store.giveUp(dead.id, remark: "again", at: later) == false)
            #expect(try await store.retry(dead.id, at: later) == false)
            let kept = try await store.deliveries(.givenUp, limit: 9)
            #expect(kept.map(\.remark) == ["person 7: told in person"] && kept.map(\.settledAt) == [later])
            #expect(try await store.deliveries(.dead, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a sent one that bounced is dead, once, and begins anew like any other`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let (sent, waiting) = (Self.delivery(0xa1, state: .sent), Self.delivery(2))
            try await spread([sent, waiting], in: store)
            let later = Self.now + .seconds(9)
            #expect(try await store.bounce(waiting.id, remark: "x", at: later) == false)
            #expect(try await store.bounce(sent.id, remark: "5.1.1 no such user", at: later))
            #expect(try await store.bounce(sent.id, remark: "again", at: later) == false)
            let dead = try await store.deliveries(.dead, limit: 9)
            #expect(dead.map(\.remark) == ["5.1.1 no such user"] && dead.map(\.settledAt) == [later])
            #expect(try await store.retry(sent.id, at: later))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `tests of channels: the newest of each channel and person`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let mail = try #require(ChannelKey("mail"))
            func test(_ person: Int64?, _ mark: String) -> ChannelTest {
                ChannelTest(
                    id: "id-\(mark)", channel: mail, person: person.map { PersonID($0) }, at: Self.now,
                    receipt: "250",
                    mark: mark)
            }
            for made in [test(nil, "a"), test(4, "b"), test(4, "c")] { try await store.record(made) }
            #expect(Set(try await store.channelTests()) == [test(nil, "a"), test(4, "c")])
            #expect(try await store.forgetTest("id-b") == nil)
            #expect(try await store.forgetTest("id-c") == test(4, "c"))
            #expect(try await store.forgetTest("id-c") == nil)
            #expect(try await store.channelTests() == [test(nil, "a")])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `what waits is told by channel, a danger's own wait apart, and not what isn't wanted yet`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            #expect(try await store.waiting(at: Self.now) == [])
            var morning = Self.delivery(6, due: Self.now + .seconds(3_600))
            morning.since = morning.due
            var early = Self.delivery(1)
            early.since = Self.now - .seconds(60)
            var danger = Self.delivery(3, isUrgent: true)
            danger.since = Self.now - .seconds(30)
            try await spread(
                [
                    early, Self.delivery(2), danger, Self.delivery(4, channel: "hook"),
                    Self.delivery(5, state: .dead), morning,
                ], in: store)
            let claimed = try await store.claimDeliveries(
                at: Self.now, leaseUntil: Self.lease, resting: [], limit: 2)
            for (delivery, pause) in zip(claimed, [60, 300]) {
                var later = delivery
                (later.due, later.remark) = (Self.now + .seconds(pause), "after \(pause)")
                #expect(try await store.settle(later, claimedAs: 1))
            }
            let (hook, mail) = (ChannelKey("hook"), ChannelKey("mail"))
            #expect(
                try await store.waiting(at: Self.now) == [
                    WaitingDeliveries(channel: hook, count: 1, since: Self.now),
                    WaitingDeliveries(
                        channel: mail, count: 3, since: early.since, urgentCount: 1,
                        urgentSince: danger.since,
                        remark: "after 300"),
                ])
            let listed = try await store.waitingDeliveries(at: Self.now, limit: 3)
            #expect(listed.map(\.id.last) == ["3", "1", "2"])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `what no receivers were found for waits too, from its event or from when it was wanted`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            var commit = SampleCommits.report(1)
            commit.outbox = [
                Self.entry(1), Self.entry(2, notBefore: Self.now),
                Self.entry(3, notBefore: Self.now + .seconds(9)),
            ]
            _ = try await store.commit(commit)
            let recorded = try #require(try await store.recordedAt(Self.entry(1)))
            #expect(try await store.recordedAt(Self.entry(9)) == nil)
            #expect(
                try await store.waiting(at: Self.now) == [
                    WaitingDeliveries(channel: nil, count: 2, since: min(recorded, Self.now))
                ])
        }
    }
}
