public import Ledger

extension Register {
    /// Notes that somebody scanned a label: at most one fact a label a day. It needs no right.
    ///
    /// A label that was never printed can't have been seen: nothing is written for it. Neither is for one that changed at the
    /// same moment, which was seen by whoever changed it.
    ///
    /// - Returns: whether it was written.
    /// - Throws: `CommitFailure` other than `.raced`.
    @discardableResult
    public func see(_ label: Label, act: Act) async throws -> Bool {
        guard label.isLive, label.state != .minted else { return false }
        if let seen = label.lastSeenAt, seen + LabelSeen.interval > act.at { return false }
        var fingerprint = Fingerprint("see")
        fingerprint.add(label.code.compact)
        let draft = draft(.labelSeen(LabelSeen()), label.stream, after: label.revision, act)
        do {
            _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
            return true
        } catch CommitFailure.raced {
            return false
        }
    }

    /// Labels on walls that nobody scanned since an instant, in walking order.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownReference`; or what the store throws.
    public func unseenLabels(in scope: LabelScope, since instant: Instant) async throws -> [PlannedLabel] {
        try await patrolLabels(in: scope).filter { planned in
            let last = planned.label.lastSeenAt ?? planned.label.issues.last?.printedAt
            return last.map { $0 < instant } ?? true
        }
    }

    /// Every label that should hang in a scope, in walking order: printed and live.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownReference`; or what the store throws.
    public func patrolLabels(in scope: LabelScope) async throws -> [PlannedLabel] {
        let live = try await liveLabels()
        return try await labelTargets(in: scope).flatMap { target in
            (live[target.target] ?? []).filter { !$0.issues.isEmpty }
                .map { PlannedLabel(label: $0, target: target) }
        }
    }

    /// Live labels whose newest print says something else than is true now (another number, name or path), in walking
    /// order. A reprint keeps the code: `LabelCondition.changed` chooses the same ones for a run.
    ///
    /// It needs no right.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownPlace`, `.unknownReference`; or what the store throws.
    public func outdatedLabels(in scope: LabelScope) async throws -> [PlannedLabel] {
        try await patrolLabels(in: scope).filter { planned in
            planned.target.map { planned.label.isOutdated(on: $0) } ?? false
        }
    }
}
