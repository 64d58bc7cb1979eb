import Facility
public import Ledger

/// What the command line asks about cables, each thing named by its display reference.
public enum CablingRequest: Codable, Sendable {
    case place(String)
    case device(String)
}

/// Network points with their switches.
public struct CablingReport: Codable, Sendable {
    public struct Line: Codable, Sendable {
        /// The point's reference.
        public var point: String
        /// The place that it is in, a plate passed over; nil: none.
        public var room: String?
        /// The switch's reference; nil: it hangs on none that is known.
        public var device: String?
        public var port: String?
        /// Who says so, e.g. `netbox/dcim.cable`.
        public var source: String?
        public var since: Instant?
    }

    /// The reference of the place or switch.
    public var subject: String
    public var lines: [Line]
    /// Rooms of all points, by reference.
    public var rooms: [String]
}

extension OperatorDesk {
    func cabling(_ request: CablingRequest) async throws -> CablingReport {
        switch request {
        case .place(let reference):
            let cabling = try await register.cabling(of: try await place(reference))
            return try await report(cabling.place.reference, cabling.points, cabling.switches)
        case .device(let reference):
            let id = try await device(reference)
            let serving = try await register.serving(id)
            return try await report(
                serving.device.reference, serving.points, [id: serving.device])
        }
    }

    private func report(
        _ subject: String, _ points: [Place], _ switches: [DeviceID: Device]
    ) async throws -> CablingReport {
        var rooms: [PlaceID: String?] = [:]
        var lines: [CablingReport.Line] = []
        for point in points {
            if let parent = point.parent, rooms[parent] == nil {
                let room = try await store.path(to: parent).last { $0.kind != .plate }
                rooms[parent] = .some(room?.reference)
            }
            lines.append(
                CablingReport.Line(
                    point: point.reference, room: point.parent.flatMap { rooms[$0] ?? nil },
                    device: point.uplink.flatMap { switches[$0.port.device]?.reference },
                    port: point.uplink?.port.port, source: point.uplink?.source,
                    since: point.uplink?.since))
        }
        return CablingReport(
            subject: subject, lines: lines, rooms: Set(lines.compactMap(\.room)).sorted())
    }
}
