public import Ledger

public typealias DeviceID = Identifier<Device>

/// An asset: a switch, an access point, a projector. Where it is mounted is its installation.
public struct Device: Hashable, Sendable, Codable {
    public let id: DeviceID
    /// E.g. `access point`, `switch`, `projector`; a free word of the source, at most 64 characters.
    public var kind: String
    /// The display reference, unique in the site among devices in force.
    public var reference: String
    public var name: LocalizedName
    public var isNameGenerated: Bool
    public var model: String?
    public var serialNumber: String?
    public var externalIDs: [ExternalID]
    /// nil: in store, or unknown.
    public var installation: Installation?
    public var retiredAt: Instant?
    /// The number of its newest event.
    public var revision: Int64

    public init(
        id: DeviceID, kind: String, reference: String, name: LocalizedName, isNameGenerated: Bool = false,
        model: String? = nil, serialNumber: String? = nil, externalIDs: [ExternalID] = [],
        installation: Installation? = nil, retiredAt: Instant? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.kind = kind
        self.reference = reference
        self.name = name
        self.isNameGenerated = isNameGenerated
        self.model = model
        self.serialNumber = serialNumber
        self.externalIDs = externalIDs
        self.installation = installation
        self.retiredAt = retiredAt
        self.revision = revision
    }
}

/// A device at a place, from a day on.
public struct Installation: Hashable, Sendable, Codable {
    public var place: PlaceID
    public var since: Instant

    public init(place: PlaceID, since: Instant) {
        self.place = place
        self.since = since
    }
}
