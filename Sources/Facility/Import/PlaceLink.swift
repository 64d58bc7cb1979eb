import Ledger

/// What lies above a place once an import is done.
enum PlaceLink: Hashable {
    case top
    case row(Int)
    /// A place in force that the inventory doesn't list.
    case existing(PlaceID)
}

extension MatchedInventory {
    /// The place that an id stands for; `.top` and a bad row where there is none.
    mutating func link(to parent: ExternalID, line: Int) -> PlaceLink {
        if let row = placeRow[parent] { return .row(row) }
        if let id = placeByID[parent] { return rowOfPlace[id].map(PlaceLink.row) ?? .existing(id) }
        bad.append(
            BadRow(line, .parent, deviceRow[parent] == nil ? .unknownParent : .parentIsDevice, parent.id))
        return .top
    }

    /// What lies above a place that the inventory doesn't list.
    func link(above id: PlaceID) -> PlaceLink {
        guard let parent = snapshot.places[id]?.parent else { return .top }
        return rowOfPlace[parent].map(PlaceLink.row) ?? .existing(parent)
    }
}
