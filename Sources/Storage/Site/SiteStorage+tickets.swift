public import Facility
public import Ledger
import Sealing
public import TicketTracking

extension SiteStorage: TicketStore {
    public static let listLimitMax = 1_000
    private static let deadlinesMax = 20_000

    public func events(of ticket: TicketID) async throws -> [RecordedEvent<TicketFact>] {
        let stream = StreamID(.ticket, ticket.rawValue)
        let envelopes = try await read { try EventTable.of(stream, self.site, $0) }
        return try await recorded(TicketFact.self, envelopes)
    }

    /// What envelopes hold, opened: personal values of people who were erased come as `.erased`.
    ///
    /// - Throws: `FactError.unknownKind` where an envelope isn't of this part of the domain.
    public func recorded<Happening: Fact>(
        _ type: Happening.Type, _ envelopes: [EventEnvelope]
    ) async throws -> [RecordedEvent<Happening>] {
        try await keys.use { pass in
            let decoder = CanonicalDecoder(opener: pass)
            return try envelopes.map { envelope in
                RecordedEvent(
                    envelope: envelope, fact: try Happening(envelope.kind, payload: envelope.payload, decoder)
                )
            }
        }
    }

    public func report(_ id: ReportID) async throws -> ReportRow? {
        try await read { try ReportTable.find(id, self.site, $0) }
    }

    public func ticketRow(_ id: TicketID) async throws -> TicketRow? {
        try await read { try TicketTable.find(id, self.site, $0) }
    }

    public func groupable(_ query: GroupingQuery) async throws -> [TicketRow] {
        var query = query
        query.limit = min(max(query.limit, 1), Self.listLimitMax)
        return try await read { [query] in try TicketTable.groupable(query, self.site, $0) }
    }

    public func ticketRows(_ query: TicketQuery) async throws -> [TicketRow] {
        var query = query
        query.limit = min(max(query.limit, 1), Self.listLimitMax)
        return try await read { [query] in try TicketTable.list(query, self.site, $0) }
    }

    public func tickets(contact: ContactSearch, limit: Int) async throws -> [TicketRow] {
        let (field, text): (BlindIndex.Field, String) =
            switch contact {
            case .phone(let text): (.phone, text)
            case .mail(let text): (.mail, text)
            case .phoneEnding(let text): (.phoneEnding, text)
            }
        guard let mac = blindIndex.mac(of: text, as: field) else { return [] }
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read {
            try TicketTable.list(field: field.rawValue, mac: mac, limit: limit, self.site, $0)
        }
    }

    public func supervisions(answeredToo: Bool, limit: Int) async throws -> [SupervisionRow] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read {
            try SupervisionTable.list(answeredToo: answeredToo, limit: limit, self.site, $0)
        }
    }

    public func findings(closedToo: Bool, limit: Int) async throws -> [FindingRow] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read {
            try FindingTable.list(closedToo: closedToo, limit: limit, self.site, $0)
        }
    }

    public func recent(of device: DeviceID, since: Instant, limit: Int) async throws -> [TicketRow] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read {
            try TicketTable.recent(
                .device, device.rawValue, since: since, limit: limit, self.site, $0)
        }
    }

    public func recent(at place: PlaceID, since: Instant, limit: Int) async throws -> [TicketRow] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read {
            try TicketTable.recent(.place, place.rawValue, since: since, limit: limit, self.site, $0)
        }
    }

    public func workloads(of people: [PersonID]) async throws -> [Workload] {
        if people.isEmpty { return [] }
        return try await read { try GivingTable.workloads(of: people, self.site, $0) }
    }

    public func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) async throws -> [Deadline]
    {
        let (site, limit) = (site, min(max(limit, 1), Self.listLimitMax))
        return try await committer.submit(weight: limit) { session, _ in
            try DeadlineTable.claim(dueBy: now, until: leaseUntil, limit: limit, site, session)
        }
    }

    public func unfinished(after ticket: TicketID?, limit: Int) async throws -> [TicketID] {
        let limit = min(max(limit, 1), Self.listLimitMax)
        return try await read { try TicketTable.unfinished(after: ticket, limit: limit, self.site, $0) }
    }

    public func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) async throws -> Bool {
        let site = site
        // At a start under the rules of before nothing is to be written: a hundred thousand tickets wait for no disk.
        let isSame = try await read { session in
            try TicketTable.find(ticket, site, session)?.revision == revision
                && Set(try DeadlineTable.of(ticket, site, session)) == Set(deadlines)
        }
        if isSame { return true }
        return try await committer.submit(weight: 1 + deadlines.count) { session, _ in
            guard try TicketTable.find(ticket, site, session)?.revision == revision else { return false }
            try DeadlineTable.replace(deadlines, of: ticket, isNew: false, site, session)
            return true
        }
    }

    public var erasures: Int { keys.erasures }

    public func deadlines(
        _ kinds: Set<Deadline.Kind>, from: Instant, limit: Int
    ) async throws -> [Deadline] {
        let limit = min(max(limit, 1), Self.deadlinesMax)
        return try await read { try DeadlineTable.list(kinds, from: from, limit: limit, self.site, $0) }
    }

    /// Messages that wait to be sent, by ticket and event; they stay until `settle`.
    public func outbox(limit: Int) async throws -> [OutboxEntry] {
        try await read { try OutboxTable.list(limit: min(max(limit, 1), Self.listLimitMax), self.site, $0) }
    }

    /// Takes a message out that was sent, or that never will be.
    public func settle(_ entry: OutboxEntry) async throws {
        let site = site
        try await committer.submit { session, _ in _ = try OutboxTable.delete(entry, site, session) }
    }
}
