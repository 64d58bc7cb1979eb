import Ledger

/// What an import takes out of force: whatever its sources used to list and list no more.
struct Retirement {
    /// From the bottom up, so that nothing in force ever lies in a retired place.
    private(set) var places: [PlaceID] = []
    private(set) var devices: [DeviceID] = []
    private(set) var placeSet: Set<PlaceID> = []
    private(set) var deviceSet: Set<DeviceID> = []
    /// Missing places that stay, since something that stays lies in them.
    private(set) var kept: [PlaceID] = []

    /// Nothing.
    static let none = Retirement()

    private init() {}

    init(missingFrom matched: MatchedInventory, _ tree: InventoryTree) {
        let snapshot = matched.snapshot
        let sources = matched.inventory.sources
        for device in snapshot.devices.values
        where device.retiredAt == nil && matched.rowOfDevice[device.id] == nil {
            if device.externalIDs.contains(where: { sources.contains($0.source) }) {
                deviceSet.insert(device.id)
            }
        }
        var missing: [PlaceID] = []
        for place in snapshot.places.values
        where place.retiredAt == nil && matched.rowOfPlace[place.id] == nil {
            if place.externalIDs.contains(where: { sources.contains($0.source) }) { missing.append(place.id) }
        }
        let needed = Self.needed(matched, tree, missing: Set(missing), retiring: deviceSet)
        kept = missing.filter(needed.contains).sorted()
        placeSet = Set(missing).subtracting(needed)
        devices = deviceSet.sorted()
        places = placeSet.map { ($0, Self.depth(of: $0, snapshot)) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    }

    /// Missing places above anything that stays.
    private static func needed(
        _ matched: MatchedInventory, _ tree: InventoryTree, missing: Set<PlaceID>, retiring: Set<DeviceID>
    ) -> Set<PlaceID> {
        var needed: Set<PlaceID> = []
        func keep(_ start: PlaceLink) {
            var link = start
            while case .existing(let id) = link {
                if missing.contains(id), !needed.insert(id).inserted { return }
                link = matched.link(above: id)
            }
        }
        for parent in tree.parents { keep(parent) }
        for row in matched.inventory.devices {
            if let place = row.installedAt.flatMap({ matched.placeByID[$0] }),
                matched.rowOfPlace[place] == nil
            {
                keep(.existing(place))
            }
        }
        for place in matched.snapshot.places.values
        where place.retiredAt == nil && !missing.contains(place.id) && matched.rowOfPlace[place.id] == nil {
            keep(matched.link(above: place.id))
        }
        for device in matched.snapshot.devices.values
        where device.retiredAt == nil && !retiring.contains(device.id)
            && matched.rowOfDevice[device.id] == nil
        {
            if let place = device.installation?.place, matched.rowOfPlace[place] == nil {
                keep(.existing(place))
            }
        }
        return needed
    }

    private static func depth(of place: PlaceID, _ snapshot: RegisterSnapshot) -> Int {
        var depth = 0
        var next: PlaceID? = place
        while let id = next, depth <= InventoryLimits.levelsMax {
            depth += 1
            next = snapshot.places[id]?.parent
        }
        return depth
    }
}
