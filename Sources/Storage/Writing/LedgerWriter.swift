import Ledger

/// Appends events inside the writing transaction: numbers checked, positions, instants and hashes given.
struct LedgerWriter: Sendable {
    let site: SiteID
    let chain: EventChain
    let clock: @Sendable () -> Instant
    let faults: StorageFaults?

    /// Writes a commit's events, keys and command.
    ///
    /// - Parameter written: each envelope with what it came from, in order.
    /// - Returns: the position of the last event; what was answered before where the command is repeated.
    /// - Throws: `CommitFailure.keyReused`, `.raced`; `KeyTaken`; `SQLFault`.
    func append(
        _ commit: PreparedCommit, _ session: any SQLSession, _ batch: inout LedgerBatch,
        written: (EventEnvelope, PreparedEvent) throws -> Void
    ) throws -> CommitOutcome {
        var head = try batch.lockedHead(session)
        if let earlier = try CommandTable.find(commit.command, site, session) {
            guard earlier.fingerprintMAC == commit.fingerprintMAC else {
                throw CommitFailure.keyReused(commit.command)
            }
            return .repeated(result: earlier.result)
        }
        try checkNumbers(commit.events, session)
        for key in commit.newKeys { try add(key, session) }
        head.recordedAt = max(head.recordedAt, clock())
        if let early = commit.positionDrawnEarly { head.position = early }
        for event in commit.events {
            let envelope = envelope(of: event, after: head)
            try insert(envelope, session)
            head.position = envelope.position
            head.hash = envelope.hash
            try written(envelope, event)
        }
        try CommandTable.insert(commit, site, recordedAt: head.recordedAt, session)
        batch.move(to: head)
        if commit.positionDrawnEarly == nil { faults?.afterPosition?(commit.command) }
        return .committed(head.position)
    }

    /// Each stream's events must go on exactly where the stream ends.
    private func checkNumbers(_ events: [PreparedEvent], _ session: any SQLSession) throws {
        var last: [StreamID: Int64] = [:]
        for event in events {
            let (stream, number) = (event.draft.stream, event.draft.number)
            // The first of a stream needs no look: another one would violate the index when it is inserted.
            let before =
                try last[stream] ?? (number == 1 ? 0 : EventTable.lastNumber(of: stream, site, session))
            guard number == before + 1 else { throw CommitFailure.raced(stream, number: number) }
            last[stream] = number
        }
    }

    private func add(_ key: WrappedKey, _ session: any SQLSession) throws {
        do {
            try PersonKeyTable.insert(key, site, session)
        } catch SQLFault.constraint {
            throw KeyTaken(person: key.person)
        }
    }

    private func insert(_ envelope: EventEnvelope, _ session: any SQLSession) throws {
        do {
            try EventTable.insert(envelope, session)
        } catch SQLFault.constraint {
            throw CommitFailure.raced(envelope.stream, number: envelope.number)
        }
    }

    private func envelope(of event: PreparedEvent, after head: LedgerHead) -> EventEnvelope {
        let draft = event.draft
        var envelope = EventEnvelope(
            site: site, position: Position(head.position.rawValue + 1), stream: draft.stream,
            number: draft.number,
            kind: draft.fact.kind, recordedAt: head.recordedAt, occurredAt: draft.occurredAt,
            basedOn: draft.basedOn,
            actor: draft.actor, channel: draft.channel, command: draft.command, audience: draft.fact.audience,
            payload: event.payload, algorithm: chain.algorithm, previousHash: head.hash, hash: [])
        envelope.hash = chain.hash(of: envelope)
        return envelope
    }
}
