import Facility

/// How far a walk has come: its labels in walking order, each confirmed or not.
struct LabelWalk: Sendable {
    let scope: WalkScope
    let name: LocalizedName
    /// Labels that should hang, in walking order.
    let entries: [LabelCensus.Entry]

    /// Not yet seen in place, in walking order.
    var open: [LabelCensus.Entry] { entries.filter { !$0.isSeen } }

    func contains(_ code: LabelCode) -> Bool { entries.contains { $0.label?.code == code } }

    /// The next door: the first open one behind a label in walking order, from the beginning once the end is reached.
    func next(after code: LabelCode?) -> LabelCensus.Entry? {
        guard let code, let index = entries.firstIndex(where: { $0.label?.code == code }) else {
            return open.first
        }
        return entries[(index + 1)...].first { !$0.isSeen } ?? entries[..<index].first { !$0.isSeen }
    }
}

extension LabelCensus.Entry {
    /// Somebody stood before it: it was confirmed, or found to have a problem.
    var isSeen: Bool {
        switch label?.state {
        case .confirmed, .misplaced, .damaged, .covered, .lost: true
        default: false
        }
    }
}
