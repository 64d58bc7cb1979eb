public import Facility
import Ledger

/// What the command line asks about single places, each named by its display reference.
public enum PlaceRequest: Codable, Sendable {
    case rename(String, to: String?, name: LocalizedName, reason: String)
    case move(String, into: String, reason: String)
    case retire(String, contents: Bool, reason: String)
    case show(String)
}

/// A place with what happened to it.
public struct PlaceSummary: Codable, Sendable {
    public var reference: String
    public var kind: String
    public var name: LocalizedName
    /// The references above it, the campus first.
    public var path: [String]
    public var isRetired: Bool
    /// Codes of its own live labels.
    public var labels: [LabelCode]
    /// Those that say another reference than its own now.
    public var outdatedLabels: Int
    /// Oldest first.
    public var aliases: [PlaceAlias]
    /// Oldest first.
    public var log: [BatchReport.Step]
}
