public import Facility

extension SiteStorage {
    public func batch(_ id: BatchID) async throws -> Batch? {
        let site = site
        return try await engine.readLong { try BatchTable.find(id, site, $0) }
    }

    /// - Parameter limit: 1 to `searchLimitMax`; what lies outside counts as the nearer end.
    public func batches(limit: Int) async throws -> [Batch] {
        let (site, limit) = (site, min(max(limit, 1), Self.searchLimitMax))
        return try await engine.readLong { try BatchTable.newest(limit: limit, site, $0) }
    }

    public func sheet(_ id: SheetID) async throws -> WalletSheet? {
        try await read { try SheetTable.find(id, self.site, $0) }
    }

    public func wallet() async throws -> [WalletSheet] {
        try await read { try SheetTable.usable(self.site, $0) }
    }

    public func labelsWithProblems() async throws -> [Label] {
        let site = site
        return try await engine.readLong { try LabelTable.withProblems(site, $0) }
    }
}
