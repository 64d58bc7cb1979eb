/// The network points at a place and below it, each with the switch on which it hangs.
public struct PlaceCabling: Hashable, Sendable {
    public var place: Place
    /// Points that are in force, by reference; a place that isn't a network point only where it has a cable.
    public var points: [Place]
    /// The switches of the points.
    public var switches: [DeviceID: Device]
}

extension Register {
    /// Anyone may ask.
    ///
    /// - Throws: `RegisterRefusal.unknownPlace`.
    public func cabling(of place: PlaceID) async throws -> PlaceCabling {
        let snapshot = try await store.snapshot()
        guard let found = snapshot.places[place] else { throw RegisterRefusal.unknownPlace(place) }
        let points = snapshot.places.values.filter { point in
            guard point.retiredAt == nil, point.kind == .networkPoint || point.uplink != nil else {
                return false
            }
            var above: Place? = point
            for _ in 0...InventoryLimits.levelsMax {
                guard let here = above else { return false }
                if here.id == place { return true }
                above = here.parent.flatMap { snapshot.places[$0] }
            }
            return false
        }
        let switches = Set(points.compactMap { $0.uplink?.port.device }).compactMap { snapshot.devices[$0] }
        return PlaceCabling(
            place: found, points: points.sorted { $0.reference < $1.reference },
            switches: Dictionary(switches.map { ($0.id, $0) }) { first, _ in first })
    }
}
