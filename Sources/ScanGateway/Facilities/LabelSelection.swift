import Facility

/// Which labels of a place are to be printed.
enum LabelSelection: String, CaseIterable, Sendable {
    /// What lacks one.
    case missing
    /// What lacks one, and what is damaged or out of date.
    case needed
    case outdated
    case faulty
    case all

    var standings: Set<LabelStanding> {
        switch self {
        case .missing: [.missing]
        case .needed: [.missing, .faulty, .outdated]
        case .outdated: [.outdated]
        case .faulty: [.faulty]
        case .all: Set(LabelStanding.allCases)
        }
    }
}
