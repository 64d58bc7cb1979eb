import Ledger

extension Register {
    /// What bears a label in a scope, in walking order: rooms, telecom closets, racks, plates, network points
    /// without a plate, mounting positions, and devices that are mounted anywhere but at a mounting position.
    ///
    /// It needs no right: it tells nothing that a label on the wall doesn't.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownReference`; or what the store throws.
    public func labelTargets(in scope: LabelScope) async throws -> [TargetDescription] {
        switch scope {
        case .site: return RegisterWalk(try await store.snapshot()).site()
        case .subtree(let id): return try RegisterWalk(try await store.snapshot()).subtree(id)
        case .references(let references): return try await labelTargets(references)
        }
    }

    private func labelTargets(_ references: [String]) async throws -> [TargetDescription] {
        var walk: RegisterWalk?
        var found: [TargetDescription] = []
        for reference in references {
            guard let target = try await store.target(reference: reference) else {
                throw RegisterRefusal.unknownReference(reference)
            }
            if case .place(let id) = target, try await store.place(id)?.kind.standsForContents == true {
                let prepared = if let walk { walk } else { RegisterWalk(try await store.snapshot()) }
                walk = prepared
                found += try prepared.subtree(id)
            } else {
                found.append(try await targetDescription(target))
            }
        }
        var seen: Set<LabelTarget> = []
        return found.filter { seen.insert($0.target).inserted }
    }

    /// Name, path and reference of a label's target, in both scripts.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownDevice`, `.blankOrder` for `.blank`, which has
    ///   nothing to describe; or what the store throws.
    public func targetDescription(_ target: LabelTarget) async throws -> TargetDescription {
        switch target {
        case .place(let id):
            let path = try await store.path(to: id)
            guard let place = path.last else { throw RegisterRefusal.unknownPlace(id) }
            let children = place.kind == .plate ? try await store.children(of: id) : []
            return TargetDescription(place, path: path, children: children)
        case .device(let id):
            guard let device = try await store.device(id) else { throw RegisterRefusal.unknownDevice(id) }
            return TargetDescription(device, path: try await path(to: target))
        case .blank: throw RegisterRefusal.blankOrder
        }
    }
}
