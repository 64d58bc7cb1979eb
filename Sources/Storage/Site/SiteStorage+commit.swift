import Facility
public import Ledger
import Sealing
public import TicketTracking

extension SiteStorage {
    /// What was written: the events of tickets only, since an import's would fill the memory for nobody.
    private typealias Written = (outcome: CommitOutcome, tickets: [EventEnvelope])
    /// Events encoded at once before other tasks get their turn.
    private static let encodedAtOnce = 1_000

    public func result(of command: CommandID) async throws -> [UInt8]? {
        try await read { try CommandTable.find(command, self.site, $0)?.result }
    }

    /// - Throws: `CommitFailure`; what encoding throws, before anything is written.
    public func commit(_ commit: Commit) async throws -> CommitOutcome {
        let touchesPlaces = commit.drafts.contains { $0.stream.kind == .place }
        defer { if touchesPlaces { paths.forget() } }
        return try await carryOut(commit) { _, _ in }.outcome
    }

    /// - Throws: `CommitFailure`; what encoding throws, before anything is written.
    public func commit(_ commit: TicketCommit) async throws -> TicketCommitOutcome {
        let rows = TicketRows(commit, blindIndex: blindIndex, site: site)
        let (outcome, written) = try await carryOut(commit.commit) { session, recordedAt in
            try rows.write(session, recordedAt: recordedAt)
        }
        switch outcome {
        case .committed: return .committed(written)
        case .repeated(let result): return .repeated(result: result)
        }
    }

    /// Prepares, queues and, where another writer made a person's key meanwhile, prepares again.
    private func carryOut(
        _ commit: Commit, rows: @escaping @Sendable (any SQLSession, Instant) throws -> Void
    ) async throws -> Written {
        var keyed: Set<PersonID> = []
        while true {
            let erasures = keys.erasures
            let new = newKeys(for: commit, but: keyed)
            let prepared = try await prepare(commit, new)
            do {
                let written = try await submit(prepared, rows)
                if case .committed = written.outcome {
                    for (person, key) in new { keys.keep(key, of: person, since: erasures) }
                }
                return written
            } catch let taken as KeyTaken {
                guard keyed.insert(taken.person).inserted else {
                    throw CommitFailure.unavailable("the key of person \(taken.person) comes and goes")
                }
            }
        }
    }

    /// A person with a photo has a key before the report that names them.
    private func newKeys(for commit: Commit, but keyed: Set<PersonID>) -> [PersonID: PersonKey] {
        var new: [PersonID: PersonKey] = [:]
        for person in commit.newSubjects where !keyed.contains(person) && keys.kept(person) == nil {
            new[person] = keys.keyring.makeKey()
        }
        return new
    }

    private func prepare(_ commit: Commit, _ new: [PersonID: PersonKey]) async throws -> PreparedCommit {
        let wrapped = try new.sorted { $0.key < $1.key }.map { person, key in
            WrappedKey(
                person: person, keyNumber: keys.keyring.keyNumber,
                bytes: try keys.keyring.wrap(key, of: person))
        }
        var events: [PreparedEvent] = []
        events.reserveCapacity(commit.drafts.count)
        for start in stride(from: 0, to: commit.drafts.count, by: Self.encodedAtOnce) {
            if start > 0 { await Task.yield() }
            let part = commit.drafts[start..<min(start + Self.encodedAtOnce, commit.drafts.count)]
            events += try await keys.use(new: new) { pass in
                let encoder = CanonicalEncoder(sealer: pass)
                return try part.map { try Self.prepare($0, encoder) }
            }
        }
        return PreparedCommit(
            command: commit.command,
            fingerprintMAC: fingerprints.mac(of: commit.fingerprint, command: commit.command),
            result: commit.result, events: events, newKeys: wrapped,
            positionDrawnEarly: faults?.drawEarly(commit.drafts.count))
    }

    private static func prepare(_ draft: EventDraft, _ encoder: CanonicalEncoder) throws -> PreparedEvent {
        var (name, mail): ([UInt8]?, [UInt8]?)
        switch draft.fact as? RegisterFact {
        case .personAdded(let added)?: name = try encoder.encode(added.name)
        case .personMailSet(let set)?: mail = try set.mail.map { try encoder.encode($0) }
        default: break
        }
        // Without the room that it grew into: an import holds tens of thousands of them.
        let payload = try draft.fact.payload(encoder).withUnsafeBufferPointer(Array.init)
        return PreparedEvent(draft: draft, payload: payload, sealedName: name, sealedMail: mail)
    }

    private func submit(
        _ prepared: PreparedCommit, _ rows: @escaping @Sendable (any SQLSession, Instant) throws -> Void
    ) async throws -> Written {
        if prepared.positionDrawnEarly != nil { faults?.afterPosition?(prepared.command) }
        let (ledger, site) = (ledger, site)
        return try await committer.submit(weight: 4 + prepared.events.count) { session, batch in
            var projection = RegisterProjection(site: site)
            var events: [EventEnvelope] = []
            var recordedAt: Instant?
            let outcome = try ledger.append(prepared, session, &batch) { envelope, event in
                if envelope.stream.kind == .ticket { events.append(envelope) }
                recordedAt = envelope.recordedAt
                try projection.apply(envelope, event, session)
            }
            if case .committed = outcome {
                try projection.write(session)
                // Without events there are no rows.
                if let recordedAt { try rows(session, recordedAt) }
            }
            return (outcome, events)
        }
    }
}
