import Ledger

/// The events of an import, in the order in which they hold at every step, and the plan that people read.
///
/// Retirements go first (they free references), then new places from the top down, then what changes about
/// places from the top down (so that no step makes a cycle), then devices. Only references may collide on the
/// way, where rooms swap them.
struct ImportDraft {
    struct Step {
        var stream: StreamID
        var number: Int64
        var fact: RegisterFact
    }

    let matched: MatchedInventory
    let tree: InventoryTree
    var plan = ImportPlan()
    var steps: [Step] = []
    /// By row.
    private let placeIDs: [PlaceID]
    private let deviceIDs: [DeviceID]

    /// - Parameters:
    ///   - firstPlace: the number of the first new place; the others follow.
    ///   - firstDevice: the same for devices.
    init(
        _ matched: MatchedInventory, _ tree: InventoryTree, _ retirement: Retirement, firstPlace: Int64,
        firstDevice: Int64
    ) {
        self.matched = matched
        self.tree = tree
        var place = firstPlace
        placeIDs = matched.placeMatch.map { match in
            defer { place += match == nil ? 1 : 0 }
            return match ?? PlaceID(place)
        }
        var device = firstDevice
        deviceIDs = matched.deviceMatch.map { match in
            defer { device += match == nil ? 1 : 0 }
            return match ?? DeviceID(device)
        }
        retire(retirement)
        let rows = tree.rowsFromTheTop
        for row in rows where matched.placeMatch[row] == nil { addPlace(row) }
        for row in rows { if let id = matched.placeMatch[row] { updatePlace(row, id) } }
        for row in deviceIDs.indices { draftDevice(row) }
        draftCabling()
    }

    func placeID(of link: PlaceLink) -> PlaceID? {
        switch link {
        case .top: nil
        case .row(let row): placeIDs[row]
        case .existing(let id): id
        }
    }

    /// Kind and reference of a place as they will be.
    func words(of link: PlaceLink) -> (kind: PlaceKind, reference: String)? {
        switch link {
        case .top: nil
        case .row(let row): (matched.inventory.places[row].kind, matched.inventory.places[row].reference)
        case .existing(let id): matched.snapshot.places[id].map { ($0.kind, $0.reference) }
        }
    }

    func placeID(ofRow row: Int) -> PlaceID { placeIDs[row] }
    func deviceID(ofRow row: Int) -> DeviceID { deviceIDs[row] }

    /// Keeps a value that the source doesn't give, where the source knows nothing of it.
    func given<Value>(_ value: Value?, else kept: Value?) -> Value? {
        matched.inventory.absence == .keeps ? value ?? kept : value
    }

    private mutating func retire(_ retirement: Retirement) {
        let reason = Retired(reason: "not in the inventory any more")
        plan.keptForContents = retirement.kept.compactMap { matched.snapshot.places[$0]?.reference }
        for id in retirement.devices {
            guard let device = matched.snapshot.devices[id] else { continue }
            let stream = StreamID(.device, id.rawValue)
            steps.append(Step(stream: stream, number: device.revision + 1, fact: .deviceRetired(reason)))
            plan.changes.append(
                PlannedChange(
                    action: .retired, isDevice: true, kind: device.kind, reference: device.reference,
                    before: device.name.text(in: "zh")))
        }
        for id in retirement.places {
            guard let place = matched.snapshot.places[id] else { continue }
            let stream = StreamID(.place, id.rawValue)
            steps.append(Step(stream: stream, number: place.revision + 1, fact: .placeRetired(reason)))
            plan.changes.append(
                PlannedChange(
                    action: .retired, isDevice: false, kind: place.kind.rawValue, reference: place.reference,
                    before: place.name.text(in: "zh")))
        }
    }
}
