extension MatchedInventory {
    /// Checks that every cable runs from a place to a device that will be there, and each point has one.
    mutating func checkCabling() {
        guard let cabling = inventory.cabling else { return }
        let places = names(
            snapshot.places.values.filter { $0.retiredAt == nil }.map { ($0.reference, $0.externalIDs) },
            inventory.places.map { ($0.reference, $0.externalID) })
        let devices = names(
            snapshot.devices.values.filter { $0.retiredAt == nil }.map { ($0.reference, $0.externalIDs) },
            inventory.devices.map { ($0.reference, $0.externalID) })
        var first: [InventoryCable.Name: Int] = [:]
        for cable in cabling.cables {
            if let line = first[cable.point] {
                bad.append(
                    BadRow(
                        line: cable.line, column: "point", problem: .duplicate(firstLine: line),
                        found: cable.point.text))
            }
            first[cable.point] = first[cable.point] ?? cable.line
            if !places.contains(cable.point) { add(cable, "point", .unknownPoint, cable.point.text) }
            if !devices.contains(cable.device) { add(cable, "switch", .unknownSwitch, cable.device.text) }
            if cable.port.isEmpty { add(cable, "port", .missing, "") }
            if cable.port.count > InventoryLimits.referenceMax {
                add(cable, "port", .tooLong(charactersMax: InventoryLimits.referenceMax), cable.port)
            }
        }
    }

    private mutating func add(
        _ cable: InventoryCable, _ column: String, _ problem: RowProblem, _ found: String
    ) {
        bad.append(BadRow(line: cable.line, column: column, problem: problem, found: found))
    }

    private func names(
        _ known: [(String, [ExternalID])], _ rows: [(String, ExternalID)]
    ) -> Set<InventoryCable.Name> {
        var names: Set<InventoryCable.Name> = []
        for (reference, ids) in known {
            names.insert(.reference(reference))
            names.formUnion(ids.map { .id($0) })
        }
        for (reference, id) in rows {
            names.insert(.reference(reference))
            names.insert(.id(id))
        }
        return names
    }
}

extension InventoryCable.Name {
    /// As it stands in the source.
    var text: String {
        switch self {
        case .id(let id): id.id
        case .reference(let reference): reference
        }
    }
}
