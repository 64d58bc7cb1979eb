import Ledger

/// The register's use cases: what the command line, the gateway and every test call, over any storage.
///
/// Each takes an `Act` (who, when, key) and gives nothing away to whoever lacks the right. It throws
/// `RegisterRefusal` where it declines, `CommitFailure` where writing failed, and whatever else the store
/// throws. Repeating a command under its key writes nothing and answers as the first time.
public struct Register: Sendable {
    /// Random bits, 64 a call; good enough for codes that nobody must guess.
    public typealias RandomBits = @Sendable () -> UInt64

    public let store: any RegisterStore

    public init(store: any RegisterStore) { self.store = store }

    /// - Parameter path: the place and all above it; empty: the whole site.
    func demand(_ right: RegisterRight, of act: Act, path: [Place] = []) throws(RegisterRefusal) {
        guard right.isHeld(by: act.by, at: act.at, path: path.map(\.id)) else {
            throw .notAllowed(right, at: path.last?.reference)
        }
    }

    /// Checks the right at a label's target: a device's is that of its place, a blank label's that of the
    /// whole site.
    func demand(_ right: RegisterRight, of act: Act, at target: LabelTarget) async throws {
        if right.isHeld(by: act.by, at: act.at) { return }
        try demand(right, of: act, path: try await path(to: target))
    }

    /// The places from the campus down to the target; empty for a device in store and a blank label.
    public func path(to target: LabelTarget) async throws -> [Place] {
        switch target {
        case .place(let id): return try await store.path(to: id)
        case .device(let id):
            guard let place = try await store.device(id)?.installation?.place else { return [] }
            return try await store.path(to: place)
        case .blank: return []
        }
    }

    func draft(_ fact: RegisterFact, _ stream: StreamID, after revision: Int64, _ act: Act) -> EventDraft {
        EventDraft(
            stream: stream, number: revision + 1, actor: act.by.actor, channel: act.channel,
            command: act.command,
            fact: fact)
    }

    /// Commits and reads the result back, the first one's where the command was repeated.
    func commit<Result: Codable>(
        _ drafts: [EventDraft], _ act: Act, fingerprint: Fingerprint, result: Result,
        newSubjects: [PersonID] = []
    ) async throws -> (result: Result, position: Position?) {
        let commit = Commit(
            command: act.command, fingerprint: fingerprint.bytes, drafts: drafts,
            result: try CanonicalEncoder().encode(result), newSubjects: newSubjects)
        switch try await store.commit(commit) {
        case .committed(let position): return (result, position)
        case .repeated(let bytes): return (try earlier(bytes, act), nil)
        }
    }

    /// What the command came to when it was carried out before; nil: it wasn't.
    ///
    /// The store is asked to commit again, without events, so that it compares what was asked.
    /// - Throws: `CommitFailure.keyReused` where the key was used for something else.
    func repetition<Result: Codable>(
        of act: Act, _ fingerprint: Fingerprint, _ type: Result.Type = Result.self
    ) async throws -> Result? {
        guard let bytes = try await store.result(of: act.command) else { return nil }
        let commit = Commit(command: act.command, fingerprint: fingerprint.bytes, drafts: [], result: bytes)
        guard case .repeated(let bytes) = try await store.commit(commit) else { return nil }
        return try earlier(bytes, act)
    }

    private func earlier<Result: Codable>(_ bytes: [UInt8], _ act: Act) throws(RegisterRefusal) -> Result {
        do {
            return try CanonicalDecoder().decode(Result.self, from: bytes)
        } catch {
            throw .foreignResult(act.command)
        }
    }
}
