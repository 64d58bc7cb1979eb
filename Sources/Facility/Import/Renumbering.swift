import Ledger

/// Which place a row is about where references change hands: by its id, else by the reference that it bore before.
///
/// A file without ids may be imported again, and may then look like the next shift: whoever bears the previous
/// reference now isn't who bore it before. The file as a whole decides: where every renumbering is found done, it was
/// done; where none is, it is to do; where some are, the rows that could be either are refused.
struct Renumbering {
    private let snapshot: RegisterSnapshot
    private let byID: [ExternalID: PlaceID]
    private let byReference: [String: PlaceID]
    /// Every row that says what it was called before was carried out by an earlier import.
    private let isDone: Bool
    private let isPartlyDone: Bool
    private(set) var bad: [BadRow] = []

    init(
        _ inventory: Inventory, _ snapshot: RegisterSnapshot, _ byID: [ExternalID: PlaceID],
        _ byReference: [String: PlaceID]
    ) {
        self.snapshot = snapshot
        self.byID = byID
        self.byReference = byReference
        let unsure = inventory.places.filter { $0.previousReference != nil && $0.isKeyedByReference }
        let done = unsure.count { Self.done($0, snapshot, byReference) != nil }
        isDone = done == unsure.count
        isPartlyDone = !isDone && done > 0
    }

    /// - Returns: nil: a new place, or a bad row.
    mutating func place(of row: InventoryPlace) -> PlaceID? {
        guard let previous = row.previousReference else { return byID[row.externalID] }
        if row.isKeyedByReference { return renumbered(row, from: previous) }
        guard let place = byID[row.externalID].flatMap({ snapshot.places[$0] }) else {
            return named(previous, row)
        }
        if place.reference != row.reference, place.reference != previous {
            bad.append(BadRow(row.line, .previousReference, .otherPrevious(place.reference), previous))
        }
        return place.id
    }

    private mutating func renumbered(_ row: InventoryPlace, from previous: String) -> PlaceID? {
        if let done = Self.done(row, snapshot, byReference) {
            if isPartlyDone, byReference[previous] != nil {
                bad.append(BadRow(row.line, .previousReference, .ambiguousShift, previous))
                return named(previous, row)
            }
            if isDone || byReference[previous] == nil { return done }
        }
        return named(previous, row)
    }

    /// The place that bears the previous reference, unless the row gives it another id than this source did before.
    private mutating func named(_ previous: String, _ row: InventoryPlace) -> PlaceID? {
        guard let place = byReference[previous].flatMap({ snapshot.places[$0] }) else {
            bad.append(BadRow(row.line, .previousReference, .unknownPrevious, previous))
            return nil
        }
        let known = place.externalIDs.filter { $0.source == row.externalID.source }
        if !row.isKeyedByReference, let other = known.first,
            !known.contains(where: { $0.id == previous || $0 == row.externalID })
        {
            bad.append(BadRow(row.line, .id, .otherID(other.id), row.externalID.id))
            return nil
        }
        return place.id
    }

    /// The place that bears the row's reference, where it last bore the previous one.
    private static func done(
        _ row: InventoryPlace, _ snapshot: RegisterSnapshot, _ byReference: [String: PlaceID]
    ) -> PlaceID? {
        guard let place = byReference[row.reference].flatMap({ snapshot.places[$0] }) else { return nil }
        let last = place.aliases.last { $0.reference != place.reference }
        return last?.reference == row.previousReference ? place.id : nil
    }

    /// Two rows about one place.
    func conflict(of row: InventoryPlace, with first: InventoryPlace) -> BadRow {
        if row.previousReference == nil, first.previousReference != nil, row.isKeyedByReference {
            return BadRow(row.line, .reference, .ambiguousRow(renumberedByLine: first.line), row.reference)
        }
        if let previous = row.previousReference {
            return BadRow(row.line, .previousReference, .sameAsEarlier(firstLine: first.line), previous)
        }
        return BadRow(row.line, .id, .duplicate(firstLine: first.line), row.externalID.id)
    }
}

extension Place {
    /// The ids by which other systems know the place after a row about it: a source that knows things by their
    /// references gets the new one in place of the old; a row without an id leaves one alone that it was given before.
    func externalIDs(after row: InventoryPlace) -> [ExternalID] {
        if externalIDs.contains(row.externalID) { return externalIDs }
        let old = ExternalID(source: row.externalID.source, id: row.previousReference ?? "")
        if row.isKeyedByReference, row.previousReference != nil,
            externalIDs.contains(where: { $0.source == old.source && $0 != old })
        {
            return externalIDs
        }
        return externalIDs.filter { $0 != old } + [row.externalID]
    }
}
