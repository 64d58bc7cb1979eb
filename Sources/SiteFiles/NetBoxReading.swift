public import Facility

/// What was read of a NetBox dump.
public struct NetBoxReading: Sendable {
    /// One reason why objects of a model became neither place nor device.
    public struct Skipped: Hashable, Sendable {
        /// E.g. `dcim.interface`.
        public var model: String
        public var reason: NetBoxSkipReason
        public var count: Int
    }

    public var inventory: Inventory
    public var objectCount: Int
    /// How many objects of a model became places or devices.
    public var taken: [String: Int]
    /// By model, then reason.
    public var skipped: [Skipped]
}

/// Why an object of NetBox became neither place nor device.
public enum NetBoxSkipReason: String, Hashable, Sendable, CaseIterable {
    /// Regions and groups lie above the campuses of one institution.
    case aboveCampus
    /// It gives devices their kind and model.
    case usedForKind
    /// A front port that isn't an 8P8C socket, e.g. of a fibre panel.
    case notA8P8CPort
    /// A front port of a device that isn't a patch panel or a wall plate.
    case notAPanel
    /// A port, interface or bay is reached by its device's label.
    case partOfDevice
    /// A cable and its ends: read for the switches on which network points hang.
    case usedForCabling
    /// Power and reservations are nothing that a label could stick to.
    case notLabelled
    /// Addresses, circuits, tenants, virtual machines: nothing that one can walk to.
    case notPhysical

    /// In English, for the import's printout.
    public var text: String {
        switch self {
        case .aboveCampus: "lies above the campuses of one institution"
        case .usedForKind: "read for the kinds and models of devices"
        case .notA8P8CPort: "front port that isn't an 8P8C socket"
        case .notAPanel: "front port of a device that is no patch panel or wall plate"
        case .partOfDevice: "part of a device, which has the label"
        case .usedForCabling: "read for the switches of network points"
        case .notLabelled: "nothing that a label sticks to"
        case .notPhysical: "nothing that one can walk to"
        }
    }

    /// The reason for a model of which nothing is ever taken.
    init(model: String) {
        switch model {
        case "dcim.region", "dcim.sitegroup": self = .aboveCampus
        case "dcim.devicetype", "dcim.devicerole", "dcim.manufacturer": self = .usedForKind
        case "dcim.cable", "dcim.cabletermination": self = .usedForCabling
        case "dcim.interface", "dcim.rearport", "dcim.consoleport", "dcim.consoleserverport",
            "dcim.powerport",
            "dcim.poweroutlet", "dcim.devicebay", "dcim.modulebay", "dcim.module", "dcim.inventoryitem",
            "dcim.virtualchassis":
            self = .partOfDevice
        default: self = model.hasPrefix("dcim.") ? .notLabelled : .notPhysical
        }
    }
}
