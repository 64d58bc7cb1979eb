import Ledger

extension Register {
    /// Brings the register up to date with an inventory: all of it in one commit, or nothing.
    ///
    /// Rows are matched on their external id, so that a second import of the same plans nothing. Needs
    /// `RegisterRight.importInventory` on the whole site.
    ///
    /// - Parameters:
    ///   - retireMissing: also takes out of force what the inventory's sources used to list and list no more;
    ///     places in which something else remains stay, and the plan names them.
    ///   - dryRun: only plans.
    /// - Throws: `RegisterRefusal.badRows` with every bad row by line, or `.notAllowed`; `CommitFailure`.
    public func importInventory(
        _ inventory: Inventory, act: Act, retireMissing: Bool = false, dryRun: Bool = false
    ) async throws -> ImportReport {
        try demand(.importInventory, of: act)
        let fingerprint = inventory.fingerprint(retireMissing)
        if !dryRun, let earlier = try await repetition(of: act, fingerprint, ImportResult.self) {
            return earlier.report
        }
        let (plan, drafts) = try await planned(inventory, act, retireMissing: retireMissing, dryRun: dryRun)
        let counts = plan.counts
        guard !drafts.isEmpty else {
            return ImportReport(plan: plan, counts: counts, position: nil, isRepetition: false)
        }
        let result = ImportResult(counts)
        let (written, position) = try await commit(drafts, act, fingerprint: fingerprint, result: result)
        guard let position else { return written.report }
        return ImportReport(plan: plan, counts: counts, position: position, isRepetition: false)
    }

    /// What is to be done; no events where it is only planned, or nothing is to be done. Apart from the commit, so that
    /// nothing of the matching, which takes the most memory, is kept while it runs.
    private func planned(
        _ inventory: Inventory, _ act: Act, retireMissing: Bool, dryRun: Bool
    ) async throws -> (plan: ImportPlan, drafts: [EventDraft]) {
        let snapshot = try await store.snapshot()
        var matched = MatchedInventory(inventory, snapshot)
        matched.checkFields()
        let tree = InventoryTree(&matched)
        matched.checkInstallations()
        matched.checkCabling()
        let retirement = retireMissing ? Retirement(missingFrom: matched, tree) : .none
        matched.checkReferences(retiring: retirement)
        guard matched.bad.isEmpty else { throw RegisterRefusal.badRows(matched.bad.inOrder) }
        // A dry run takes no numbers: what would be new gets numbers that nothing ever has.
        let firstPlace = try await reserve(.place, matched.placeMatch.count { $0 == nil }, dryRun: dryRun)
        let firstDevice = try await reserve(.device, matched.deviceMatch.count { $0 == nil }, dryRun: dryRun)
        let draft = ImportDraft(matched, tree, retirement, firstPlace: firstPlace, firstDevice: firstDevice)
        guard !dryRun, !draft.plan.isEmpty else { return (draft.plan, []) }
        return (draft.plan, draft.steps.map { self.draft($0.fact, $0.stream, after: $0.number - 1, act) })
    }

    private func reserve(_ kind: IdentifierKind, _ count: Int, dryRun: Bool) async throws -> Int64 {
        dryRun || count == 0 ? Int64.min / 2 : try await store.reserve(kind, count: Int64(count))
    }
}

/// What a repeated import is answered with.
private struct ImportResult: Codable {
    var counts: [String: Int]

    init(_ counts: [PlannedChange.Action: Int]) {
        self.counts = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    }

    var report: ImportReport {
        let known = counts.compactMap { key, value in PlannedChange.Action(rawValue: key).map { ($0, value) }
        }
        return ImportReport(
            plan: ImportPlan(), counts: Dictionary(uniqueKeysWithValues: known), position: nil,
            isRepetition: true)
    }
}

extension [BadRow] {
    /// By line; those of one line in the order in which they were found.
    fileprivate var inOrder: [BadRow] {
        enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    }
}

extension Inventory {
    fileprivate func fingerprint(_ retireMissing: Bool) -> Fingerprint {
        var fingerprint = Fingerprint("import")
        fingerprint.add(retireMissing ? 1 : 0)
        fingerprint.add(absence == .keeps ? 1 : 0)
        for source in sources.sorted() { fingerprint.add(source) }
        for row in places {
            for text in [
                row.externalID.source, row.externalID.id, row.parent?.source, row.parent?.id,
                row.kind.rawValue,
                row.reference, row.name.zh, row.name.en, row.timeZone, row.privacy?.rawValue,
                row.responsible?.rawValue, row.order.map(String.init), row.previousReference,
            ] { fingerprint.add(text) }
        }
        for row in devices {
            for text in [
                row.externalID.source, row.externalID.id, row.installedAt?.source, row.installedAt?.id,
                row.kind,
                row.reference, row.name.zh, row.name.en, row.model, row.serialNumber,
            ] { fingerprint.add(text) }
        }
        fingerprint.add(cabling?.source)
        for cable in cabling?.cables ?? [] {
            for text in [cable.point.text, cable.device.text, cable.port] { fingerprint.add(text) }
        }
        return fingerprint
    }
}

extension MatchedInventory {
    /// Checks that every device is mounted at a place that will be there.
    fileprivate mutating func checkInstallations() {
        for row in inventory.devices {
            if let place = row.installedAt { _ = link(to: place, line: row.line) }
        }
    }
}
