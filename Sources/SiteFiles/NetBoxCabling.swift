import Facility

/// Traces the cables of a dump from network points to the switches at which they end.
///
/// A point is a front port: its own cable is followed, and that behind it, from its rear port. A front port of another
/// panel leads to its rear port's cable, a rear port to the cable of the front port at the same position. What ends at no
/// interface (a circuit, a power outlet, nothing) leads to no switch.
struct NetBoxCabling {
    /// One end of a cable.
    private struct End: Hashable {
        var model: String
        var key: Int
    }

    /// Panels that one path runs through, at most: more is a loop.
    private static let stepsMax = 32

    private var bad: [BadRow] = []
    /// By cable, the ends at its side A and its side B.
    private var cables: [Int: [String: [End]]] = [:]
    private var sides: [End: (cable: Int, side: String)] = [:]
    private var rearPorts: [Int: (rear: Int, position: Int)] = [:]
    private var frontPorts: [Int: [Int: Int]] = [:]
    private var interfaces: [Int: NetBoxObject] = [:]
    private var terminations: [End: NetBoxObject] = [:]
    private var hasCables = false

    static let models: Set = ["dcim.cable", "dcim.cabletermination"]
    static let source = NetBoxObject.source("dcim.cable")

    /// - Parameter objects: of any model; the others are passed over.
    init(_ objects: [NetBoxObject]) {
        for object in objects {
            switch object.model {
            case "dcim.cable":
                hasCables = true
                addOld(object)
            case "dcim.cabletermination": add(object)
            case "dcim.frontport":
                guard let rear = object.link("rear_port") else { continue }
                let position = object.link("rear_port_position") ?? 1
                rearPorts[object.key] = (rear, position)
                frontPorts[rear, default: [:]][position] = object.key
            case "dcim.interface": interfaces[object.key] = object
            default: continue
            }
        }
    }

    private mutating func add(_ termination: NetBoxObject) {
        guard let cable = termination.link("cable"), let key = termination.link("termination_id"),
            let side = termination.text("cable_end")
        else {
            let missing = ["cable", "termination_id"].first { termination.link($0) == nil } ?? "cable_end"
            bad.append(
                BadRow(
                    line: termination.line, column: missing, problem: .malformedObject(missing),
                    found: termination.model))
            return
        }
        guard let model = termination.contentType("termination_type") else { return }
        add(End(model: model, key: key), to: cable, side, termination)
    }

    /// Until NetBox 3.2 a cable named its two ends itself.
    private mutating func addOld(_ cable: NetBoxObject) {
        for (side, name) in [("A", "termination_a"), ("B", "termination_b")] {
            guard let key = cable.link(name + "_id"), let model = cable.contentType(name + "_type") else {
                continue
            }
            add(End(model: model, key: key), to: cable.key, side, cable)
        }
    }

    private mutating func add(_ end: End, to cable: Int, _ side: String, _ object: NetBoxObject) {
        cables[cable, default: [:]][side, default: []].append(end)
        sides[end] = (cable, side)
        terminations[end] = object
    }

    /// All cables from these points to switches.
    ///
    /// - Parameters:
    ///   - points: front ports.
    ///   - isSwitch: whether a device, by its key, is one: where a point's two cables both end at interfaces, the switch
    ///     is the one meant.
    /// - Returns: nil where the dump has no cables at all: then it says nothing of them.
    func traced(_ points: [NetBoxObject], isSwitch: (Int) -> Bool) -> (InventoryCabling, bad: [BadRow])? {
        guard hasCables else { return nil }
        var cables: [InventoryCable] = []
        for point in points {
            let own = End(model: "dcim.frontport", key: point.key)
            var found = [far(from: own), rear(of: point.key).flatMap { far(from: $0.end, at: $0.position) }]
                .compactMap(\.self)
            found.sort { isSwitch($0.device) && !isSwitch($1.device) }
            guard let first = found.first else { continue }
            let device = ExternalID(source: NetBoxObject.source("dcim.device"), id: String(first.device))
            cables.append(
                InventoryCable(
                    line: terminations[first.end]?.line ?? point.line, point: .id(point.externalID),
                    device: .id(device), port: first.port))
        }
        cables.sort { $0.line < $1.line }
        return (InventoryCabling(source: Self.source, cables: cables), bad)
    }

    private typealias Found = (end: End, device: Int, port: String)

    private func rear(of front: Int) -> (end: End, position: Int)? {
        rearPorts[front].map { (End(model: "dcim.rearport", key: $0.rear), $0.position) }
    }

    /// Follows the cable that is plugged in at an end.
    ///
    /// - Parameter position: at a rear port, which of its fibres or pairs is followed.
    private func far(from start: End, at first: Int = 1) -> Found? {
        var (end, position) = (start, first)
        for _ in 0..<Self.stepsMax {
            guard let (cable, side) = sides[end],
                let others = cables[cable]?.first(where: { $0.key != side })?.value
            else { return nil }
            if let interface = others.first(where: { $0.model == "dcim.interface" }) {
                guard let object = interfaces[interface.key], let device = object.link("device") else {
                    return nil
                }
                return (interface, device, object.text("name") ?? String(interface.key))
            }
            guard let other = others.first(where: { $0.model.hasSuffix("port") }) else { return nil }
            switch other.model {
            case "dcim.frontport":
                guard let rear = rear(of: other.key) else { return nil }
                (end, position) = rear
            case "dcim.rearport":
                guard let front = frontPorts[other.key]?[position] else { return nil }
                end = End(model: "dcim.frontport", key: front)
            default: return nil
            }
        }
        return nil
    }
}
