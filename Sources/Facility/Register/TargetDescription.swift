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
    /// Of a wall plate: its network points (信息点) in force, in walking order, as they are numbered on it.
    public var points: [String] = []

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

    /// - Parameters:
    ///   - path: the campus first, the place itself last.
    ///   - children: places in force right below it.
    init(_ place: Place, path: [Place], children: [Place]) {
        self.init(
            target: .place(place.id), kind: place.kind.rawValue, isDevice: false, reference: place.reference,
            name: place.name, isRetired: place.retiredAt != nil, above: Array(path.dropLast()))
        guard place.kind == .plate else { return }
        points = children.filter { $0.kind == .networkPoint }.map { $0.reference(within: place) }
    }

    /// - Parameter path: the campus first, the place of installation last; empty for a device in store.
    init(_ device: Device, path: [Place]) {
        self.init(
            target: .device(device.id), kind: device.kind, isDevice: true, reference: device.reference,
            name: device.name, isRetired: device.retiredAt != nil, above: path)
    }
}

extension Place {
    /// Its reference without the parts that it shares with its parent's: on plate `M-101-A` the points `M-101-A1` and
    /// `M-101-A/2` are `A1` and `2`, as they are numbered there.
    fileprivate func reference(within parent: Place) -> String {
        func isSeparator(_ character: Character) -> Bool { !character.isLetter && !character.isNumber }
        let shared = reference.prefix(zip(reference, parent.reference).prefix { $0 == $1 }.count)
        var rest = reference.dropFirst(shared.count)
        if let next = rest.first, isSeparator(next) {
            rest = rest.dropFirst()
        } else {
            let end = shared.lastIndex(where: isSeparator).map { shared.index(after: $0) }
            rest = reference[(end ?? shared.startIndex)...]
        }
        return rest.isEmpty ? reference : String(rest)
    }
}
