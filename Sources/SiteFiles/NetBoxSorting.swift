import Facility

/// The objects of a dump, sorted by what becomes of them.
struct NetBoxSorting {
    let mapping: NetBoxMapping
    var bad: [BadRow] = []
    private(set) var sites: [NetBoxObject] = []
    private(set) var locations: [NetBoxObject] = []
    private(set) var racks: [NetBoxObject] = []
    private(set) var devices: [NetBoxObject] = []
    private var frontPorts: [NetBoxObject] = []
    private var roles: [Int: NetBoxObject] = [:]
    private var types: [Int: NetBoxObject] = [:]
    private var manufacturers: [Int: NetBoxObject] = [:]
    /// What cables are traced by, beside the front ports.
    private var wiring: [NetBoxObject] = []
    private var skipped: [String: [NetBoxSkipReason: Int]] = [:]

    init(_ mapping: NetBoxMapping) { self.mapping = mapping }

    mutating func add(_ object: NetBoxObject) {
        switch object.model {
        case "dcim.site": sites.append(object)
        case "dcim.location": locations.append(object)
        case "dcim.rack": racks.append(object)
        case "dcim.device": devices.append(object)
        case "dcim.frontport": frontPorts.append(object)
        default:
            switch object.model {
            case "dcim.devicerole": roles[object.key] = object
            case "dcim.devicetype": types[object.key] = object
            case "dcim.manufacturer": manufacturers[object.key] = object
            case "dcim.cable", "dcim.cabletermination", "dcim.interface": wiring.append(object)
            default: break
            }
            skip(object, .init(model: object.model))
        }
    }

    private mutating func skip(_ object: NetBoxObject, _ reason: NetBoxSkipReason) {
        skipped[object.model, default: [:]][reason, default: 0] += 1
    }

    /// The front ports that are network points; the others are counted as skipped.
    private mutating func points() -> [NetBoxObject] {
        let panels = Dictionary(devices.map { ($0.key, $0) }) { first, _ in first }
        return frontPorts.filter { port in
            let role = port.link("device").flatMap { panels[$0] }.flatMap { self.role(of: $0) }
            guard let slug = role?.text("slug"), mapping.panelRoles.contains(slug) else {
                skip(port, .notAPanel)
                return false
            }
            guard mapping.portTypes.contains(port.text("type") ?? "") else {
                skip(port, .notA8P8CPort)
                return false
            }
            return true
        }
    }

    /// NetBox 3.6 renamed the field `device_role`.
    private func role(of device: NetBoxObject) -> NetBoxObject? {
        (device.link("role") ?? device.link("device_role")).flatMap { roles[$0] }
    }

    /// The word for a device's kind: its role's name.
    func kind(of device: NetBoxObject) -> String { role(of: device)?.text("name") ?? "device" }

    /// Manufacturer and model; nil where the dump has no such type.
    func model(of device: NetBoxObject) -> String? {
        guard let type = device.link("device_type").flatMap({ types[$0] }) else { return nil }
        let words = [
            type.link("manufacturer").flatMap { manufacturers[$0] }?.text("name"), type.text("model"),
        ]
        let text = words.compactMap(\.self).joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    mutating func reading(objectCount: Int) -> NetBoxReading {
        let points = points()
        var rows = NetBoxRows(self, points: points)
        rows.build()
        let devices = Dictionary(devices.map { ($0.key, $0) }) { first, _ in first }
        let cabling = NetBoxCabling(wiring + frontPorts).traced(points) { key in
            devices[key].flatMap { role(of: $0) }?.text("slug")?.contains("switch") ?? false
        }
        if let cabling {
            rows.inventory.cabling = cabling.0
            rows.inventory.badRows += cabling.bad
        }
        let lists = [sites, locations, racks, self.devices, points]
        let taken = zip(NetBoxDump.models, lists).map { ($0, $1.count) }.filter { $0.1 > 0 }
        let counts = skipped.flatMap { model, reasons in
            reasons.map { NetBoxReading.Skipped(model: model, reason: $0.key, count: $0.value) }
        }
        return NetBoxReading(
            inventory: rows.inventory, objectCount: objectCount,
            taken: Dictionary(uniqueKeysWithValues: taken),
            skipped: counts.sorted { ($0.model, $0.reason.rawValue) < ($1.model, $1.reason.rawValue) })
    }
}
