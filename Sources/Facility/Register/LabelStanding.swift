/// How the label of one target stands, as facilities look at it; what comes first in order is done first.
public enum LabelStanding: String, Hashable, Sendable, CaseIterable, Comparable {
    /// No live label was printed yet.
    case missing
    /// Somebody found it damaged, covered, lost or at the wrong door.
    case faulty
    /// It works, but the reference on it is an old one.
    case outdated
    /// Printed or stuck, and not yet scanned in place.
    case unconfirmed
    case confirmed

    /// - Parameter label: a live one, on that target.
    public init(_ label: Label, on target: TargetDescription) {
        switch label.state {
        case .minted, .spoiled, .replaced, .revoked: self = .missing
        case .damaged, .covered, .lost, .misplaced: self = .faulty
        case .printed, .stuck, .confirmed:
            if label.isOutdated(on: target) {
                self = .outdated
            } else {
                self = label.state == .confirmed ? .confirmed : .unconfirmed
            }
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What bears a label, in the three groups in which a building is looked through.
public enum LabelledKind: String, Hashable, Sendable, CaseIterable {
    /// Rooms, telecom closets and every other place with a door or a spot of its own.
    case rooms
    /// Devices, racks and mounting positions.
    case devices
    /// Plates and network points.
    case points

    public init(_ target: TargetDescription) {
        guard !target.isDevice else {
            self = .devices
            return
        }
        switch PlaceKind(rawValue: target.kind) {
        case .rack, .mountingPosition: self = .devices
        case .plate, .networkPoint: self = .points
        default: self = .rooms
        }
    }
}
