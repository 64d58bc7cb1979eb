import Facility
import Ledger
import Synchronization

@testable import TicketTracking

/// Tickets in memory, as strict as a storage: payloads are sealed, numbers are gapless, keys answer once.
actor TicketShelf: TicketStore {
    private(set) var streams: [TicketID: [RecordedEvent<TicketFact>]] = [:]
    /// Every event in the order of their positions.
    private var ledger: [EventEnvelope] = []
    private(set) var rows: [TicketID: TicketRow] = [:]
    /// One that no event of the shelf made.
    func setRow(_ row: TicketRow) { rows[row.id] = row }
    private(set) var reports: [ReportID: ReportRow] = [:]
    private(set) var deadlines: [TicketID: [Deadline]] = [:]
    private(set) var outbox: [OutboxEntry] = []
    private(set) var supervisions: [TicketID: [SupervisionRow]] = [:]
    private(set) var findings: [TicketID: [FindingRow]] = [:]
    private(set) var lastGiven: [PersonID: Instant] = [:]
    private(set) var commits = 0
    private(set) var reads = 0
    private var keys: Set<PersonID> = []
    private var commands: [CommandID: (fingerprint: [UInt8], result: [UInt8])] = [:]
    private var numbers: [IdentifierKind: Int64] = [:]
    /// What happens between a decision and its commit, once.
    private var interloper: TicketCommit?

    private var isWithholding = false
    private var withheld: TicketCommit?

    /// The next commit isn't written, but kept for whoever takes it.
    func withholdNext() { isWithholding = true }
    func takeWithheld() -> TicketCommit? {
        defer { withheld = nil }
        return withheld
    }
    /// Every commit that touches it fails.
    func setStuck(_ ticket: TicketID) { stuck = ticket }
    private var stuck: TicketID?

    /// What a storage may hold of a ticket that has moved on.
    func setDeadlines(_ rows: [Deadline], of ticket: TicketID) { deadlines[ticket] = rows }

    func interlope(_ commit: TicketCommit) { interloper = commit }
    func setTaken(_ kind: IdentifierKind, _ number: Int64) { numbers[kind] = number }

    func events(of ticket: TicketID) -> [RecordedEvent<TicketFact>] {
        reads += 1
        return streams[ticket] ?? []
    }
    func report(_ id: ReportID) -> ReportRow? {
        var row = reports[id]
        row?.contact = nil
        return row
    }
    func ticketRow(_ id: TicketID) -> TicketRow? { rows[id] }
    func ticketRows(_ query: TicketQuery) -> [TicketRow] { Array(rows.values) }
    func groupable(_ query: GroupingQuery) -> [TicketRow] { query.found(among: rows.values) }
    func tickets(contact: ContactSearch, limit: Int) -> [TicketRow] { [] }

    func workloads(of people: [PersonID]) -> [Workload] {
        people.map { person in
            let led = rows.values.filter { $0.lead == person && $0.state.isOpen }
            return Workload(
                person: person, load: led.count { Workload.loading.contains($0.state) },
                places: Set(led.compactMap(\.place)), lastGiven: lastGiven[person])
        }
    }

    func unfinished(after ticket: TicketID?, limit: Int) -> [TicketID] {
        rows.values.filter {
            $0.state != .closed && $0.state != .dismissed && $0.id.rawValue > ticket?.rawValue ?? 0
        }.map(\.id).sorted().prefix(limit).map { $0 }
    }

    func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) -> Bool {
        guard rows[ticket]?.revision == revision else { return false }
        self.deadlines[ticket] = deadlines
        return true
    }

    func claimDeadlines(dueBy now: Instant, leaseUntil: Instant, limit: Int) -> [Deadline] {
        deadlines.values.joined().filter { $0.due <= now }
    }

    func deadlines(_ kinds: Set<Deadline.Kind>, from: Instant, limit: Int) -> [Deadline] {
        let found = deadlines.values.joined().filter { kinds.contains($0.kind) && from <= $0.due }
        return Array(found.sorted { ($0.due, $0.ticket) < ($1.due, $1.ticket) }.prefix(limit))
    }

    nonisolated let erasureCount = Mutex(0)
    nonisolated var erasures: Int { erasureCount.withLock { $0 } }

    func result(of command: CommandID) -> [UInt8]? { commands[command]?.result }

    func reserve(_ kind: IdentifierKind, count: Int64) -> Int64 {
        defer { numbers[kind, default: 1] += count }
        return numbers[kind, default: 1]
    }

    func commit(_ commit: TicketCommit) throws -> TicketCommitOutcome {
        if isWithholding {
            (isWithholding, withheld) = (false, commit)
            throw CommitFailure.unavailable("withheld")
        }
        if let other = interloper {
            interloper = nil
            _ = try self.commit(other)
        }
        if let stuck, commit.tickets.contains(where: { $0.id == stuck }) {
            throw CommitFailure.unavailable("stuck")
        }
        if let earlier = commands[commit.commit.command] {
            guard earlier.fingerprint == commit.commit.fingerprint else {
                throw CommitFailure.keyReused(commit.commit.command)
            }
            return .repeated(result: earlier.result)
        }
        if let second = FindingRow.second(of: commit, among: findings.values.joined()) {
            throw CommitFailure.raced(StreamID(.ticket, second.ticket.rawValue), number: 1)
        }
        var streams = streams
        let keys = keys.union(commit.commit.newSubjects)
        let written = try commit.commit.drafts.enumerated().map { index, draft in
            try append(draft, at: Position(Int64(ledger.count + index + 1)), &streams, keys)
        }
        (self.streams, self.keys) = (streams, keys)
        ledger += written
        for row in commit.tickets {
            rows[row.id] = row
            deadlines[row.id] = commit.deadlines.filter { $0.ticket == row.id }
            supervisions[row.id] = commit.supervisions.filter { $0.ticket == row.id }
            findings[row.id] = commit.findings.filter { $0.ticket == row.id }
        }
        for row in commit.reports {
            let contact = row.contact ?? reports[row.id]?.contact
            reports[row.id] = row
            reports[row.id]?.contact = contact
        }
        for entry in commit.outbox { outbox.append(gathered(entry)) }
        for giving in commit.givings { lastGiven[giving.person] = giving.at }
        commands[commit.commit.command] = (commit.commit.fingerprint, commit.commit.result)
        commits += 1
        return .committed(written)
    }

    private func gathered(_ entry: OutboxEntry) -> OutboxEntry {
        guard let quiet = entry.quiet, let wanted = entry.notBefore else { return entry }
        let taken = outbox.filter { $0.recipient == entry.recipient && $0.quiet != nil }.compactMap(
            \.notBefore)
        var entry = entry
        entry.notBefore = QuietSpell.moment(wanted: wanted, taken: Array(Set(taken)), quiet: quiet)
        return entry
    }

    func findings(closedToo: Bool, limit: Int) -> [FindingRow] {
        let rows = findings.values.joined().filter { closedToo || $0.closedAt == nil }
        return Array(rows.sorted { ($0.foundAt, $0.ticket) > ($1.foundAt, $1.ticket) }.prefix(limit))
    }

    func recent(of device: DeviceID, since: Instant, limit: Int) -> [TicketRow] {
        recent(since, limit) { $0.device == device }
    }

    func recent(at place: PlaceID, since: Instant, limit: Int) -> [TicketRow] {
        recent(since, limit) { $0.place == place }
    }

    private func recent(_ since: Instant, _ limit: Int, _ isAsked: (TicketRow) -> Bool) -> [TicketRow] {
        rows.values.filter { $0.openedAt >= since && isAsked($0) }
            .sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }.prefix(limit).map { $0 }
    }

    func supervisions(answeredToo: Bool, limit: Int) -> [SupervisionRow] {
        let rows = supervisions.values.joined().filter { answeredToo || $0.answeredAt == nil }
        return Array(rows.sorted { ($0.due, $0.ticket) < ($1.due, $1.ticket) }.prefix(limit))
    }

    private func append(
        _ draft: EventDraft, at position: Position,
        _ streams: inout [TicketID: [RecordedEvent<TicketFact>]], _ keys: Set<PersonID>
    ) throws -> EventEnvelope {
        let id = TicketID(draft.stream.number)
        guard let fact = draft.fact as? TicketFact else { throw FactError.unknownKind(draft.fact.kind) }
        guard draft.number == Int64(streams[id, default: []].count) + 1 else {
            throw CommitFailure.raced(draft.stream, number: draft.number)
        }
        let sealer = KeyedToySealer(keys: keys)
        var event = recorded(fact, draft.number)
        event.envelope.payload = try fact.payload(CanonicalEncoder(sealer: sealer))
        event.envelope.position = position
        event.envelope.stream = draft.stream
        event.envelope.actor = draft.actor
        event.envelope.channel = draft.channel
        event.envelope.occurredAt = draft.occurredAt
        event.fact = try TicketFact(
            fact.kind, payload: event.envelope.payload, CanonicalDecoder(opener: ToySealer()))
        streams[id, default: []].append(event)
        return event.envelope
    }

    func head() -> Position { ledger.last?.position ?? .start }
    func envelopes(after position: Position, limit: Int) -> [EventEnvelope] {
        Array(ledger.dropFirst(Int(position.rawValue)).prefix(limit))
    }
    func envelopes(of stream: StreamID) -> [EventEnvelope] {
        (streams[TicketID(stream.number)] ?? []).map(\.envelope)
    }
    func waitForEvents(after position: Position) {}
}

/// Refuses to seal for whoever has no key yet.
struct KeyedToySealer: PersonalSealer {
    var keys: Set<PersonID>

    func seal(_ clear: [UInt8], of owner: PersonID) throws -> [UInt8] {
        guard keys.contains(owner) else { throw PersonalError.noSealer(owner) }
        return try ToySealer().seal(clear, of: owner)
    }
}
