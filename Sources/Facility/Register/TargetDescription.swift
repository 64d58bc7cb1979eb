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
        path = LocalizedName(
            zh: above.map { $0.name.text(in: "zh") }.joined(separator: Self.pathSeparator),
            en: above.map { $0.name.text(in: "en") }.joined(separator: Self.pathSeparator))
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
