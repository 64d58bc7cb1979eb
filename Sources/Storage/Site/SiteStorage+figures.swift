import Ledger

/// What an operator watches of a site's storage.
public struct StorageFigures: Hashable, Sendable {
    /// Reports that were ever filed.
    public var reports: Int
    public var openTickets: Int
    /// Of the open ones, those whose place isn't known yet.
    public var unlocatedTickets: Int
    /// The ledger's newest position.
    public var position: Int64
    /// Since the process began.
    public var commits: CommitFigures
}

/// How commits were grouped.
public struct CommitFigures: Hashable, Sendable {
    /// Upper ends of the ranges of group sizes, inclusive; the last is the largest group there can be.
    public static let sizes = [1, 2, 4, 8, 16, 32, 64, 128, 256]
    /// Groups by the range of their size, in the order of `sizes`.
    public internal(set) var groups = [Int](repeating: 0, count: CommitFigures.sizes.count)
    /// All that were in groups.
    public internal(set) var jobs = 0
    /// Waiting for the next group.
    public internal(set) var waiting = 0

    mutating func count(groupOf size: Int) {
        let range = Self.sizes.firstIndex { size <= $0 } ?? Self.sizes.count - 1
        groups[range] += 1
        jobs += size
    }
}

extension SiteStorage {
    /// Read now: an index is counted for the reports, a few milliseconds for a hundred thousand.
    public func figures() async throws -> StorageFigures {
        let (site, commits) = (SQLValue.integer(site.rawValue), committer.figures)
        return try await read { session in
            func count(_ what: String) throws -> Int {
                try session.first("SELECT count(*) FROM \(what)", [site]) { Int(try $0.int(0)) } ?? 0
            }
            return StorageFigures(
                reports: try count("reports WHERE site = $1"),
                openTickets: try count("tickets WHERE site = $1 AND is_open = 1"),
                unlocatedTickets: try count("tickets WHERE site = $1 AND is_open = 1 AND is_located = 0"),
                position: try session.first("SELECT position FROM site_heads WHERE site = $1", [site]) {
                    try $0.int(0)
                } ?? 0, commits: commits)
        }
    }
}
