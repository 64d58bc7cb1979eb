/// What a print run takes of a part of the register.
public struct LabelChoice: Hashable, Sendable, Codable {
    public var scope: LabelScope
    /// In any order; empty: everything that bears a label.
    public var bearers: Set<LabelBearer>
    public var condition: LabelCondition

    public init(_ scope: LabelScope, bearers: Set<LabelBearer> = [], condition: LabelCondition = .any) {
        self.scope = scope
        self.bearers = bearers
        self.condition = condition
    }
}

/// What kind of thing bears a label.
public enum LabelBearer: String, Hashable, Sendable, Codable, CaseIterable {
    case room, telecomCloset, rack, plate, networkPoint, mountingPosition, device

    init?(_ target: TargetDescription) {
        self.init(rawValue: target.isDevice ? "device" : target.kind)
    }
}

/// Which labels of what bears one.
public enum LabelCondition: String, Hashable, Sendable, Codable, CaseIterable {
    case any
    /// What has no live label that was ever printed.
    case missing
    /// What is printed on it is out of date.
    case changed
    /// Found damaged, covered, lost or at the wrong door.
    case damaged

    /// Whether a live label of a thing is meant.
    func takes(_ label: Label, on target: TargetDescription) -> Bool {
        switch self {
        case .any: true
        case .missing: false
        case .changed: label.isOutdated(on: target)
        case .damaged:
            switch label.state {
            case .misplaced, .damaged, .covered, .lost: true
            case .minted, .printed, .spoiled, .stuck, .confirmed, .replaced, .revoked: false
            }
        }
    }
}

extension Label {
    /// Whether its newest print says something else than would be printed now; false where it was never printed.
    public func isOutdated(on target: TargetDescription) -> Bool {
        guard let issue = issues.last else { return false }
        return issue.printedReference != target.reference
            || issue.printedName.map { $0 != target.name } ?? false
            || issue.printedPath.map { $0 != target.path } ?? false
    }
}
