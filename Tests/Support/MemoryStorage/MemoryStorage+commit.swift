import Facility
public import Ledger
import Sealing
import Synchronization
public import TicketTracking

extension MemoryStorage {
    public func result(of command: CommandID) async throws -> [UInt8]? {
        state.withLock { $0.commands[command]?.result }
    }

    public func reserve(_ kind: IdentifierKind, count: Int64) async throws -> Int64 {
        state.withLock { state in
            let first = state.nextIdentifiers[kind] ?? 1
            state.nextIdentifiers[kind] = first + count
            return first
        }
    }

    public func commit(_ commit: Commit) async throws -> CommitOutcome {
        try carryOut(commit) { _ in }.outcome
    }

    public func commit(_ commit: TicketCommit) async throws -> TicketCommitOutcome {
        let (outcome, written) = try carryOut(commit.commit) { state in
            if let second = FindingRow.second(of: commit, among: state.findings.values.joined()) {
                throw CommitFailure.raced(StreamID(.ticket, second.ticket.rawValue), number: 1)
            }
            guard let recordedAt = state.events.last?.recordedAt else { return }
            let commit = commit.recorded(at: recordedAt)
            for row in commit.tickets {
                state.tickets[row.id] = row
                let before = state.deadlines[row.id] ?? []
                state.deadlines[row.id] = commit.deadlines.filter { $0.ticket == row.id }.map { deadline in
                    Due(
                        deadline: deadline, leasedUntil: before.first { $0.deadline == deadline }?.leasedUntil
                    )
                }
            }
            for row in commit.reports {
                let before = state.reports[row.id]?.contact
                state.reports[row.id] = row
                if row.contact == nil { state.reports[row.id]?.contact = before }
            }
            for row in commit.tickets {
                state.supervisions[row.id] = commit.supervisions.filter { $0.ticket == row.id }
                state.findings[row.id] = commit.findings.filter { $0.ticket == row.id }
            }
            for entry in commit.outbox { state.outbox.append(entry.gathered(among: state.outbox)) }
            for giving in commit.givings {
                state.givings[giving.person] = max(state.givings[giving.person] ?? giving.at, giving.at)
            }
        }
        switch outcome {
        case .committed: return .committed(written)
        case .repeated(let result): return .repeated(result: result)
        }
    }

    /// Works on a copy, so that what fails leaves nothing behind.
    private func carryOut(_ commit: Commit, _ rows: (inout State) throws -> Void) throws -> (
        outcome: CommitOutcome, written: [EventEnvelope]
    ) {
        let (outcome, written, woken) = try state.withLock {
            state -> (CommitOutcome, [EventEnvelope], [Waiter]) in
            if let earlier = state.commands[commit.command] {
                guard earlier.fingerprint == commit.fingerprint else {
                    throw CommitFailure.keyReused(commit.command)
                }
                return (.repeated(result: earlier.result), [], [])
            }
            var next = state
            for person in commit.newSubjects where next.keys[person] == nil {
                next.keys[person] = keyring.makeKey()
            }
            for draft in commit.drafts { try append(draft, to: &next) }
            try checkReferences(next)
            try rows(&next)
            next.commands[commit.command] = Answered(fingerprint: commit.fingerprint, result: commit.result)
            let woken = next.waiters.filter { $0.value.position < next.head }
            for id in woken.keys { next.waiters[id] = nil }
            state = next
            let written = Array(next.events.suffix(commit.drafts.count))
            return (.committed(next.head), written, Array(woken.values))
        }
        for waiter in woken { waiter.continuation.resume() }
        return (outcome, written)
    }

    private func append(_ draft: EventDraft, to state: inout State) throws {
        let last = state.lastNumbers[draft.stream] ?? 0
        guard draft.number == last + 1 else { throw CommitFailure.raced(draft.stream, number: draft.number) }
        let sealing = MemorySealing(keyring: keyring, keys: state.keys)
        let before = state.events.last
        var envelope = EventEnvelope(
            site: site, position: Position(state.head.rawValue + 1), stream: draft.stream,
            number: draft.number,
            kind: draft.fact.kind, recordedAt: max(before?.recordedAt ?? clock(), clock()),
            occurredAt: draft.occurredAt, basedOn: draft.basedOn, actor: draft.actor, channel: draft.channel,
            command: draft.command, audience: draft.fact.audience,
            payload: try draft.fact.payload(CanonicalEncoder(sealer: sealing)),
            algorithm: EventChain.sha256.algorithm, previousHash: before?.hash ?? EventChain.origin, hash: [])
        envelope.hash = EventChain.sha256.hash(of: envelope)
        state.events.append(envelope)
        state.lastNumbers[draft.stream] = draft.number
        if let fact = draft.fact as? RegisterFact { try fold(fact, envelope, &state) }
    }

    private func fold(_ fact: RegisterFact, _ envelope: EventEnvelope, _ state: inout State) throws {
        let (stream, number, at) = (envelope.stream, envelope.number, envelope.happenedAt)
        do {
            switch stream.kind {
            case .person:
                let id = PersonID(stream.number)
                state.people[id] = try Person.applying(
                    fact, to: state.people[id], in: stream, number: number, at: at)
            case .configuration:
                if case .configurationLoaded(let loaded) = fact {
                    state.configurations[loaded.subject] = loaded
                }
            case .batch:
                let id = BatchID(stream.number)
                state.batches[id] = try Batch.applying(
                    fact, to: state.batches[id], in: stream, number: number, at: at, by: envelope.actor)
            case .sheet:
                let id = SheetID(stream.number)
                state.sheets[id] = try WalletSheet.applying(
                    fact, to: state.sheets[id], in: stream, number: number, at: at)
            case .place, .device, .label, .ticket:
                try state.register.apply(fact, in: stream, number: number, at: at)
            }
        } catch let fault {
            throw CommitFailure.unavailable("an event doesn't fit its stream: \(fault)")
        }
    }

    /// References in force, codes and identities are each one thing's.
    private func checkReferences(_ state: State) throws {
        var references: Set<String> = []
        for place in state.register.places.values where place.retiredAt == nil {
            guard references.insert(place.reference).inserted else {
                throw CommitFailure.raced(StreamID(.place, place.id.rawValue), number: place.revision)
            }
        }
        for device in state.register.devices.values where device.retiredAt == nil {
            guard references.insert(device.reference).inserted else {
                throw CommitFailure.raced(StreamID(.device, device.id.rawValue), number: device.revision)
            }
        }
        var codes: Set<LabelCode> = []
        for label in state.register.labels.values.sorted(by: { $0.id < $1.id })
        where !codes.insert(label.code).inserted {
            throw CommitFailure.raced(StreamID(.label, label.id.rawValue), number: label.revision)
        }
        var identities: Set<Identity> = []
        for person in state.people.values {
            for identity in person.identities where !identities.insert(identity).inserted {
                throw CommitFailure.raced(StreamID(.person, person.id.rawValue), number: 1)
            }
        }
    }
}

extension OutboxEntry {
    /// The same at the moment that it goes out, with whatever disturbs its recipient then.
    fileprivate func gathered(among others: [OutboxEntry]) -> OutboxEntry {
        guard let quiet, let wanted = notBefore else { return self }
        let taken = others.filter { $0.recipient == recipient && $0.quiet != nil }.compactMap(\.notBefore)
        var entry = self
        entry.notBefore = QuietSpell.moment(wanted: wanted, taken: Array(Set(taken)), quiet: quiet)
        return entry
    }
}
