public import Ledger
import Sealing
public import TicketTracking

extension SiteStorage: DeliveryStore {
    public func claimOutbox(at now: Instant, leaseUntil: Instant, limit: Int) async throws -> [OutboxEntry] {
        let (site, limit) = (site, min(max(limit, 1), Self.listLimitMax))
        return try await committer.submit(weight: limit) { session, _ in
            try OutboxTable.claim(at: now, until: leaseUntil, limit: limit, site, session)
        }
    }

    public func recordedAt(_ entry: OutboxEntry) async throws -> Instant? {
        try await read {
            try EventTable.recordedAt(StreamID(.ticket, entry.ticket.rawValue), entry.event, self.site, $0)
        }
    }

    public func spread(_ entry: OutboxEntry, into deliveries: [Delivery]) async throws -> Bool {
        let site = site
        return try await committer.submit(weight: 1 + deliveries.count) { session, _ in
            guard try OutboxTable.delete(entry, site, session) else { return false }
            for delivery in deliveries { try DeliveryTable.insert(delivery, site, session) }
            return true
        }
    }

    public func claimDeliveries(
        at now: Instant, leaseUntil: Instant, resting: Set<ChannelKey>, limit: Int
    ) async throws -> [Delivery] {
        let (site, limit) = (site, min(max(limit, 1), Self.listLimitMax))
        return try await committer.submit(weight: limit) { session, _ in
            try DeliveryTable.claim(
                at: now, until: leaseUntil, resting: resting, limit: limit, site, session)
        }
    }

    public func settle(_ delivery: Delivery, claimedAs attempts: Int) async throws -> Bool {
        let site = site
        return try await committer.submit { session, _ in
            try DeliveryTable.settle(delivery, claimedAs: attempts, site, session)
        }
    }

    public func hasten(_ channel: ChannelKey, at now: Instant) async throws {
        let site = site
        try await committer.submit { session, _ in try DeliveryTable.hasten(channel, at: now, site, session) }
    }

    public func deliveries(_ state: Delivery.State?, limit: Int) async throws -> [Delivery] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read { try DeliveryTable.list(state, limit: limit, self.site, $0) }
    }

    public func waiting(at now: Instant) async throws -> [WaitingDeliveries] {
        try await read { session in
            let outbox = try OutboxTable.waiting(at: now, self.site, session)
            return [outbox].compactMap(\.self) + (try DeliveryTable.waiting(at: now, self.site, session))
        }
    }

    public func waitingDeliveries(at now: Instant, limit: Int) async throws -> [Delivery] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read { try DeliveryTable.waiting(at: now, limit: limit, self.site, $0) }
    }

    public func deliveries(idPrefix: String) async throws -> [Delivery] {
        let prefix = idPrefix.lowercased()
        guard (1...32).contains(prefix.count), prefix.allSatisfy({ $0.isHexDigit && $0.isASCII }) else {
            return []
        }
        return try await read { try DeliveryTable.list(idPrefix: prefix, self.site, $0) }
    }

    public func retry(_ id: String, at now: Instant) async throws -> Bool {
        let site = site
        return try await committer.submit { session, _ in
            guard
                let dead = try DeliveryTable.list(idPrefix: id, site, session).first(where: { $0.id == id }),
                dead.state == .dead
            else { return false }
            guard dead.channel == nil else {
                try DeliveryTable.revive(id, at: now, site, session)
                return true
            }
            try DeliveryTable.delete(id, site, session)
            let entry = OutboxEntry(
                recipient: dead.recipient, template: dead.template, ticket: dead.ticket, event: dead.event)
            try OutboxTable.insert(entry, at: now, site, session)
            return true
        }
    }

    public func giveUp(_ id: String, remark: String, at now: Instant) async throws -> Bool {
        let site = site
        return try await committer.submit { session, _ in
            try DeliveryTable.move(id, from: .dead, to: .givenUp, remark: remark, at: now, site, session)
        }
    }

    public func bounce(_ id: String, remark: String, at now: Instant) async throws -> Bool {
        let site = site
        return try await committer.submit { session, _ in
            try DeliveryTable.move(id, from: .sent, to: .dead, remark: remark, at: now, site, session)
        }
    }

    public func pruneDeliveries(settledBefore: Instant, keeping: Int) async throws -> Int {
        let site = site
        return try await committer.submit { session, _ in
            try DeliveryTable.prune(settledBefore: settledBefore, keeping: keeping, site, session)
        }
    }

    public func record(_ test: ChannelTest) async throws {
        let site = site
        try await committer.submit { session, _ in try ChannelTestTable.write(test, site, session) }
    }

    public func forgetTest(_ id: String) async throws -> ChannelTest? {
        let site = site
        return try await committer.submit { session, _ in
            guard let test = try ChannelTestTable.all(site, session).first(where: { $0.id == id }) else {
                return nil
            }
            try ChannelTestTable.delete(id, site, session)
            return test
        }
    }

    public func channelTests() async throws -> [ChannelTest] {
        try await read { try ChannelTestTable.all(self.site, $0) }
    }
}
