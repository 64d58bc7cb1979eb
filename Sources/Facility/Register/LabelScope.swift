/// What a print run is for.
public enum LabelScope: Hashable, Sendable, Codable {
    /// Everything that bears a label.
    case site
    /// A campus, building, floor or any place, with all inside it.
    case subtree(PlaceID)
    /// Display references, in this order: a campus, zone, building, unit or floor stands for all inside it,
    /// anything else for itself alone.
    case references([String])
}

extension PlaceKind {
    /// Whether a place of this kind is labelled itself.
    ///
    /// A plate's label stands for its points; a campus, building or floor has no door of its own.
    public var bearsLabel: Bool {
        switch self {
        case .room, .telecomCloset, .rack, .plate, .networkPoint, .mountingPosition: true
        default: false
        }
    }

    /// Whether its reference, named for a print run, means what is inside.
    var standsForContents: Bool {
        switch self {
        case .campus, .zone, .building, .unit, .floor: true
        default: false
        }
    }
}
