public import Ledger

public typealias PlaceID = Identifier<Place>

/// A node of the tree: campus, zone, building, unit, floor, room, bed, outdoor, telecom closet, rack, plate,
/// network point or mounting position. Levels may be skipped; the site itself is no place.
public struct Place: Hashable, Sendable, Codable {
    public let id: PlaceID
    /// nil: a place of the first level (a campus).
    public var parent: PlaceID?
    public var kind: PlaceKind
    /// The display reference, unique in the site while in force, e.g. `3J-204`.
    public var reference: String
    public var name: LocalizedName
    /// True where Mendmark made the name up from kind and place, since the source had none.
    public var isNameGenerated: Bool
    /// Earlier references and names, oldest first.
    public var aliases: [PlaceAlias]
    public var externalIDs: [ExternalID]
    /// Walking order among its siblings; nil: by reference.
    public var order: Int?
    /// IANA zone name; nil: inherited, at the top the site's.
    public var timeZone: String?
    /// nil: inherited, at the top `.open`.
    public var privacy: PlacePrivacy?
    /// Organisation that answers for faults here; nil: inherited.
    public var responsible: OrganisationKey?
    public var retiredAt: Instant?
    /// Of a network point: the switch's port at which its cable ends; nil: not known.
    public var uplink: Uplink?
    /// 停机公告 that nobody ended, at this place itself; in the order in which they were posted.
    public var notices: [Notice] = []
    /// How many were ever posted here.
    public var noticeCount = 0
    /// The number of its newest event.
    public var revision: Int64

    /// What a place is added with; cables and notices are facts of their own.
    private enum CodingKeys: String, CodingKey {
        case id, parent, kind, reference, name, isNameGenerated, aliases, externalIDs, order, timeZone,
            privacy
        case responsible, retiredAt, revision
    }

    public init(
        id: PlaceID, parent: PlaceID?, kind: PlaceKind, reference: String, name: LocalizedName,
        isNameGenerated: Bool = false, aliases: [PlaceAlias] = [], externalIDs: [ExternalID] = [],
        order: Int? = nil,
        timeZone: String? = nil, privacy: PlacePrivacy? = nil, responsible: OrganisationKey? = nil,
        retiredAt: Instant? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.parent = parent
        self.kind = kind
        self.reference = reference
        self.name = name
        self.isNameGenerated = isNameGenerated
        self.aliases = aliases
        self.externalIDs = externalIDs
        self.order = order
        self.timeZone = timeZone
        self.privacy = privacy
        self.responsible = responsible
        self.retiredAt = retiredAt
        self.revision = revision
    }
}

/// The kind of a place. Kinds are data: these are the ones that Mendmark knows by name.
public struct PlaceKind: Hashable, Sendable, Codable, RawRepresentable {
    public var rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let campus = PlaceKind(rawValue: "campus")
    public static let zone = PlaceKind(rawValue: "zone")
    public static let building = PlaceKind(rawValue: "building")
    public static let unit = PlaceKind(rawValue: "unit")
    public static let floor = PlaceKind(rawValue: "floor")
    public static let room = PlaceKind(rawValue: "room")
    public static let bed = PlaceKind(rawValue: "bed")
    public static let outdoor = PlaceKind(rawValue: "outdoor")
    public static let telecomCloset = PlaceKind(rawValue: "telecomCloset")
    public static let rack = PlaceKind(rawValue: "rack")
    public static let plate = PlaceKind(rawValue: "plate")
    public static let networkPoint = PlaceKind(rawValue: "networkPoint")
    public static let mountingPosition = PlaceKind(rawValue: "mountingPosition")

    public static let known: [PlaceKind] = [
        .campus, .zone, .building, .unit, .floor, .room, .bed, .outdoor, .telecomCloset, .rack, .plate,
        .networkPoint,
        .mountingPosition,
    ]
}

/// What strangers may see of the open faults at a place.
public enum PlacePrivacy: String, Hashable, Sendable, Codable {
    /// Category, state and age of each.
    case open
    /// How many there are, e.g. in a dormitory room.
    case countOnly
}

/// A reference or name that a place bore until it got another.
public struct PlaceAlias: Hashable, Sendable, Codable {
    public var reference: String
    public var name: LocalizedName
    public var until: Instant

    public init(reference: String, name: LocalizedName, until: Instant) {
        self.reference = reference
        self.name = name
        self.until = until
    }
}

/// A thing's key in another system; an import matches on it.
public struct ExternalID: Hashable, Comparable, Sendable, Codable {
    /// E.g. `csv`, or for NetBox `netbox/dcim.site`.
    public var source: String
    public var id: String

    public init(source: String, id: String) {
        self.source = source
        self.id = id
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.source, left.id) < (right.source, right.id)
    }
}
