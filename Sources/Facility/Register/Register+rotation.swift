import Ledger

extension Register {
    /// Gives everything in a scope new codes (换发), all or nothing: each live label gets a successor for the same
    /// target and placement, and a scan of the old one leads there.
    ///
    /// Needs `RegisterRight.manageLabels` at every target.
    ///
    /// - Returns: the number of labels that were replaced.
    /// - Throws: `RegisterRefusal`: `.nothingToPrint` where there is no live label, `.unknownReference`,
    ///   `.notAllowed`, `.codesExhausted`; `CommitFailure`.
    public func rotateLabels(in scope: LabelScope, act: Act, random: @escaping RandomBits) async throws -> Int
    {
        var fingerprint = Fingerprint("rotate")
        fingerprint.add(scope.text)
        if let earlier = try await repetition(of: act, fingerprint, Counted.self) { return earlier.count }
        let old = try await manageableLabels(in: scope, act)
        var minting = Minting(register: self, random: random)
        for label in old { try await minting.mint(LabelOrder(label.target, placement: label.placement)) }
        minting.number(from: try await store.reserve(.label, count: Int64(old.count)))
        var drafts = minting.labels.map { minted($0, act) }
        for (old, new) in zip(old, minting.labels) {
            drafts.append(
                draft(.labelReplaced(LabelReplaced(by: new.code)), old.stream, after: old.revision, act))
        }
        let result = Counted(count: old.count)
        return try await commit(drafts, act, fingerprint: fingerprint, result: result).result.count
    }

    /// Takes every live label of a scope out of force for good (吊销), all or nothing.
    ///
    /// - Returns: the number of labels that were revoked.
    /// - Throws: as `rotateLabels`, and `.text`.
    public func revokeLabels(in scope: LabelScope, reason: String, act: Act) async throws -> Int {
        try Self.check(reason, "reason", Self.reasonMax)
        var fingerprint = Fingerprint("revokeAll")
        fingerprint.add(scope.text)
        fingerprint.add(reason)
        if let earlier = try await repetition(of: act, fingerprint, Counted.self) { return earlier.count }
        let old = try await manageableLabels(in: scope, act)
        let changed = RegisterFact.labelStateChanged(LabelStateChanged(state: .revoked, reason: reason))
        let drafts = old.map { draft(changed, $0.stream, after: $0.revision, act) }
        let result = Counted(count: old.count)
        return try await commit(drafts, act, fingerprint: fingerprint, result: result).result.count
    }

    /// Ends a label in favour of one that is there already: a scan of the old one leads to it.
    ///
    /// Needs `RegisterRight.manageLabels` at both targets.
    ///
    /// - Returns: the label that was ended.
    /// - Throws: `RegisterRefusal`: `.unknownLabel`, `.labelState` where either is ended, `.ownSuccessor`,
    ///   `.notAllowed`; `CommitFailure`.
    public func supersede(_ code: LabelCode, by successor: LabelCode, act: Act) async throws -> Label {
        guard code != successor else { throw RegisterRefusal.ownSuccessor(code) }
        var fingerprint = Fingerprint("supersede")
        fingerprint.add(code.compact + successor.compact)
        if try await repetition(of: act, fingerprint, Done.self) == nil {
            let old = try await manageable(code, .replaced, act)
            _ = try await manageable(successor, .confirmed, act)
            let fact = RegisterFact.labelReplaced(LabelReplaced(by: successor))
            let draft = draft(fact, old.stream, after: old.revision, act)
            _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        }
        return try await label(code)
    }

    /// What an ended label leads to in the end; nil where it leads nowhere.
    public func successor(of label: Label) async throws -> Label? {
        var next = label.replacedBy
        for _ in 0..<Self.successionMax {
            guard let code = next, let found = try await store.label(code) else { return nil }
            if found.state != .replaced { return found }
            next = found.replacedBy
        }
        return nil
    }

    /// Nobody replaces a label more often than this; it also ends a circle.
    private static let successionMax = 100

    private func manageableLabels(in scope: LabelScope, _ act: Act) async throws -> [Label] {
        let live = try await liveLabels()
        let labels = try await labelTargets(in: scope).flatMap { live[$0.target] ?? [] }
        guard !labels.isEmpty else { throw RegisterRefusal.nothingToPrint(.any) }
        for label in labels { try await demand(.manageLabels, of: act, at: label.target) }
        return labels
    }
}

extension LabelScope {
    /// For a fingerprint.
    var text: String {
        switch self {
        case .site: "site"
        case .subtree(let id): "subtree \(id)"
        case .references(let references): "references " + references.joined(separator: "\n")
        }
    }
}
