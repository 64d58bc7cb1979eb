/// A database: one connection that writes, others that read. What is written by it is durable once COMMIT
/// returned.
protocol SQLEngine: Sendable {
    var dialect: Dialect { get }

    /// Runs on the writing connection, outside any transaction, after everything asked before, off the
    /// cooperative pool. Returns at once.
    func write(_ body: @escaping @Sendable (any SQLSession) -> Void)

    /// A short read, of tens of microseconds: where it is called.
    ///
    /// - Throws: what the body throws, `StorageError.closed` after `close`.
    func read<Value: Sendable>(_ body: (any SQLSession) throws -> Value) async throws -> Value

    /// A read that may take longer than a few milliseconds: off the cooperative pool.
    func readLong<Value: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Value
    ) async throws -> Value

    /// Moves what the journal holds into the database, so that what was deleted is gone from the journal's
    /// file too.
    func checkpoint() async throws

    /// Ends everything; what was asked before is still carried out.
    func close() throws
}
