/// A label that a print run takes; nil: a new one for this target.
struct LabelPick {
    var target: LabelTarget
    var label: Label?
}

extension Register {
    /// What bears a label in a scope and is of the wanted kinds, in walking order.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownReference`; or what the store throws.
    public func labelTargets(_ choice: LabelChoice) async throws -> [TargetDescription] {
        let targets = try await labelTargets(in: choice.scope)
        if choice.bearers.isEmpty { return targets }
        return targets.filter { target in LabelBearer(target).map(choice.bearers.contains) ?? false }
    }

    /// The labels of a choice, in walking order: of each thing every live label in that condition, oldest first.
    func picks(_ choice: LabelChoice) async throws -> [LabelPick] {
        let targets = try await labelTargets(choice)
        let live = try await liveLabels()
        return targets.flatMap { target -> [LabelPick] in
            let labels = live[target.target] ?? []
            switch choice.condition {
            case .missing:
                // A code that was minted for a run that was never printed is as good as a new one.
                guard !labels.contains(where: { !$0.issues.isEmpty }) else { return [] }
                return [LabelPick(target: target.target, label: labels.first)]
            case .any where labels.isEmpty: return [LabelPick(target: target.target)]
            case .any, .changed, .damaged:
                return labels.filter { choice.condition.takes($0, on: target) }
                    .map { LabelPick(target: target.target, label: $0) }
            }
        }
    }

    /// Every live label by its target, oldest first.
    func liveLabels() async throws -> [LabelTarget: [Label]] {
        var found: [LabelTarget: [Label]] = [:]
        for label in try await store.snapshot().labels.values where label.isLive {
            found[label.target, default: []].append(label)
        }
        return found.mapValues { $0.sorted { $0.id < $1.id } }
    }
}
