/// One place as an inventory lists it.
public struct InventoryPlace: Hashable, Sendable, Codable {
    /// Where it stands in the source, 1 and up: a line of a file, an object of a dump.
    public var line: Int
    public var externalID: ExternalID
    /// nil: a campus.
    public var parent: ExternalID?
    public var kind: PlaceKind
    public var reference: String
    /// Both scripts empty: Mendmark makes a name up.
    public var name: LocalizedName
    public var order: Int?
    public var timeZone: String?
    public var privacy: PlacePrivacy?
    public var responsible: OrganisationKey?
    /// The reference that the place bears in the register until this import; nil: the row doesn't say.
    public var previousReference: String?

    public init(
        line: Int, externalID: ExternalID, parent: ExternalID?, kind: PlaceKind, reference: String,
        name: LocalizedName = LocalizedName(), order: Int? = nil, timeZone: String? = nil,
        privacy: PlacePrivacy? = nil, responsible: OrganisationKey? = nil,
        previousReference: String? = nil
    ) {
        self.line = line
        self.externalID = externalID
        self.parent = parent
        self.kind = kind
        self.reference = reference
        self.name = name
        self.order = order
        self.timeZone = timeZone
        self.privacy = privacy
        self.responsible = responsible
        self.previousReference = previousReference
    }

    /// The source has no keys: it knows things by their references.
    var isKeyedByReference: Bool { externalID.id == reference }
}
