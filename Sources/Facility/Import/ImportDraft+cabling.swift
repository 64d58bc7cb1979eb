import Ledger

extension ImportDraft {
    /// What the cables change: at most one fact a point, after everything else that happens to it.
    mutating func draftCabling() {
        guard let cabling = matched.inventory.cabling else { return }
        let places = placesAfterwards()
        let devices = devicesAfterwards()
        var counts: [StreamID: Int64] = [:]
        for step in steps { counts[step.stream, default: 0] += 1 }
        var listed: Set<PlaceID> = []
        for cable in cabling.cables {
            guard let point = places[cable.point], let device = devices[cable.device] else { continue }
            listed.insert(point)
            let now = matched.snapshot.places[point]?.uplink
            let port = SwitchPort(device: device, port: cable.port)
            if now?.port == port { continue }
            cabled(point, port, cabling.source, cable.line, after: counts)
        }
        let gone = matched.snapshot.places.values.filter { place in
            place.uplink?.source == cabling.source && !listed.contains(place.id) && place.retiredAt == nil
        }
        for place in gone.sorted(by: { $0.id < $1.id }) {
            cabled(place.id, nil, cabling.source, nil, after: counts)
        }
    }

    private mutating func cabled(
        _ point: PlaceID, _ port: SwitchPort?, _ source: String, _ line: Int?, after counts: [StreamID: Int64]
    ) {
        let stream = StreamID(.place, point.rawValue)
        let place = matched.snapshot.places[point]
        let row = matched.rowOfPlace[point].map { matched.inventory.places[$0] }
        let number = (place?.revision ?? 0) + (counts[stream] ?? 0) + 1
        steps.append(
            Step(stream: stream, number: number, fact: .placeCabled(PlaceCabled(port: port, source: source))))
        plan.changes.append(
            PlannedChange(
                action: .cabled, line: line, isDevice: false,
                kind: row?.kind.rawValue ?? place?.kind.rawValue ?? PlaceKind.networkPoint.rawValue,
                reference: row?.reference ?? place?.reference ?? "",
                before: place?.uplink?.port.port, after: port?.port))
    }

    /// Every place that a cable may name, as it is called once the import is done.
    private func placesAfterwards() -> [InventoryCable.Name: PlaceID] {
        var found: [InventoryCable.Name: PlaceID] = [:]
        for place in matched.snapshot.places.values where place.retiredAt == nil {
            if matched.rowOfPlace[place.id] == nil { found[.reference(place.reference)] = place.id }
            for id in place.externalIDs { found[.id(id)] = place.id }
        }
        for (index, row) in matched.inventory.places.enumerated() {
            found[.reference(row.reference)] = placeID(ofRow: index)
            found[.id(row.externalID)] = placeID(ofRow: index)
        }
        return found
    }

    private func devicesAfterwards() -> [InventoryCable.Name: DeviceID] {
        var found: [InventoryCable.Name: DeviceID] = [:]
        for device in matched.snapshot.devices.values where device.retiredAt == nil {
            if matched.rowOfDevice[device.id] == nil { found[.reference(device.reference)] = device.id }
            for id in device.externalIDs { found[.id(id)] = device.id }
        }
        for (index, row) in matched.inventory.devices.enumerated() {
            found[.reference(row.reference)] = deviceID(ofRow: index)
            found[.id(row.externalID)] = deviceID(ofRow: index)
        }
        return found
    }
}
