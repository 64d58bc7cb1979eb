import Facility
import Ledger
import Synchronization
import TicketTracking

/// The simulated storage as it would stand on disk: whatever is in it is durable, and nothing else is.
///
/// As strict as the real ones: numbers in a stream are gapless, a key answers once, `recordedAt` never goes back, a
/// deadline that a commit leaves as it was keeps its lease. All calls end at once, so that one task runs a whole
/// simulation in one order.
final class TicketVault: Sendable {
    /// One commit as it was written, for whoever watches.
    struct Written: Sendable {
        var commit: TicketCommit
        var events: [RecordedEvent<TicketFact>]
        /// Events of devices that belong to it, after those of tickets.
        var devices: [RegisterFact]
        /// As they went out: gathered.
        var outbox: [OutboxEntry]
    }

    /// A deadline and until when somebody works on it.
    struct Due: Sendable {
        var deadline: Deadline
        var leasedUntil: Instant?
    }

    struct State: Sendable {
        var clock = SimulatedCampus.start
        var head: Int64 = 0
        var recordedAt = Instant(seconds: 0)
        var streams: [TicketID: [RecordedEvent<TicketFact>]] = [:]
        var rows: [TicketID: TicketRow] = [:]
        var reports: [ReportID: ReportRow] = [:]
        var deadlines: [TicketID: [Due]] = [:]
        var outbox: [OutboxEntry] = []
        var supervisions: [TicketID: [SupervisionRow]] = [:]
        var findings: [TicketID: [FindingRow]] = [:]
        var givings: [PersonID: Instant] = [:]
        var keys: Set<PersonID> = []
        var answers: [CommandID: (fingerprint: [UInt8], result: [UInt8])] = [:]
        var nextNumbers: [IdentifierKind: Int64] = [.person: 1_000]
        var devices: [DeviceID: Device] = [:]
        /// The moments at which somebody is disturbed.
        var disturbed: [OutboxEntry.Recipient: [Instant]] = [:]
        var unseen: [Written] = []
        /// Deadlines that were handed out while somebody else worked on them.
        var claimedTwice: [Deadline] = []
    }

    private let state = Mutex(State())
    /// Whether each fact is sealed, written as bytes and read back: ten times slower, so not in every seed.
    private let writesBytes: Bool

    /// Whether messages are put off so that nobody is disturbed twice in a spell.
    private let gathers: Bool

    init(writesBytes: Bool, gathers: Bool = true, devices: [DeviceID: Device] = [:]) {
        (self.writesBytes, self.gathers) = (writesBytes, gathers)
        state.withLock { $0.devices = devices }
    }

    func read<Value: Sendable>(_ body: (State) throws -> Value) rethrows -> Value {
        try state.withLock { try body($0) }
    }

    func setClock(_ instant: Instant) { state.withLock { $0.clock = instant } }

    /// Numbers that were reserved in blocks and not used are gone after a restart.
    func skipNumbers() {
        state.withLock { state in
            for kind in [IdentifierKind.ticket, .report, .person] { state.nextNumbers[kind, default: 1] += 7 }
        }
    }

    /// What was written since the last call.
    func takeUnseen() -> [Written] {
        state.withLock { state in
            defer { state.unseen = [] }
            return state.unseen
        }
    }

    func reserve(_ kind: IdentifierKind, count: Int64) -> Int64 {
        state.withLock { state in
            defer { state.nextNumbers[kind, default: 1] += count }
            return state.nextNumbers[kind, default: 1]
        }
    }

    func claim(dueBy now: Instant, leaseUntil: Instant, limit: Int, ignoringLeases: Bool) -> [Deadline] {
        state.withLock { state in
            var free: [(due: Instant, ticket: TicketID, index: Int)] = []
            for (ticket, dues) in state.deadlines {
                for (index, due) in dues.enumerated() where due.deadline.due <= now {
                    guard ignoringLeases || due.leasedUntil.map({ $0 <= now }) ?? true else { continue }
                    free.append((due.deadline.due, ticket, index))
                }
            }
            free.sort { ($0.due, $0.ticket, $0.index) < ($1.due, $1.ticket, $1.index) }
            return free.prefix(limit).compactMap { entry in
                if let due = state.deadlines[entry.ticket]?[entry.index], let lease = due.leasedUntil,
                    lease > now
                {
                    state.claimedTwice.append(due.deadline)
                }
                state.deadlines[entry.ticket]?[entry.index].leasedUntil = leaseUntil
                return state.deadlines[entry.ticket]?[entry.index].deadline
            }
        }
    }

    /// - Throws: `CommitFailure`
    func commit(_ commit: TicketCommit) throws -> TicketCommitOutcome {
        try state.withLock { state in
            if let earlier = state.answers[commit.commit.command] {
                guard earlier.fingerprint == commit.commit.fingerprint else {
                    throw CommitFailure.keyReused(commit.commit.command)
                }
                return .repeated(result: earlier.result)
            }
            if let second = FindingRow.second(of: commit, among: state.findings.values.joined()) {
                throw CommitFailure.raced(StreamID(.ticket, second.ticket.rawValue), number: 1)
            }
            // Nothing is changed before all of it is known to fit.
            let keys = state.keys.union(commit.commit.newSubjects)
            var numbers: [StreamID: Int64] = [:]
            for draft in commit.commit.drafts {
                let last = numbers[draft.stream] ?? state.last(of: draft.stream)
                guard draft.number == last + 1 else {
                    throw CommitFailure.raced(draft.stream, number: draft.number)
                }
                numbers[draft.stream] = draft.number
            }
            let recordedAt = max(state.recordedAt, state.clock)
            let drafts = commit.commit.drafts.filter { $0.stream.kind == .ticket }
            let events = try drafts.enumerated().map { index, draft in
                try event(draft, position: state.head + Int64(index) + 1, recordedAt, keys)
            }
            let changed = try state.devices(after: commit.commit.drafts, at: recordedAt)
            state.keys = keys
            state.recordedAt = recordedAt
            state.head += Int64(commit.commit.drafts.count)
            for device in changed { state.devices[device.id] = device }
            for event in events {
                state.streams[TicketID(event.envelope.stream.number), default: []].append(event)
            }
            put(commit.recorded(at: recordedAt), &state)
            state.answers[commit.commit.command] = (commit.commit.fingerprint, commit.commit.result)
            state.unseen.append(
                Written(
                    commit: commit, events: events,
                    devices: commit.commit.drafts.compactMap { $0.fact as? RegisterFact },
                    outbox: Array(state.outbox[(state.outbox.count - commit.outbox.count)...])))
            return .committed(events.map(\.envelope))
        }
    }

    private func put(_ commit: TicketCommit, _ state: inout State) {
        for row in commit.tickets {
            state.rows[row.id] = row
            state.supervisions[row.id] = commit.supervisions.filter { $0.ticket == row.id }
            state.findings[row.id] = commit.findings.filter { $0.ticket == row.id }
            put(commit.deadlines.filter { $0.ticket == row.id }, of: row.id, &state)
        }
        for row in commit.reports {
            var row = row
            row.contact = row.contact ?? state.reports[row.id]?.contact
            state.reports[row.id] = row
        }
        for entry in commit.outbox { state.outbox.append(gathered(entry, &state)) }
        for giving in commit.givings { state.givings[giving.person] = giving.at }
    }

    private func gathered(_ entry: OutboxEntry, _ state: inout State) -> OutboxEntry {
        guard gathers, let quiet = entry.quiet, let wanted = entry.notBefore else { return entry }
        let taken = state.disturbed[entry.recipient, default: []]
        var entry = entry
        let moment = QuietSpell.moment(wanted: wanted, taken: taken, quiet: quiet)
        entry.notBefore = moment
        if !taken.contains(moment) { state.disturbed[entry.recipient, default: []].append(moment) }
        return entry
    }

    private func put(_ deadlines: [Deadline], of ticket: TicketID, _ state: inout State) {
        let before = state.deadlines[ticket] ?? []
        state.deadlines[ticket] = deadlines.map { deadline in
            Due(deadline: deadline, leasedUntil: before.first { $0.deadline == deadline }?.leasedUntil)
        }
    }

    func renew(_ deadlines: [Deadline], of ticket: TicketID, revision: Int64) -> Bool {
        state.withLock { state in
            guard state.rows[ticket]?.revision == revision else { return false }
            put(deadlines, of: ticket, &state)
            return true
        }
    }

    private func event(
        _ draft: EventDraft, position: Int64, _ recordedAt: Instant, _ keys: Set<PersonID>
    ) throws -> RecordedEvent<TicketFact> {
        guard var fact = draft.fact as? TicketFact else { throw FactError.unknownKind(draft.fact.kind) }
        var payload: [UInt8] = []
        if writesBytes {
            let sealing = SimulatedSealing(keys: keys)
            payload = try fact.payload(CanonicalEncoder(sealer: sealing))
            fact = try TicketFact(fact.kind, payload: payload, CanonicalDecoder(opener: sealing))
        }
        return RecordedEvent(
            envelope: EventEnvelope(
                site: SiteID(1), position: Position(position), stream: draft.stream, number: draft.number,
                kind: draft.fact.kind, recordedAt: recordedAt, occurredAt: draft.occurredAt,
                basedOn: draft.basedOn, actor: draft.actor, channel: draft.channel, command: draft.command,
                audience: draft.fact.audience, payload: payload, algorithm: "none", previousHash: [],
                hash: []),
            fact: fact)
    }

    /// For a broken storage only: changes what is on disk.
    func damage(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

extension TicketVault.State {
    /// The number of a stream's newest event.
    fileprivate func last(of stream: StreamID) -> Int64 {
        stream.kind == .device
            ? devices[DeviceID(stream.number)]?.revision ?? 0
            : Int64(streams[TicketID(stream.number)]?.count ?? 0)
    }

    /// Devices as a commit leaves them.
    fileprivate func devices(after drafts: [EventDraft], at instant: Instant) throws -> [Device] {
        var changed: [DeviceID: Device] = [:]
        for draft in drafts {
            guard let fact = draft.fact as? RegisterFact else { continue }
            let id = DeviceID(draft.stream.number)
            changed[id] = try Device.applying(
                fact, to: changed[id] ?? devices[id], in: draft.stream, number: draft.number, at: instant)
        }
        return changed.values.sorted { $0.id < $1.id }
    }
}
