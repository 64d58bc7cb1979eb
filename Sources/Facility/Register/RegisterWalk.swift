import Ledger

/// A walk through a snapshot, place by place as one walks: siblings by order, then reference.
struct RegisterWalk {
    private let snapshot: RegisterSnapshot
    private var children: [PlaceID: [Place]] = [:]
    private var tops: [Place] = []
    private var devices: [PlaceID: [Device]] = [:]

    init(_ snapshot: RegisterSnapshot) {
        self.snapshot = snapshot
        for place in snapshot.places.values where place.retiredAt == nil {
            if let parent = place.parent {
                children[parent, default: []].append(place)
            } else {
                tops.append(place)
            }
        }
        tops.sort(by: Place.isWalkedBefore)
        for key in children.keys { children[key]?.sort(by: Place.isWalkedBefore) }
        for device in snapshot.devices.values where device.retiredAt == nil {
            if let place = device.installation?.place { devices[place, default: []].append(device) }
        }
        for key in devices.keys { devices[key]?.sort { $0.reference < $1.reference } }
    }

    /// Everything that bears a label, from the top.
    func site() -> [TargetDescription] {
        var found: [TargetDescription] = []
        for top in tops { visit(top, above: [], &found) }
        return found
    }

    /// Everything that bears a label in a place, the place itself included.
    func subtree(_ id: PlaceID) throws(RegisterRefusal) -> [TargetDescription] {
        guard let place = snapshot.places[id] else { throw .unknownPlace(id) }
        var found: [TargetDescription] = []
        visit(place, above: Array(path(to: place).dropLast()), &found)
        return found
    }

    /// The campus first, the place itself last.
    private func path(to place: Place) -> [Place] {
        var path = [place]
        while let parent = path.last?.parent.flatMap({ snapshot.places[$0] }),
            path.count <= InventoryLimits.levelsMax
        {
            path.append(parent)
        }
        return path.reversed()
    }

    private func visit(_ place: Place, above: [Place], _ found: inout [TargetDescription]) {
        let path = above + [place]
        if place.kind.bearsLabel {
            found.append(TargetDescription(place, path: path, children: children[place.id] ?? []))
        }
        // A device at a mounting position is reached by the position's label, which outlives the device.
        if place.kind != .mountingPosition {
            for device in devices[place.id] ?? [] { found.append(TargetDescription(device, path: path)) }
        }
        for child in children[place.id] ?? [] {
            if place.kind == .plate, child.kind == .networkPoint { continue }
            visit(child, above: path, &found)
        }
    }
}

extension Place {
    /// Walking order among siblings: by order, those without one after them, then by reference.
    public static func isWalkedBefore(_ left: Place, _ right: Place) -> Bool {
        (left.order ?? .max, left.reference) < (right.order ?? .max, right.reference)
    }
}
