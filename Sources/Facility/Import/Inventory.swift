/// What another system knows about places and devices, in rows that no longer tell which format they came
/// from.
public struct Inventory: Sendable, Codable {
    /// What a value that the rows don't give means for a thing that is in the register already.
    public enum Absence: String, Sendable, Codable {
        /// The source speaks of every column: the value is cleared.
        case clears
        /// The source knows nothing of it: the register's value stays.
        case keeps
    }

    /// The `ExternalID.source` texts that this inventory lists in full; only things of these can be retired
    /// as missing.
    public var sources: Set<String>
    public var absence: Absence
    /// In any order: a parent may follow its children.
    public var places: [InventoryPlace]
    public var devices: [InventoryDevice]
    /// What the reader could make nothing of; an inventory with any is refused, together with whatever else
    /// is wrong.
    public var badRows: [BadRow]
    /// nil: the source says nothing of cables.
    public var cabling: InventoryCabling?

    public init(
        sources: Set<String>, absence: Absence = .clears, places: [InventoryPlace] = [],
        devices: [InventoryDevice] = [], badRows: [BadRow] = [],
        cabling: InventoryCabling? = nil
    ) {
        self.sources = sources
        self.absence = absence
        self.places = places
        self.devices = devices
        self.badRows = badRows
        self.cabling = cabling
    }
}
