import Facility

/// Turns sorted objects into rows of an inventory.
struct NetBoxRows {
    let sorted: NetBoxSorting
    let points: [NetBoxObject]
    var inventory: Inventory
    private var references = NetBoxReferences()
    private var siteNames: [Int: String] = [:]

    init(_ sorted: NetBoxSorting, points: [NetBoxObject]) {
        self.sorted = sorted
        self.points = points
        inventory = Inventory(
            sources: Set(NetBoxDump.models.map(NetBoxObject.source)), absence: .keeps, badRows: sorted.bad)
    }

    mutating func build() {
        siteNames = Dictionary(sorted.sites.map { ($0.key, $0.text("name") ?? "site \($0.key)") }) {
            first, _ in first
        }
        // A nameless device is called after its place, and a point after its panel: those come first.
        references.assign(
            sorted.sites.map { wish($0, "s") } + sorted.locations.map { wish($0, "l") }
                + sorted.racks.map { wish($0, "r") }
                + sorted.devices.filter { $0.text("name") != nil }.map { wish($0, "d") })
        references.assign(sorted.devices.filter { $0.text("name") == nil }.map(wish(ofNameless:)))
        references.assign(points.map(wish(ofPoint:)))
        addSites()
        addLocations()
        addRacks()
        addDevices()
        addPoints()
    }

    // MARK: References

    private func wish(_ object: NetBoxObject, _ letter: String) -> NetBoxReferences.Wish {
        let name = object.text("name") ?? object.model
        let site = object.link("site").flatMap { siteNames[$0] }
        return .init(
            id: object.externalID, short: name, long: site.map { "\($0)/\(name)" } ?? name,
            mark: "\(letter)\(object.key)")
    }

    private func wish(ofNameless device: NetBoxObject) -> NetBoxReferences.Wish {
        let place = home(of: device).flatMap { references.references[$0] }
        let text = (place.map { $0 + "/" } ?? "") + sorted.kind(of: device)
        let site = device.link("site").flatMap { siteNames[$0] }
        let isLong = site.map { text.hasPrefix($0 + "/") } ?? true
        return .init(
            id: device.externalID, short: text, long: isLong ? text : "\(site ?? "")/\(text)",
            mark: "d\(device.key)")
    }

    private func wish(ofPoint port: NetBoxObject) -> NetBoxReferences.Wish {
        let panel = port.link("device").map {
            ExternalID(source: NetBoxObject.source("dcim.device"), id: String($0))
        }
        let text = "\(panel.flatMap { references.references[$0] } ?? "panel")/\(port.text("name") ?? "port")"
        return .init(id: port.externalID, short: text, long: text, mark: "p\(port.key)")
    }

    private func reference(_ object: NetBoxObject) -> String {
        references.references[object.externalID] ?? ""
    }

    // MARK: Places

    private static func name(_ text: String?) -> LocalizedName {
        guard let text else { return LocalizedName() }
        return text.hasHanCharacter ? LocalizedName(zh: text) : LocalizedName(en: text)
    }

    private func id(_ model: String, _ key: Int) -> ExternalID {
        ExternalID(source: NetBoxObject.source(model), id: String(key))
    }

    /// Rack, else location, else site.
    private func home(of object: NetBoxObject) -> ExternalID? {
        object.link("rack").map { id("dcim.rack", $0) } ?? object.link("location").map {
            id("dcim.location", $0)
        }
            ?? object.link("site").map { id("dcim.site", $0) }
    }

    /// - Returns: nil, and a bad row, where the object lies nowhere.
    private mutating func demandHome(of object: NetBoxObject) -> ExternalID? {
        if let home = home(of: object) { return home }
        inventory.badRows.append(
            BadRow(line: object.line, column: "site", problem: .malformedObject("site"), found: object.model))
        return nil
    }

    private mutating func addSites() {
        for site in sorted.sites {
            inventory.places.append(
                InventoryPlace(
                    line: site.line, externalID: site.externalID, parent: nil, kind: .campus,
                    reference: reference(site), name: Self.name(site.text("name")),
                    timeZone: site.text("time_zone")))
        }
    }

    private mutating func addLocations() {
        let parents = Set(sorted.locations.compactMap { $0.link("parent") })
        let parentOf = Dictionary(sorted.locations.map { ($0.key, $0.link("parent")) }) { first, _ in first }
        for location in sorted.locations {
            guard let site = demandHome(of: location) else { continue }
            var depth = 0
            var above = location.link("parent")
            while let key = above, depth < InventoryLimits.levelsMax {
                depth += 1
                above = parentOf[key] ?? nil
            }
            let kind: PlaceKind =
                if !parents.contains(location.key) { .room } else if depth == 0 {
                    .building
                } else if depth == 1 { .floor } else { .zone }
            inventory.places.append(
                InventoryPlace(
                    line: location.line, externalID: location.externalID,
                    parent: location.link("parent").map { id("dcim.location", $0) } ?? site, kind: kind,
                    reference: reference(location), name: Self.name(location.text("name"))))
        }
    }

    private mutating func addRacks() {
        for rack in sorted.racks {
            guard let home = demandHome(of: rack) else { continue }
            inventory.places.append(
                InventoryPlace(
                    line: rack.line, externalID: rack.externalID, parent: home, kind: .rack,
                    reference: reference(rack), name: Self.name(rack.text("name"))))
        }
    }

    /// Status words of devices that hang nowhere yet, or no more.
    private static let storedStatuses: Set = ["planned", "inventory", "decommissioning"]

    private mutating func addDevices() {
        for device in sorted.devices {
            guard let home = demandHome(of: device) else { continue }
            let isStored = Self.storedStatuses.contains(device.text("status") ?? "")
            inventory.devices.append(
                InventoryDevice(
                    line: device.line, externalID: device.externalID, kind: sorted.kind(of: device),
                    reference: reference(device), name: Self.name(device.text("name")),
                    model: sorted.model(of: device), serialNumber: device.text("serial"),
                    installedAt: isStored ? nil : home))
        }
    }

    /// Points follow their panels, and in a panel NetBox's own sort key, which has every number padded with
    /// zeros.
    private mutating func addPoints() {
        let panels = Dictionary(sorted.devices.map { ($0.key, $0) }) { first, _ in first }
        let inOrder = points.sorted {
            ($0.link("device") ?? 0, $0.text("_name") ?? "", $0.key) < (
                $1.link("device") ?? 0, $1.text("_name") ?? "", $1.key
            )
        }
        for (index, port) in inOrder.enumerated() {
            guard let panel = port.link("device").flatMap({ panels[$0] }), let home = home(of: panel) else {
                continue
            }
            let words = [
                panel.text("name") ?? sorted.kind(of: panel), port.text("label") ?? port.text("name"),
            ]
            inventory.places.append(
                InventoryPlace(
                    line: port.line, externalID: port.externalID, parent: home, kind: .networkPoint,
                    reference: reference(port),
                    name: Self.name(words.compactMap(\.self).joined(separator: " ")),
                    order: index + 1))
        }
    }
}

extension String {
    /// Whether a CJK ideograph is in it.
    fileprivate var hasHanCharacter: Bool { unicodeScalars.contains { $0.properties.isIdeographic } }
}
