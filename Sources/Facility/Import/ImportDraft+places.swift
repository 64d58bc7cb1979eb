import Ledger

extension ImportDraft {
    /// A name as it will be, and whether Mendmark made it up.
    private func name(of row: Int, now place: Place?) -> (name: LocalizedName, isGenerated: Bool) {
        let wanted = matched.inventory.places[row]
        if !wanted.name.isEmpty { return (wanted.name, false) }
        if let place, matched.inventory.absence == .keeps, !place.isNameGenerated {
            return (place.name, false)
        }
        let words = GeneratedName.words(for: wanted.kind)
        let above = self.words(of: tree.parents[row])
        return (GeneratedName.of(kind: words, reference: wanted.reference, in: above), true)
    }

    mutating func addPlace(_ row: Int) {
        let wanted = matched.inventory.places[row]
        let (name, isGenerated) = name(of: row, now: nil)
        let id = placeID(ofRow: row)
        let place = Place(
            id: id, parent: placeID(of: tree.parents[row]), kind: wanted.kind, reference: wanted.reference,
            name: name, isNameGenerated: isGenerated, externalIDs: [wanted.externalID], order: wanted.order,
            timeZone: wanted.timeZone, privacy: wanted.privacy, responsible: wanted.responsible)
        steps.append(Step(stream: StreamID(.place, id.rawValue), number: 1, fact: .placeAdded(place)))
        plan.changes.append(
            PlannedChange(
                action: .added, line: wanted.line, isDevice: false, kind: wanted.kind.rawValue,
                reference: wanted.reference, after: name.text(in: "zh"),
                generatedName: isGenerated ? name : nil))
    }

    mutating func updatePlace(_ row: Int, _ id: PlaceID) {
        guard let place = matched.snapshot.places[id] else { return }
        var facts: [RegisterFact] = []
        rename(row, place, &facts)
        move(row, place, &facts)
        change(row, place, &facts)
        if facts.isEmpty { plan.unchanged += 1 }
        for (offset, fact) in facts.enumerated() {
            let stream = StreamID(.place, id.rawValue)
            steps.append(Step(stream: stream, number: place.revision + 1 + Int64(offset), fact: fact))
        }
    }

    private mutating func rename(_ row: Int, _ place: Place, _ facts: inout [RegisterFact]) {
        let wanted = matched.inventory.places[row]
        let (name, isGenerated) = name(of: row, now: place)
        let isRenamed = name != place.name || isGenerated != place.isNameGenerated
        let isRenumbered = wanted.reference != place.reference
        guard isRenamed || isRenumbered else { return }
        facts.append(
            .placeRenamed(PlaceRenamed(reference: wanted.reference, name: name, isNameGenerated: isGenerated))
        )
        if isRenumbered { plan(.renumbered, row, before: place.reference, after: wanted.reference) }
        if isRenamed {
            plan(
                .renamed, row, before: place.name.text(in: "zh"), after: name.text(in: "zh"),
                generated: isGenerated ? name : nil)
        }
    }

    private mutating func move(_ row: Int, _ place: Place, _ facts: inout [RegisterFact]) {
        let link = tree.parents[row]
        let parent = placeID(of: link)
        guard parent != place.parent else { return }
        facts.append(.placeMoved(PlaceMoved(parent: parent)))
        let before = place.parent.flatMap { matched.snapshot.places[$0]?.reference }
        plan(.moved, row, before: before, after: words(of: link)?.reference)
    }

    private mutating func change(_ row: Int, _ place: Place, _ facts: inout [RegisterFact]) {
        let wanted = matched.inventory.places[row]
        let now = PlaceChanged(
            kind: place.kind, externalIDs: place.externalIDs, order: place.order, timeZone: place.timeZone,
            privacy: place.privacy, responsible: place.responsible)
        let next = PlaceChanged(
            kind: wanted.kind, externalIDs: place.externalIDs(after: wanted),
            order: given(wanted.order, else: place.order),
            timeZone: given(wanted.timeZone, else: place.timeZone),
            privacy: given(wanted.privacy, else: place.privacy),
            responsible: given(wanted.responsible, else: place.responsible))
        guard next != now else { return }
        facts.append(.placeChanged(next))
        let (before, after) = (now.difference(from: next), next.difference(from: now))
        // Another key by itself is part of the renumbering, which is told already.
        if !after.isEmpty { plan(.changed, row, before: before, after: after) }
    }

    private mutating func plan(
        _ action: PlannedChange.Action, _ row: Int, before: String?, after: String?,
        generated: LocalizedName? = nil
    ) {
        let wanted = matched.inventory.places[row]
        plan.changes.append(
            PlannedChange(
                action: action, line: wanted.line, isDevice: false, kind: wanted.kind.rawValue,
                reference: wanted.reference, before: before, after: after, generatedName: generated))
    }
}

extension PlaceChanged {
    /// `order 3, privacy countOnly`: the values that aren't the same in both.
    fileprivate func difference(from other: PlaceChanged) -> String {
        func part<Value: Equatable>(_ name: String, _ value: Value?, _ otherValue: Value?) -> String? {
            value == otherValue ? nil : "\(name) \(value.map { "\($0)" } ?? "none")"
        }
        return [
            part("kind", kind.rawValue, other.kind.rawValue), part("order", order, other.order),
            part("time_zone", timeZone, other.timeZone),
            part("privacy", privacy?.rawValue, other.privacy?.rawValue),
            part("responsible", responsible, other.responsible),
        ].compactMap(\.self).joined(separator: ", ")
    }
}

extension LocalizedName {
    /// Neither script has a name.
    var isEmpty: Bool { (zh ?? "").isEmpty && (en ?? "").isEmpty }
}
