import Ledger

extension ImportDraft {
    /// Where a device will be installed; nil: in store.
    private func link(ofDevice row: Int) -> PlaceLink? {
        guard let id = matched.inventory.devices[row].installedAt else { return nil }
        return matched.placeRow[id].map(PlaceLink.row)
            ?? matched.placeByID[id].map { matched.rowOfPlace[$0].map(PlaceLink.row) ?? .existing($0) }
    }

    mutating func draftDevice(_ row: Int) {
        let wanted = matched.inventory.devices[row]
        let id = deviceID(ofRow: row)
        let now = matched.deviceMatch[row].flatMap { matched.snapshot.devices[$0] }
        var place = link(ofDevice: row)
        if place == nil, matched.inventory.absence == .keeps, let kept = now?.installation?.place {
            place = matched.rowOfPlace[kept].map(PlaceLink.row) ?? .existing(kept)
        }
        let device = device(id, wanted, now: now, at: place)
        if let now {
            update(device, from: now, to: place, wanted.line)
        } else {
            add(device, at: place, wanted.line)
        }
    }

    private func device(_ id: DeviceID, _ wanted: InventoryDevice, now: Device?, at place: PlaceLink?)
        -> Device
    {
        var name = wanted.name
        var isGenerated = false
        if name.isEmpty {
            if let now, matched.inventory.absence == .keeps, !now.isNameGenerated {
                name = now.name
            } else {
                let words = GeneratedName.words(forDevice: wanted.kind)
                name = GeneratedName.of(kind: words, reference: nil, in: place.flatMap { self.words(of: $0) })
                isGenerated = true
            }
        }
        return Device(
            id: id, kind: wanted.kind, reference: wanted.reference, name: name, isNameGenerated: isGenerated,
            model: given(wanted.model, else: now?.model),
            serialNumber: given(wanted.serialNumber, else: now?.serialNumber),
            externalIDs: now?.externalIDs ?? [wanted.externalID])
    }

    private mutating func add(_ device: Device, at place: PlaceLink?, _ line: Int) {
        let stream = StreamID(.device, device.id.rawValue)
        steps.append(Step(stream: stream, number: 1, fact: .deviceAdded(device)))
        if let place, let id = placeID(of: place) {
            steps.append(Step(stream: stream, number: 2, fact: .deviceInstalled(DeviceInstalled(place: id))))
        }
        plan(.added, device, line, before: nil, after: device.name.text(in: "zh"))
    }

    private mutating func update(_ device: Device, from now: Device, to place: PlaceLink?, _ line: Int) {
        let stream = StreamID(.device, device.id.rawValue)
        var facts: [RegisterFact] = []
        if planDifferences(device, now, line) { facts.append(.deviceChanged(device)) }
        let next = place.flatMap { placeID(of: $0) }
        if next != now.installation?.place {
            facts.append(.deviceInstalled(DeviceInstalled(place: next)))
            let before = now.installation.flatMap { matched.snapshot.places[$0.place]?.reference }
            plan(.moved, device, line, before: before, after: place.flatMap { words(of: $0)?.reference })
        }
        if facts.isEmpty { plan.unchanged += 1 }
        for (offset, fact) in facts.enumerated() {
            steps.append(Step(stream: stream, number: now.revision + 1 + Int64(offset), fact: fact))
        }
    }

    /// Lists what is different but for the installation.
    ///
    /// - Returns: whether anything is.
    private mutating func planDifferences(_ device: Device, _ now: Device, _ line: Int) -> Bool {
        var isDifferent = false
        if device.reference != now.reference {
            plan(.renumbered, device, line, before: now.reference, after: device.reference)
            isDifferent = true
        }
        if device.name != now.name || device.isNameGenerated != now.isNameGenerated {
            plan(.renamed, device, line, before: now.name.text(in: "zh"), after: device.name.text(in: "zh"))
            isDifferent = true
        }
        let before = [now.kind, now.model ?? "", now.serialNumber ?? ""]
        let after = [device.kind, device.model ?? "", device.serialNumber ?? ""]
        if before != after {
            let changed = before.indices.filter { before[$0] != after[$0] }
            plan(
                .changed, device, line, before: changed.map { before[$0] }.joined(separator: ", "),
                after: changed.map { after[$0] }.joined(separator: ", "))
            isDifferent = true
        }
        return isDifferent
    }

    private mutating func plan(
        _ action: PlannedChange.Action, _ device: Device, _ line: Int, before: String?, after: String?
    ) {
        let isNamed = action == .added || action == .renamed
        plan.changes.append(
            PlannedChange(
                action: action, line: line, isDevice: true, kind: device.kind, reference: device.reference,
                before: before, after: after,
                generatedName: isNamed && device.isNameGenerated ? device.name : nil))
    }
}
