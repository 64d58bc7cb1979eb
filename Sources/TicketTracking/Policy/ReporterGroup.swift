public import Facility

public typealias ReporterGroupKey = Key<ReporterGroup>

/// Whom a reporter belongs to as far as routing asks: students, staff, visitors, …; a site lists its own.
public struct ReporterGroup: Hashable, Sendable {
    public var key: ReporterGroupKey
    public var name: LocalizedName

    public init(key: ReporterGroupKey, name: LocalizedName) {
        self.key = key
        self.name = name
    }

    /// Stands in conditions for reporters of whom nothing is known; never listed.
    public static let unknown = "unknown"
}
