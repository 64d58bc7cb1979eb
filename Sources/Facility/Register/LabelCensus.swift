/// How the labels of everything in a part of the tree stand, at one moment, in walking order.
public struct LabelCensus: Sendable {
    /// One thing that bears a label.
    public struct Entry: Sendable {
        public var target: TargetDescription
        /// The places from the first level down to the target's own or, for a device, that of its installation.
        public var path: [PlaceID]
        public var standing: LabelStanding
        /// The live label that gave the standing: of several the one that needs most; nil: there is none.
        public var label: Label?
        public var kind: LabelledKind
    }

    public var entries: [Entry]
    /// Every place in force of the whole site.
    public let places: [PlaceID: Place]

    /// - Throws: `RegisterRefusal.unknownPlace`
    init(_ snapshot: RegisterSnapshot, in root: PlaceID?) throws(RegisterRefusal) {
        let walk = RegisterWalk(snapshot)
        let targets = if let root { try walk.subtree(root) } else { walk.site() }
        var labels: [LabelTarget: [Label]] = [:]
        for label in snapshot.labels.values where label.isLive {
            labels[label.target, default: []].append(label)
        }
        let places = snapshot.places.filter { $0.value.retiredAt == nil }
        self.places = places
        entries = targets.map { target in
            let standings = (labels[target.target] ?? []).map {
                ($0, LabelStanding($0, on: target))
            }
            let worst = standings.min { ($0.1, $0.0.id) < ($1.1, $1.0.id) }
            return Entry(
                target: target, path: Self.path(to: target.target, snapshot), standing: worst?.1 ?? .missing,
                label: worst?.0, kind: LabelledKind(target))
        }
    }

    private static func path(to target: LabelTarget, _ snapshot: RegisterSnapshot) -> [PlaceID] {
        var next: PlaceID? =
            switch target {
            case .place(let id): id
            case .device(let id): snapshot.devices[id]?.installation?.place
            case .blank: nil
            }
        var path: [PlaceID] = []
        while let id = next, path.count <= InventoryLimits.levelsMax {
            path.append(id)
            next = snapshot.places[id]?.parent
        }
        return path.reversed()
    }

    /// The entries of each campus, building or floor that stands right below a place, in walking order.
    ///
    /// - Parameter parent: nil: the places of the first level.
    public func parts(of parent: PlaceID?) -> [(place: Place, entries: [Entry])] {
        var found: [(place: Place, entries: [Entry])] = []
        var indexes: [PlaceID: Int] = [:]
        for entry in entries {
            guard let place = part(of: entry, below: parent) else { continue }
            if let index = indexes[place.id] {
                found[index].entries.append(entry)
            } else {
                indexes[place.id] = found.count
                found.append((place, [entry]))
            }
        }
        return found
    }

    /// The entries in a place that lie in none of its parts: on a floor the rooms and what is in them.
    public func loose(in parent: PlaceID) -> [Entry] {
        entries.filter { $0.path.contains(parent) && part(of: $0, below: parent) == nil }
    }

    private func part(of entry: Entry, below parent: PlaceID?) -> Place? {
        let index: Int
        if let parent {
            guard let above = entry.path.firstIndex(of: parent) else { return nil }
            index = above + 1
        } else {
            index = 0
        }
        guard entry.path.indices.contains(index), let place = places[entry.path[index]],
            parent == nil || place.kind.standsForContents
        else { return nil }
        return place
    }
}

extension Sequence<LabelCensus.Entry> {
    /// How many there are of each standing; nothing for those without any.
    public func tally() -> [LabelStanding: Int] {
        reduce(into: [:]) { $0[$1.standing, default: 0] += 1 }
    }
}

extension Register {
    /// How the labels of everything in a place stand.
    ///
    /// It needs no right, as `labelTargets` doesn't; whoever shows it leaves out what isn't the reader's.
    ///
    /// - Parameter place: nil: the whole site.
    /// - Throws: `RegisterRefusal.unknownPlace`, or what the store throws.
    public func labelCensus(in place: PlaceID?) async throws -> LabelCensus {
        try LabelCensus(try await store.snapshot(), in: place)
    }

    /// How certain labels stand, in that order; blank ones are left out.
    ///
    /// - Throws: `RegisterRefusal.unknownLabel`, or what the store throws.
    public func labelEntries(of codes: [LabelCode]) async throws -> [LabelCensus.Entry] {
        var entries: [LabelCensus.Entry] = []
        for code in codes {
            let label = try await label(code)
            guard label.target != .blank else { continue }
            let target = try await targetDescription(label.target)
            entries.append(
                LabelCensus.Entry(
                    target: target, path: try await path(to: label.target).map(\.id),
                    standing: LabelStanding(label, on: target), label: label, kind: LabelledKind(target)))
        }
        return entries
    }
}
