import Ledger

/// An inventory beside the register: which row is which place or device in force, and what is wrong so far.
///
/// Every step is linear in rows plus register, so that 50,000 rooms are planned in about a second.
struct MatchedInventory {
    let inventory: Inventory
    let snapshot: RegisterSnapshot
    var bad: [BadRow]
    /// Row by external id; of a repeated id the first.
    private(set) var placeRow: [ExternalID: Int] = [:]
    private(set) var deviceRow: [ExternalID: Int] = [:]
    /// The place in force that a row is about; nil: new.
    private(set) var placeMatch: [PlaceID?] = []
    private(set) var deviceMatch: [DeviceID?] = []
    /// The other way round.
    private(set) var rowOfPlace: [PlaceID: Int] = [:]
    private(set) var rowOfDevice: [DeviceID: Int] = [:]
    /// Places in force by external id.
    private(set) var placeByID: [ExternalID: PlaceID] = [:]
    private var deviceByID: [ExternalID: DeviceID] = [:]
    /// Places in force by their reference now.
    private(set) var placeByReference: [String: PlaceID] = [:]

    init(_ inventory: Inventory, _ snapshot: RegisterSnapshot) {
        self.inventory = inventory
        self.snapshot = snapshot
        bad = inventory.badRows
        indexRegister()
        matchPlaces()
        matchDevices()
    }

    private mutating func indexRegister() {
        for place in snapshot.places.values where place.retiredAt == nil {
            for id in place.externalIDs { placeByID[id] = place.id }
            placeByReference[place.reference] = place.id
        }
        for device in snapshot.devices.values where device.retiredAt == nil {
            for id in device.externalIDs { deviceByID[id] = device.id }
        }
    }

    private mutating func matchPlaces() {
        placeRow.reserveCapacity(inventory.places.count)
        placeMatch.reserveCapacity(inventory.places.count)
        var renumbering = Renumbering(inventory, snapshot, placeByID, placeByReference)
        for (index, row) in inventory.places.enumerated() {
            var match = renumbering.place(of: row)
            if let first = placeRow[row.externalID] {
                bad.append(
                    BadRow(row.line, .id, .duplicate(firstLine: line(ofPlace: first)), row.externalID.id))
                match = nil
            } else {
                placeRow[row.externalID] = index
            }
            if deviceByID[row.externalID] != nil {
                bad.append(BadRow(row.line, .id, .otherSort, row.externalID.id))
            }
            if let id = match {
                if let first = rowOfPlace[id] {
                    bad.append(renumbering.conflict(of: row, with: inventory.places[first]))
                } else {
                    rowOfPlace[id] = index
                }
            }
            placeMatch.append(match)
        }
        bad += renumbering.bad
        checkKeys()
    }

    /// Checks that a renumbered place takes its new key from nobody who keeps it.
    private mutating func checkKeys() {
        for (index, row) in inventory.places.enumerated() where row.previousReference != nil {
            guard let match = placeMatch[index], let owner = placeByID[row.externalID], owner != match else {
                continue
            }
            let next = rowOfPlace[owner].flatMap {
                snapshot.places[owner]?.externalIDs(after: inventory.places[$0])
            }
            if next?.contains(row.externalID) ?? true {
                bad.append(BadRow(row.line, .reference, .taken, row.externalID.id))
            }
        }
    }

    private mutating func matchDevices() {
        deviceMatch.reserveCapacity(inventory.devices.count)
        for (index, row) in inventory.devices.enumerated() {
            var match = deviceByID[row.externalID]
            let first = deviceRow[row.externalID].map { inventory.devices[$0].line }
            if let first = first ?? placeRow[row.externalID].map({ line(ofPlace: $0) }) {
                bad.append(BadRow(row.line, .id, .duplicate(firstLine: first), row.externalID.id))
                match = nil
            } else {
                deviceRow[row.externalID] = index
            }
            if placeByID[row.externalID] != nil {
                bad.append(BadRow(row.line, .id, .otherSort, row.externalID.id))
            }
            if let id = match {
                if let first = rowOfDevice[id] {
                    let problem = RowProblem.duplicate(firstLine: inventory.devices[first].line)
                    bad.append(BadRow(row.line, .id, problem, row.externalID.id))
                } else {
                    rowOfDevice[id] = index
                }
            }
            deviceMatch.append(match)
        }
    }

    private func line(ofPlace row: Int) -> Int { inventory.places[row].line }
}
