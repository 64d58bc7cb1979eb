import Ledger

/// Lets what is sent twice under one key be looked at one after the other: the second finds what came of the first.
actor SendingsInTurn {
    /// Those that wait for the one that is under way, by its key.
    private var waiting: [CommandID: [CheckedContinuation<Void, Never>]] = [:]

    /// Does some work once no other under the same key is under way; nothing is ever done at once under one key.
    nonisolated func turn<Result: Sendable>(
        of key: CommandID, _ work: () async throws -> Result
    ) async throws -> Result {
        await begin(key)
        do {
            let result = try await work()
            await end(key)
            return result
        } catch {
            await end(key)
            throw error
        }
    }

    private func begin(_ key: CommandID) async {
        guard waiting[key] != nil else {
            waiting[key] = []
            return
        }
        await withCheckedContinuation { waiting[key]?.append($0) }
    }

    private func end(_ key: CommandID) {
        guard let next = waiting[key]?.first else {
            waiting[key] = nil
            return
        }
        waiting[key]?.removeFirst()
        next.resume()
    }
}
