public import Ledger

/// The socket of a switch at which a network point's cable ends, patch panels in between passed over.
public struct SwitchPort: Hashable, Sendable, Codable {
    /// The switch.
    public var device: DeviceID
    /// Its port, as it is written on it: 1 to `InventoryLimits.referenceMax` characters.
    public var port: String

    public init(device: DeviceID, port: String) {
        self.device = device
        self.port = port
    }
}

/// What is known of a network point's cable.
public struct Uplink: Hashable, Sendable, Codable {
    public var port: SwitchPort
    /// Who says so, e.g. `netbox/dcim.cable`.
    public var source: String
    /// Since when that is known.
    public var since: Instant

    public init(port: SwitchPort, source: String, since: Instant) {
        self.port = port
        self.source = source
        self.since = since
    }
}

/// A network point's cable was traced, or is gone.
public struct PlaceCabled: Hashable, Sendable, Codable {
    /// nil: it ends at no switch any more.
    public var port: SwitchPort?
    public var source: String

    public init(port: SwitchPort?, source: String) {
        self.port = port
        self.source = source
    }
}
