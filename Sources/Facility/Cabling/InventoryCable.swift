/// One network point with its switch, as an inventory lists it.
public struct InventoryCable: Hashable, Sendable, Codable {
    /// What a row names a thing by.
    public enum Name: Hashable, Sendable, Codable {
        case id(ExternalID)
        /// The display reference in the register, or in the same inventory.
        case reference(String)
    }

    /// Where it stands in the source, 1 and up.
    public var line: Int
    /// A place, as a rule a network point.
    public var point: Name
    /// The switch, a device.
    public var device: Name
    /// As written on the switch.
    public var port: String

    public init(line: Int, point: Name, device: Name, port: String) {
        self.line = line
        self.point = point
        self.device = device
        self.port = port
    }
}

/// All cables that one source knows.
public struct InventoryCabling: Hashable, Sendable, Codable {
    /// E.g. `netbox/dcim.cable`; a point that this source cabled before and lists no more has no cable.
    public var source: String
    public var cables: [InventoryCable]

    public init(source: String, cables: [InventoryCable]) {
        self.source = source
        self.cables = cables
    }
}
