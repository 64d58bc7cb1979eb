public import Facility
public import Foundation
public import Ledger
public import TicketTracking

/// What an operator sees of messages and does about them.
public struct MessageOperator: Sendable {
    /// Sends a test to a channel or to whoever signs in by that name; nil: neither is there.
    public typealias Test = @Sendable (String, Instant) async throws -> MessageTest?

    let store: any DeliveryStore
    let register: any RegisterStore
    let numbers: TicketNumberKey
    let zone: TimeZone
    let tester: Test
    let ways: @Sendable (Instant) async throws -> [DeskWays]

    /// Dead messages that one retry of all begins anew.
    static let retriedAtOnce = 1_000

    public init(
        store: any DeliveryStore, register: any RegisterStore, numbers: TicketNumberKey, zone: TimeZone,
        test: @escaping Test, ways: @escaping @Sendable (Instant) async throws -> [DeskWays]
    ) {
        self.store = store
        self.register = register
        self.numbers = numbers
        self.zone = zone
        tester = test
        self.ways = ways
    }

    func perform(_ request: MessageRequest, at now: Instant) async throws -> MessageReply {
        switch request {
        case .list(let state, let limit):
            guard let state else { return .listed(try await summaries(nil, limit)) }
            guard let known = Delivery.State(rawValue: state) else {
                let all = Delivery.State.allCases.map(\.rawValue).joined(separator: ", ")
                return .refused("expected one of \(all), found \(state)")
            }
            return .listed(try await summaries(known, limit))
        case .retry("all"):
            var count = 0
            for dead in try await store.deliveries(.dead, limit: Self.retriedAtOnce)
            where try await store.retry(dead.id, at: now) { count += 1 }
            return .retried(count)
        case .retry(let id): return try await retry(id, now)
        case .giveUp(let id, let reason): return try await giveUp(id, reason, now)
        case .bounced(let id, let reason): return try await bounced(id, reason, now)
        case .test(let receiver): return await test(receiver, now)
        case .ways:
            do { return .ways(try await ways(now)) } catch { return .refused("\(error)") }
        case .waiting: return .waiting(try await waiting(now))
        }
    }

    private func waiting(_ now: Instant) async throws -> [WaitingSummary] {
        try await store.waiting(at: now).sorted(by: WaitingDeliveries.isFirst).map { waiting in
            WaitingSummary(
                channel: waiting.channel?.rawValue, count: waiting.count,
                since: waiting.since.local(in: zone),
                urgentCount: waiting.urgentCount, urgentSince: waiting.urgentSince?.local(in: zone),
                remark: waiting.remark, isLate: now - waiting.since > WaitingDeliveries.waitMax)
        }
    }

    private func test(_ receiver: String, _ now: Instant) async -> MessageReply {
        do {
            if let tested = try await tester(receiver, now) { return .tested(tested) }
            return .refused("neither a channel of channels.yaml nor somebody's sign-in name: \(receiver)")
        } catch {
            // What is wrong with the file, with its lines.
            return .refused("\(error)")
        }
    }

    private func retry(_ id: String, _ now: Instant) async throws -> MessageReply {
        try await withOne(id) { try await store.retry($0, at: now) ? .retried(1) : nil }
    }

    private func giveUp(_ id: String, _ reason: String, _ now: Instant) async throws -> MessageReply {
        guard let remark = Delivery.remark(givenUpBy: "operator", because: reason) else {
            return .refused("expected why the message is given up, found nothing")
        }
        return try await withOne(id) { try await store.giveUp($0, remark: remark, at: now) ? .givenUp : nil }
    }

    private func bounced(_ id: String, _ reason: String, _ now: Instant) async throws -> MessageReply {
        guard let delivery = try await store.deliveries(idPrefix: id).first, delivery.id == id else {
            if let test = try await store.forgetTest(id) {
                return .testBounced(receiver: await receiver(test))
            }
            return .refused("message \(id) isn't known here, or was forgotten since")
        }
        let remark = Delivery.remark("bounced: \(reason)")
        if try await store.bounce(id, remark: remark, at: now) { return .bounced }
        return .refused("message \(id.prefix(8)) is \(delivery.state.rawValue), not sent")
    }

    private func receiver(_ test: ChannelTest) async -> String {
        guard let person = test.person else { return test.channel.rawValue }
        return await RegisterNames(store: register).person(person)
    }

    /// Does something to the one dead message whose id begins so; nil: it wasn't dead.
    private func withOne(
        _ id: String, _ body: (String) async throws -> MessageReply?
    ) async throws -> MessageReply {
        let found = try await store.deliveries(idPrefix: id)
        guard let one = found.first, found.count == 1 else {
            return .refused(
                found.isEmpty ? "no message begins with \(id)" : "more than one message begins with \(id)")
        }
        return try await body(one.id) ?? .refused("message \(id) is \(one.state.rawValue), not dead")
    }

    private func summaries(_ state: Delivery.State?, _ limit: Int) async throws -> [MessageSummary] {
        let names = RegisterNames(store: register)
        var known: [PersonID: String] = [:]
        func name(_ person: PersonID) async -> String {
            if let name = known[person] { return name }
            let isStaff = (try? await register.person(person)) != nil
            let name = isStaff ? await names.person(person) : "a reporter"
            known[person] = name
            return name
        }
        var summaries: [MessageSummary] = []
        for delivery in try await store.deliveries(state, limit: limit) {
            let recipient =
                switch delivery.recipient {
                case .person(let id): await name(id)
                case .team(let key): "team \(key)"
                case .role(let role, let team): role.rawValue + (team.map { " of \($0)" } ?? "")
                }
            var person: String?
            if let id = delivery.person { person = await name(id) }
            summaries.append(
                MessageSummary(
                    id: delivery.id, ticket: TicketNumber(of: delivery.ticket, under: numbers).description,
                    event: delivery.event, template: delivery.template, recipient: recipient,
                    channel: delivery.channel?.rawValue, person: person, state: delivery.state.rawValue,
                    attempts: delivery.attempts, due: delivery.due.local(in: zone),
                    settledAt: delivery.settledAt?.local(in: zone), remark: delivery.remark))
        }
        return summaries
    }
}
