public import Facility
public import Ledger
import Synchronization
public import TicketTracking

extension MemoryStorage: DeliveryStore {
    public func claimOutbox(at now: Instant, leaseUntil: Instant, limit: Int) async throws -> [OutboxEntry] {
        state.withLock { state in
            let free = state.outbox.filter { entry in
                (entry.notBefore.map { $0 <= now } ?? true)
                    && (state.outboxLeases[entry].map { $0 <= now } ?? true)
            }
            let claimed = Array(
                free.sorted { ($0.ticket, $0.event, $0.template) < ($1.ticket, $1.event, $1.template) }
                    .prefix(limit))
            for entry in claimed { state.outboxLeases[entry] = leaseUntil }
            return claimed
        }
    }

    public func recordedAt(_ entry: OutboxEntry) async throws -> Instant? {
        state.withLock { $0.recordedAt(entry) }
    }

    public func spread(_ entry: OutboxEntry, into deliveries: [Delivery]) async throws -> Bool {
        state.withLock { state in
            guard let index = state.outbox.firstIndex(of: entry) else { return false }
            state.outbox.remove(at: index)
            state.outboxLeases[entry] = nil
            for delivery in deliveries where state.deliveries[delivery.id] == nil {
                state.deliveries[delivery.id] = Claimed(delivery: delivery)
            }
            return true
        }
    }

    public func claimDeliveries(
        at now: Instant, leaseUntil: Instant, resting: Set<ChannelKey>, limit: Int
    ) async throws -> [Delivery] {
        state.withLock { state in
            let due = state.deliveries.values.filter { claimed in
                let delivery = claimed.delivery
                return delivery.state == .waiting && delivery.due <= now
                    && (claimed.leasedUntil.map { $0 <= now } ?? true)
                    && !(delivery.channel.map(resting.contains) ?? false)
            }.map(\.delivery)
            let order = due.sorted { left, right in
                (left.isUrgent ? 0 : 1, left.due, left.id) < (right.isUrgent ? 0 : 1, right.due, right.id)
            }
            return order.prefix(limit).map { delivery in
                var delivery = delivery
                delivery.attempts += 1
                state.deliveries[delivery.id] = Claimed(delivery: delivery, leasedUntil: leaseUntil)
                return delivery
            }
        }
    }

    public func settle(_ delivery: Delivery, claimedAs attempts: Int) async throws -> Bool {
        state.withLock { state in
            guard let kept = state.deliveries[delivery.id], kept.leasedUntil != nil,
                kept.delivery.attempts == attempts, kept.delivery.state == .waiting
            else { return false }
            state.deliveries[delivery.id] = Claimed(delivery: delivery)
            return true
        }
    }

    public func hasten(_ channel: ChannelKey, at now: Instant) async throws {
        state.withLock { state in
            for (id, claimed) in state.deliveries
            where claimed.delivery.channel == channel && claimed.delivery.state == .waiting
                && claimed.delivery.due > max(claimed.delivery.since, now)
                && (claimed.leasedUntil.map { $0 <= now } ?? true)
            {
                state.deliveries[id]?.delivery.due = claimed.delivery.since
            }
        }
    }

    public func deliveries(_ wanted: Delivery.State?, limit: Int) async throws -> [Delivery] {
        state.withLock { state in
            let found = state.deliveries.values.map(\.delivery).filter { wanted == nil || $0.state == wanted }
            return Array(
                found.sorted { ($1.settledAt ?? $1.since, $0.id) < ($0.settledAt ?? $0.since, $1.id) }
                    .prefix(limit))
        }
    }

    public func waiting(at now: Instant) async throws -> [WaitingDeliveries] {
        state.withLock { state in
            let entries = state.outbox.filter { $0.notBefore.map { $0 <= now } ?? true }.map { entry in
                Wanted(
                    since: entry.notBefore ?? state.recordedAt(entry) ?? now,
                    isUrgent: state.tickets[entry.ticket]?.isHazard ?? false)
            }
            let due = state.waiting(at: now)
            let channels = Dictionary(grouping: due, by: \.channel).map { channel, deliveries in
                let tried = deliveries.filter { $0.remark != nil }.sorted {
                    ($1.due, $0.id) < ($0.due, $1.id)
                }
                return Self.group(
                    channel, deliveries.map { Wanted(since: $0.since, isUrgent: $0.isUrgent) },
                    tried.first?.remark)
            }
            return [Self.group(nil, entries, nil)].compactMap(\.self)
                + channels.compactMap(\.self).sorted {
                    ($0.channel?.rawValue ?? "") < ($1.channel?.rawValue ?? "")
                }
        }
    }

    private struct Wanted {
        var since: Instant
        var isUrgent: Bool
    }

    private static func group(
        _ channel: ChannelKey?, _ wanted: [Wanted], _ remark: String?
    ) -> WaitingDeliveries? {
        guard let since = wanted.map(\.since).min() else { return nil }
        let urgent = wanted.filter(\.isUrgent)
        return WaitingDeliveries(
            channel: channel, count: wanted.count, since: since, urgentCount: urgent.count,
            urgentSince: urgent.map(\.since).min(), remark: remark)
    }

    public func waitingDeliveries(at now: Instant, limit: Int) async throws -> [Delivery] {
        state.withLock { Array($0.waiting(at: now).prefix(limit)) }
    }

    public func deliveries(idPrefix: String) async throws -> [Delivery] {
        state.withLock { state in
            let found = state.deliveries.values.map(\.delivery).filter { $0.id.hasPrefix(idPrefix) }
            return Array(found.sorted { $0.id < $1.id }.prefix(2))
        }
    }

    public func retry(_ id: String, at now: Instant) async throws -> Bool {
        state.withLock { state in
            guard var delivery = state.deliveries[id]?.delivery, delivery.state == .dead else { return false }
            guard delivery.channel != nil else {
                state.deliveries[id] = nil
                state.outbox.append(
                    OutboxEntry(
                        recipient: delivery.recipient, template: delivery.template, ticket: delivery.ticket,
                        event: delivery.event))
                return true
            }
            (delivery.state, delivery.attempts, delivery.settledAt) = (.waiting, 0, nil)
            (delivery.due, delivery.since) = (now, now)
            state.deliveries[id] = Claimed(delivery: delivery)
            return true
        }
    }

    public func giveUp(_ id: String, remark: String, at now: Instant) async throws -> Bool {
        move(id, from: .dead, to: .givenUp, remark, now)
    }

    public func bounce(_ id: String, remark: String, at now: Instant) async throws -> Bool {
        move(id, from: .sent, to: .dead, remark, now)
    }

    private func move(
        _ id: String, from before: Delivery.State, to after: Delivery.State, _ remark: String, _ now: Instant
    ) -> Bool {
        state.withLock { state in
            guard var delivery = state.deliveries[id]?.delivery, delivery.state == before else {
                return false
            }
            (delivery.state, delivery.settledAt, delivery.remark) = (after, now, remark)
            state.deliveries[id] = Claimed(delivery: delivery)
            return true
        }
    }

    public func pruneDeliveries(settledBefore: Instant, keeping: Int) async throws -> Int {
        state.withLock { state in
            let settled = state.deliveries.values.map(\.delivery).filter { $0.state != .waiting }
                .sorted { ($1.settledAt ?? $1.since, $0.id) < ($0.settledAt ?? $0.since, $1.id) }
            let gone = settled.enumerated().filter { order, delivery in
                order >= keeping || (delivery.settledAt ?? delivery.since) < settledBefore
            }
            for (_, delivery) in gone { state.deliveries[delivery.id] = nil }
            return gone.count
        }
    }

    public func record(_ test: ChannelTest) async throws {
        state.withLock { state in
            state.channelTests.removeAll { $0.channel == test.channel && $0.person == test.person }
            state.channelTests.append(test)
        }
    }

    public func forgetTest(_ id: String) async throws -> ChannelTest? {
        state.withLock { state in
            guard let index = state.channelTests.firstIndex(where: { $0.id == id }) else { return nil }
            return state.channelTests.remove(at: index)
        }
    }

    public func channelTests() async throws -> [ChannelTest] { state.withLock(\.channelTests) }
}

extension MemoryStorage.State {
    func recordedAt(_ entry: OutboxEntry) -> Instant? {
        let stream = StreamID(.ticket, entry.ticket.rawValue)
        return events.first { $0.stream == stream && $0.number == entry.event }?.recordedAt
    }

    func waiting(at now: Instant) -> [Delivery] {
        deliveries.values.map(\.delivery).filter { $0.state == .waiting && $0.since <= now }
            .sorted { ($0.isUrgent ? 0 : 1, $0.since, $0.id) < ($1.isUrgent ? 0 : 1, $1.since, $1.id) }
    }
}
