import Facility
import Ledger

/// What the command line asks about devices, each named by its display reference.
public enum DeviceRequest: Codable, Sendable {
    case install(String, at: String, reason: String)
    case move(String, to: String, reason: String)
    case store(String, reason: String)
    case exchange(String, for: String, isRetired: Bool, reason: String)
    case retire(String, reason: String)
    case show(String)
}

/// A device with what happened to it.
public struct DeviceSummary: Codable, Sendable {
    public var reference: String
    public var kind: String
    /// Reference of the place at which it is installed; nil: in store, or out of force.
    public var place: String?
    public var isRetired: Bool
    /// Oldest first.
    public var log: [BatchReport.Step]
}
