public import Ledger

extension Register {
    /// The number of a new print run.
    public func reserveBatch() async throws -> BatchID { BatchID(try await store.reserve(.batch, count: 1)) }

    /// Records what a print run put on paper. Needs `RegisterRight.manageLabels` at every target.
    ///
    /// - Parameters:
    ///   - batch: the run; every issue must name it.
    ///   - issues: each label once, with the number after its newest issue.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownLabel`, `.labelState` for a replaced or revoked
    ///   label, `.issueNumber`, `.tooMany`; `CommitFailure`.
    public func recordPrinted(batch: BatchID, issues: [PrintedLabel], act: Act) async throws {
        guard issues.count <= LabelOrder.countMax else {
            throw RegisterRefusal.tooMany(field: "labels", max: LabelOrder.countMax)
        }
        var fingerprint = Fingerprint("print")
        fingerprint.add(batch.rawValue)
        for printed in issues { fingerprint.add(printed.code.compact + printed.issue.text) }
        if try await repetition(of: act, fingerprint, Done.self) != nil { return }
        let drafts = try await printDrafts(issues, batch: batch, act)
        if !drafts.isEmpty { _ = try await commit(drafts, act, fingerprint: fingerprint, result: Done()) }
    }

    /// Says what became of a label: stuck, confirmed, misplaced, damaged, covered, lost, spoiled.
    ///
    /// Needs `RegisterRight.markLabels` at its target. `LabelState.successors` lists what leads where.
    ///
    /// - Parameter reason: at most 200 characters; nil where the state says it all.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownLabel`, `.labelState`, `.text`; `CommitFailure`.
    public func setLabelState(
        _ code: LabelCode, to state: LabelState, reason: String? = nil, act: Act
    ) async throws -> Label {
        if let reason { try Self.check(reason, "reason", Self.reasonMax) }
        let label = try await label(code)
        try await demand(.markLabels, of: act, at: label.target)
        let changed = LabelStateChanged(state: state, reason: reason)
        return try await change(label, .labelStateChanged(changed), "mark", [state.rawValue, reason], act) {
            $0.state.successors.contains(state) ? nil : state
        }
    }

    /// Takes a code out of use for good: a scan of it says so. Needs `RegisterRight.manageLabels` at its
    /// target.
    ///
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownLabel`, `.labelState`, `.text`; `CommitFailure`.
    public func revokeLabel(_ code: LabelCode, reason: String, act: Act) async throws -> Label {
        try Self.check(reason, "reason", Self.reasonMax)
        let label = try await label(code)
        try await demand(.manageLabels, of: act, at: label.target)
        let changed = LabelStateChanged(state: .revoked, reason: reason)
        return try await change(label, .labelStateChanged(changed), "revoke", [reason], act) {
            $0.state.isEnded ? .revoked : nil
        }
    }

    /// Gives a blank label its target. Needs `RegisterRight.manageLabels` at the target.
    ///
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownLabel`, `.alreadyBound`, `.unknownPlace`,
    ///   `.unknownDevice`, `.targetRetired`, `.blankOrder`, `.labelState`; `CommitFailure`.
    public func bind(_ code: LabelCode, to target: LabelTarget, act: Act) async throws -> Label {
        guard target != .blank else { throw RegisterRefusal.blankOrder }
        let label = try await label(code)
        try await demand(.manageLabels, of: act, at: target)
        try await demandInForce(target)
        return try await change(label, .labelBound(target), "bind", [target.text], act) {
            label throws(RegisterRefusal) in
            guard label.target == .blank else { throw .alreadyBound(code) }
            return label.state.isEnded ? label.state : nil
        }
    }

    public static let reasonMax = 200

    /// Carries out one change of one label, once for a command.
    ///
    /// - Parameter obstacle: the state that the label can't reach; nil: nothing is in the way.
    private func change(
        _ label: Label, _ fact: RegisterFact, _ verb: StaticString, _ asked: [String?], _ act: Act,
        unless obstacle: (Label) throws(RegisterRefusal) -> LabelState?
    ) async throws -> Label {
        var fingerprint = Fingerprint(verb)
        fingerprint.add(label.code.compact)
        for text in asked { fingerprint.add(text) }
        if try await repetition(of: act, fingerprint, Done.self) == nil {
            if let wanted = try obstacle(label) {
                throw RegisterRefusal.labelState(label.code, found: label.state, wanted: wanted)
            }
            let draft = draft(fact, label.stream, after: label.revision, act)
            _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        }
        return try await self.label(label.code)
    }

    /// A label that may still be printed or replaced, by somebody who may.
    func manageable(_ code: LabelCode, _ wanted: LabelState, _ act: Act) async throws -> Label {
        let label = try await label(code)
        try await demand(.manageLabels, of: act, at: label.target)
        guard !label.state.isEnded else {
            throw RegisterRefusal.labelState(code, found: label.state, wanted: wanted)
        }
        return label
    }

    /// - Throws: `RegisterRefusal.unknownLabel`, or what the store throws.
    public func label(_ code: LabelCode) async throws -> Label {
        guard let label = try await store.label(code) else { throw RegisterRefusal.unknownLabel(code) }
        return label
    }
}

/// The result of a command that has none.
struct Done: Codable {}

extension Label {
    var stream: StreamID { StreamID(.label, id.rawValue) }
}
