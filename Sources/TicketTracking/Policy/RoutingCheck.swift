import Facility

/// A rule's condition, laid out for being asked of every report: five hundred of them take some microseconds.
struct RoutingCheck: Hashable, Sendable {
    private let condition: RoutingCondition
    // Short lists are searched faster than sets are hashed.
    private let places: [String]
    private let placeKinds: [PlaceKind]
    private let categories: [String]
    private let responsible: [OrganisationKey]
    private let groups: [String]
    private let given: [RoutingReason]

    init(_ condition: RoutingCondition) {
        self.condition = condition
        places = condition.places.sorted()
        placeKinds = condition.placeKinds.sorted { $0.rawValue < $1.rawValue }
        categories = condition.categories.map(\.rawValue).sorted()
        responsible = condition.responsible.sorted()
        groups = condition.groups.map(\.rawValue).sorted()
        given = condition.given
    }

    /// The parts that a report met; nil where it didn't meet them all.
    func reasons(for subject: RoutingSubject) -> [RoutingReason]? {
        failure(for: subject) == nil ? given : nil
    }

    /// The first part that doesn't hold, words last; nil: all hold.
    func failure(for subject: RoutingSubject) -> RoutingReason? {
        for part in given where part != .words && !holds(part, subject) { return part }
        return given.contains(.words) && !holds(.words, subject) ? .words : nil
    }

    private func holds(_ part: RoutingReason, _ subject: RoutingSubject) -> Bool {
        switch part {
        case .place: subject.references.contains { reference in places.contains { $0 == reference } }
        case .placeKind: subject.kind.map { kind in placeKinds.contains { $0 == kind } } ?? false
        case .category: categories.contains { wanted in subject.categories.contains { $0 == wanted } }
        case .words: condition.words.matches(subject.words)
        case .hour: condition.hours?.contains(subject.minute) ?? false
        case .hazard: condition.hazard == subject.isHazard
        case .responsible: subject.responsible.map { key in responsible.contains { $0 == key } } ?? false
        case .unlocated: condition.unlocated == !subject.isLocated
        case .group: groups.contains { $0 == subject.group }
        case .priority: condition.priorities.contains(subject.priority)
        case .unless: true
        }
    }
}

extension RoutingCondition {
    /// The parts that ask something, in the order of `RoutingReason`.
    fileprivate var given: [RoutingReason] {
        let parts: [(RoutingReason, Bool)] = [
            (.place, !places.isEmpty), (.placeKind, !placeKinds.isEmpty), (.category, !categories.isEmpty),
            (.words, !words.isEmpty), (.hour, hours != nil), (.hazard, hazard != nil),
            (.responsible, !responsible.isEmpty), (.unlocated, unlocated != nil), (.group, !groups.isEmpty),
            (.priority, !priorities.isEmpty),
        ]
        return parts.filter(\.1).map(\.0)
    }
}
