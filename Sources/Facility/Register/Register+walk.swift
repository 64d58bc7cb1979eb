public import Ledger

extension Register {
    /// Confirms labels that were scanned in place (核验), all or none; one that hung at another door is marked
    /// misplaced. A label that was scanned twice counts as it was scanned last.
    ///
    /// Needs `RegisterRight.markLabels` at every target.
    ///
    /// - Parameter batch: every label must be of this run; nil: any label will do.
    /// - Throws: `RegisterRefusal`: `.badSightings` with every bad line, `.unknownBatch`, `.notAllowed`,
    ///   `.tooMany`; `CommitFailure`.
    public func confirm(_ sightings: [Sighting], of batch: BatchID? = nil, act: Act) async throws
        -> WalkReport
    {
        guard !sightings.isEmpty, sightings.count <= Sighting.countMax else {
            throw RegisterRefusal.tooMany(field: "scanned labels", max: Sighting.countMax)
        }
        var fingerprint = Fingerprint("walk")
        fingerprint.add(batch?.rawValue ?? 0)
        for sighting in sightings { fingerprint.add("\(sighting.code.compact) \(sighting.at?.text ?? "")") }
        if let earlier = try await repetition(of: act, fingerprint, WalkReport.self) { return earlier }
        let codes = try await batch.asyncMap { Set(try await self.batch($0).items.map(\.code)) }
        var bad: [BadSighting] = []
        var seen: [LabelCode: (label: Label, state: LabelState, at: LabelTarget?)] = [:]
        for (index, sighting) in sightings.enumerated() {
            func refuse(_ problem: BadSighting.Problem) {
                bad.append(BadSighting(line: index + 1, code: sighting.code, problem: problem))
            }
            guard let label = try await store.label(sighting.code) else {
                refuse(.unknown)
                continue
            }
            try await demand(.markLabels, of: act, at: label.target)
            let state: LabelState =
                sighting.at.map { $0 == label.target } ?? true ? .confirmed : .misplaced
            if let batch, codes?.contains(label.code) == false {
                refuse(.foreign(batch))
            } else if label.target == .blank {
                refuse(.blank)
            } else if label.state != state, !label.state.successors.contains(state) {
                refuse(.state(label.state))
            } else {
                seen[label.code] = (label, state, sighting.at)
            }
        }
        guard bad.isEmpty else { throw RegisterRefusal.badSightings(bad) }
        var drafts: [EventDraft] = []
        for (label, state, at) in seen.values.sorted(by: { $0.label.id < $1.label.id }) {
            let reason: String? =
                if state == .misplaced, let at { try await "found at \(reference(of: at))" } else { nil }
            let changed = LabelStateChanged(state: state, reason: reason)
            drafts.append(draft(.labelStateChanged(changed), label.stream, after: label.revision, act))
        }
        let misplaced = seen.values.filter { $0.state == .misplaced }.map(\.label.code).sorted()
        let report = WalkReport(
            confirmed: seen.count - misplaced.count,
            misplaced: Array(misplaced.prefix(Self.misplacedShownMax)))
        return try await commit(drafts, act, fingerprint: fingerprint, result: report).result
    }

    /// Says what became of several labels, all or none: stuck, damaged, covered, lost, misplaced, spoiled.
    ///
    /// Needs `RegisterRight.markLabels` at every target.
    ///
    /// - Parameter reason: at most 200 characters; nil where the state says it all.
    /// - Returns: how many labels changed.
    /// - Throws: `RegisterRefusal`: `.unknownLabel`, `.labelState`, `.notAllowed`, `.text`, `.tooMany`; `CommitFailure`.
    public func markLabels(
        _ codes: [LabelCode], as state: LabelState, reason: String? = nil, act: Act
    ) async throws -> Int {
        if let reason { try Self.check(reason, "reason", Self.reasonMax) }
        guard !codes.isEmpty, codes.count <= Sighting.countMax else {
            throw RegisterRefusal.tooMany(field: "labels", max: Sighting.countMax)
        }
        var fingerprint = Fingerprint("markAll")
        fingerprint.add(state.rawValue)
        fingerprint.add(reason)
        for code in codes { fingerprint.add(code.compact) }
        if let earlier = try await repetition(of: act, fingerprint, Counted.self) { return earlier.count }
        let changed = RegisterFact.labelStateChanged(LabelStateChanged(state: state, reason: reason))
        var drafts: [EventDraft] = []
        for code in Set(codes).sorted() {
            let label = try await label(code)
            try await demand(.markLabels, of: act, at: label.target)
            guard label.state.successors.contains(state) else {
                throw RegisterRefusal.labelState(code, found: label.state, wanted: state)
            }
            drafts.append(draft(changed, label.stream, after: label.revision, act))
        }
        let result = Counted(count: drafts.count)
        return try await commit(drafts, act, fingerprint: fingerprint, result: result).result.count
    }

    /// A command's result has room for so many.
    private static let misplacedShownMax = 200

    private func reference(of target: LabelTarget) async throws -> String {
        try await targetDescription(target).reference
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        if let self { try await transform(self) } else { nil }
    }
}
