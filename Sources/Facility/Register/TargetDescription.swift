/// What a label and its page say about their target.
public struct TargetDescription: Hashable, Sendable {
    public var target: LabelTarget
    /// A place's kind, or a device's word for its own, e.g. `room`, `access point`.
    public var kind: String
    public var isDevice: Bool
    public var reference: String
    public var name: LocalizedName
    /// The places above, the campus first; a device's own place last. Both scripts, e.g. 「东校区 › 三教 › 2 层」.
    public var path: LocalizedName
    /// The part of the path down to the floor: what one walks through together.
    public var area: LocalizedName
    /// The rest of the path, e.g. the room in which a device stands; both empty where there is none.
    public var inside: LocalizedName
    /// The building (楼宇) that it lies in, else the topmost place above it; nil for a place of the first
    /// level.
    public var building: PlaceID?
    /// Out of force: the label outlived what it names.
    public var isRetired: Bool

    /// What stands between the places of a path.
    public static let pathSeparator = " › "

    /// - Parameter above: the campus first, without the place itself, with a device's place.
    init(
        target: LabelTarget, kind: String, isDevice: Bool, reference: String, name: LocalizedName,
        isRetired: Bool,
        above: [Place]
    ) {
        self.target = target
        self.kind = kind
        self.isDevice = isDevice
        self.reference = reference
        self.name = name
        self.isRetired = isRetired
        building = (above.first { $0.kind == .building } ?? above.first)?.id
        let walked = above.lastIndex { $0.kind.standsForContents }.map { $0 + 1 } ?? 0
        path = Self.names(above)
        area = Self.names(above.prefix(walked))
        inside = Self.names(above.dropFirst(walked))
    }

    private static func names(_ places: some Collection<Place>) -> LocalizedName {
        LocalizedName(
            zh: places.map { $0.name.text(in: "zh") }.joined(separator: pathSeparator),
            en: places.map { $0.name.text(in: "en") }.joined(separator: pathSeparator))
    }

    /// - Parameter path: the campus first, the place itself last.
    init(_ place: Place, path: [Place]) {
        self.init(
            target: .place(place.id), kind: place.kind.rawValue, isDevice: false, reference: place.reference,
            name: place.name, isRetired: place.retiredAt != nil, above: Array(path.dropLast()))
    }

    /// - Parameter path: the campus first, the place of installation last; empty for a device in store.
    init(_ device: Device, path: [Place]) {
        self.init(
            target: .device(device.id), kind: device.kind, isDevice: true, reference: device.reference,
            name: device.name, isRetired: device.retiredAt != nil, above: path)
    }
}
