import Facility

/// A rule, laid out for being asked of every report: five hundred of them take some microseconds.
///
/// A class, so that going through a table copies no lists.
final class RoutingCheck: Sendable {
    /// The parts of the condition that ask something, in the order of `RoutingReason`.
    let given: [RoutingReason]
    private let condition: Part
    private let exception: Part?

    init(_ condition: RoutingCondition) {
        given = condition.given
        self.condition = Part(condition)
        exception = nil
    }

    init(_ rule: RoutingRule) {
        given = rule.condition.given
        condition = Part(rule.condition)
        exception = rule.exception.map(Part.init)
    }

    /// The first part that doesn't hold, words last; `unless`: the exception holds; nil: the rule does.
    func failure(for subject: RoutingSubject) -> RoutingReason? {
        if let failure = condition.failure(for: subject) { return failure }
        return exception.map { $0.failure(for: subject) == nil } == true ? .unless : nil
    }
}

/// A rule's condition or exception.
private struct Part {
    private let condition: RoutingCondition
    // Short lists are searched faster than sets are hashed.
    private let places: [String]
    private let placeKinds: [PlaceKind]
    private let categories: [String]
    private let responsible: [OrganisationKey]
    private let groups: [String]
    /// As they are asked: words, which take longest, last.
    private let asked: [RoutingReason]

    init(_ condition: RoutingCondition) {
        self.condition = condition
        places = condition.places.sorted()
        placeKinds = condition.placeKinds.sorted { $0.rawValue < $1.rawValue }
        categories = condition.categories.map(\.rawValue).sorted()
        responsible = condition.responsible.sorted()
        groups = condition.groups.map(\.rawValue).sorted()
        asked = condition.given.filter { $0 != .words } + condition.given.filter { $0 == .words }
    }

    func failure(for subject: RoutingSubject) -> RoutingReason? {
        for part in asked where !holds(part, subject) { return part }
        return nil
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
