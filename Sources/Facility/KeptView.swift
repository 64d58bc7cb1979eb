public import Ledger

/// A view of the board that somebody keeps under a name of one's own.
public struct KeptView: Hashable, Sendable {
    public static let nameMax = 40
    /// Of one person.
    public static let viewsMax = 20

    /// 1 to `nameMax` characters; one person has it once.
    public var name: String
    /// The query of its address, such as `?team=network`; "" for the whole board.
    public var query: String
    public var keptAt: Instant

    public init(name: String, query: String, keptAt: Instant) {
        self.name = name
        self.query = query
        self.keptAt = keptAt
    }
}

/// What people keep for themselves: beside the ledger, since it is no history of the site.
public protocol ViewStore: Sendable {
    /// In the order in which they were kept.
    func keptViews(of person: PersonID) async throws -> [KeptView]
    /// One that has the name already is replaced.
    ///
    /// - Returns: whether it is kept; false: the person has `KeptView.viewsMax` others.
    func keep(_ view: KeptView, of person: PersonID) async throws -> Bool
    /// - Returns: false, and nothing changes, where none has the old name or another has the new one.
    func renameView(_ name: String, to other: String, of person: PersonID) async throws -> Bool
    func dropView(_ name: String, of person: PersonID) async throws
}
