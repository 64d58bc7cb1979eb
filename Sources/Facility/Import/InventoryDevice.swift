/// One device as an inventory lists it.
public struct InventoryDevice: Hashable, Sendable, Codable {
    /// Where it stands in the source, 1 and up: a line of a file, an object of a dump.
    public var line: Int
    public var externalID: ExternalID
    /// A free word, e.g. `access point`.
    public var kind: String
    public var reference: String
    /// Both scripts empty: Mendmark makes a name up.
    public var name: LocalizedName
    public var model: String?
    public var serialNumber: String?
    /// The place it is mounted at; nil: in store.
    public var installedAt: ExternalID?

    public init(
        line: Int, externalID: ExternalID, kind: String, reference: String,
        name: LocalizedName = LocalizedName(),
        model: String? = nil, serialNumber: String? = nil, installedAt: ExternalID? = nil
    ) {
        self.line = line
        self.externalID = externalID
        self.kind = kind
        self.reference = reference
        self.name = name
        self.model = model
        self.serialNumber = serialNumber
        self.installedAt = installedAt
    }
}
