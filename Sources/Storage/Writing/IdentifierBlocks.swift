import Ledger

/// Gives out numbers from memory, out of blocks that were taken from the database before: what is left of a
/// block when the process ends is never given out.
actor IdentifierBlocks {
    /// Numbers taken at once.
    static let blockSize: Int64 = 1_024
    static let countMax: Int64 = 10_000_000

    private let take: @Sendable (IdentifierKind, Int64) async throws -> Int64
    private var free: [IdentifierKind: Range<Int64>] = [:]
    private var taking: [IdentifierKind: Task<Void, any Error>] = [:]

    /// - Parameter take: durably takes so many numbers of a kind and returns the first.
    init(_ take: @escaping @Sendable (IdentifierKind, Int64) async throws -> Int64) { self.take = take }

    func reserve(_ kind: IdentifierKind, count: Int64) async throws -> Int64 {
        guard (1...Self.countMax).contains(count) else {
            throw StorageError.outOfRange(name: "count", allowed: 1...Self.countMax, found: count)
        }
        while true {
            if let range = free[kind], range.count >= count {
                free[kind] = (range.lowerBound + count)..<range.upperBound
                return range.lowerBound
            }
            try await takeMore(kind, count)
        }
    }

    /// Everyone who finds too few waits for the same block; it is there before any of them goes on.
    private func takeMore(_ kind: IdentifierKind, _ count: Int64) async throws {
        if let running = taking[kind] { return try await running.value }
        let task = Task {
            defer { taking[kind] = nil }
            let size = kind.isSaidAloud ? count : max(Self.blockSize, count)
            let first = try await take(kind, size)
            add(first..<(first + size), kind)
        }
        taking[kind] = task
        try await task.value
    }

    private func add(_ block: Range<Int64>, _ kind: IdentifierKind) {
        if let left = free[kind], left.upperBound == block.lowerBound {
            free[kind] = left.lowerBound..<block.upperBound
        } else {
            free[kind] = block
        }
    }
}

extension IdentifierKind {
    /// People read these numbers off paper: none is left out for the sake of speed.
    fileprivate var isSaidAloud: Bool { self == .batch || self == .sheet }
}
