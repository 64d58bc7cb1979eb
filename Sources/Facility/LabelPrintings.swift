public import Ledger

/// What a printed symbol looks like besides its code: an issue without all that is about its place and its print run.
public struct PrintedForm: Hashable, Sendable, Codable {
    /// As in ``LabelIssue``, like version and level.
    public var host: String
    public var version: Int
    public var level: String

    public init(host: String, version: Int, level: String) {
        self.host = host
        self.version = version
        self.level = level
    }
}

/// A label with all forms in which it was ever printed.
public struct LabelPrintings: Hashable, Sendable, Codable {
    public var id: LabelID
    public var code: LabelCode
    /// Of each issue, in the order in which they were printed; a replaced or revoked label has its own too.
    public var forms: [PrintedForm]

    public init(id: LabelID, code: LabelCode, forms: [PrintedForm]) {
        self.id = id
        self.code = code
        self.forms = forms
    }
}

/// What is needed of a storage to know every symbol that a site has printed.
public protocol PrintingsStore: EventSource {
    /// Labels of any state in the order of their numbers, those that were never printed too.
    ///
    /// - Parameters:
    ///   - after: the number behind which they begin.
    ///   - limit: at most so many; 1 and up.
    /// - Returns: fewer than `limit` only where no more come.
    func printings(after label: LabelID, limit: Int) async throws -> [LabelPrintings]
}
