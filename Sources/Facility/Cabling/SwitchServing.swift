/// What hangs on one switch.
public struct SwitchServing: Hashable, Sendable {
    public var device: Device
    /// The points, by port, then reference.
    public var points: [Place]
    /// The places that the points are in, each once, by reference.
    public var rooms: [Place]
}

extension Register {
    /// The points on a switch and their rooms. Anyone may ask.
    ///
    /// - Throws: `RegisterRefusal.unknownDevice`.
    public func serving(_ device: DeviceID) async throws -> SwitchServing {
        guard let found = try await store.device(device) else { throw RegisterRefusal.unknownDevice(device) }
        let points = try await store.points(on: device)
        var rooms: [PlaceID: Place] = [:]
        for parent in Set(points.compactMap(\.parent)) {
            guard let room = try await store.path(to: parent).last(where: { $0.kind != .plate }) else {
                continue
            }
            rooms[room.id] = room
        }
        return SwitchServing(
            device: found, points: points, rooms: rooms.values.sorted { $0.reference < $1.reference })
    }
}

extension Place {
    /// By port, then reference: the order in which a switch's points are listed.
    public static func isPluggedBefore(_ left: Place, _ right: Place) -> Bool {
        let ports = (left.uplink?.port.port ?? "", right.uplink?.port.port ?? "")
        if ports.0 == ports.1 { return left.reference < right.reference }
        // Port 2 before port 10.
        return (ports.0.count, ports.0) < (ports.1.count, ports.1)
    }
}
