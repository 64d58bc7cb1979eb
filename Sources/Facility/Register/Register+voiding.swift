public import Ledger

extension Register {
    /// Declares paper of a run spoiled: a sheet that jammed, a label that tore. Its codes can be printed again by
    /// resuming the run; its places never return to the wallet.
    ///
    /// A label that hangs on a wall already keeps its state. Needs `RegisterRight.manageLabels` at every target.
    ///
    /// - Parameters:
    ///   - sheet: the sheet's number in the run.
    ///   - place: from 1; nil: the whole sheet.
    /// - Returns: how many labels were spoiled.
    /// - Throws: `RegisterRefusal`: `.unknownBatch`, `.voidBatch`, `.sheetNumber`, `.noLabelAt`, `.text`,
    ///   `.notAllowed`; `CommitFailure`.
    public func spoil(
        _ id: BatchID, sheet: Int, place: Int?, reason: String, act: Act
    ) async throws -> Int {
        try Self.check(reason, "reason", Self.reasonMax)
        let batch = try await openBatch(id)
        guard batch.lastSheet > 0, (1...batch.lastSheet).contains(sheet) else {
            throw RegisterRefusal.sheetNumber(
                id, expected: batch.lastSheet > 0 ? 1...batch.lastSheet : nil, found: sheet)
        }
        let items = batch.items.filter {
            $0.state == .printed && $0.sheet == sheet && (place == nil || $0.place == place)
        }
        var fingerprint = Fingerprint("spoil")
        fingerprint.add("\(id) \(sheet) \(place ?? 0) \(reason)")
        if let earlier = try await repetition(of: act, fingerprint, Counted.self) { return earlier.count }
        guard !items.isEmpty else { throw RegisterRefusal.noLabelAt(id, sheet: sheet, place: place ?? 0) }
        let spoiled = BatchSpoiled(codes: items.map(\.code), reason: reason)
        var drafts = [draft(.batchSpoiled(spoiled), batch.stream, after: batch.revision, act)]
        drafts += try await spoilDrafts(items, of: batch, reason, act)
        let (written, _) = try await commit(
            drafts, act, fingerprint: fingerprint, result: Counted(count: items.count))
        return written.count
    }

    /// Declares a whole run void (作废): nothing more is printed of it, and what hangs on no wall is spoiled.
    ///
    /// - Returns: how many labels were spoiled.
    /// - Throws: `RegisterRefusal`: `.unknownBatch`, `.voidBatch`, `.text`, `.notAllowed`; `CommitFailure`.
    public func voidBatch(_ id: BatchID, reason: String, act: Act) async throws -> Int {
        try Self.check(reason, "reason", Self.reasonMax)
        var fingerprint = Fingerprint("voidBatch")
        fingerprint.add("\(id) \(reason)")
        if let earlier = try await repetition(of: act, fingerprint, Counted.self) { return earlier.count }
        let batch = try await openBatch(id)
        var items: [BatchItem] = []
        for item in batch.items where item.state != .spoiled {
            if try await !label(item.code).hangs { items.append(item) }
        }
        let voided = BatchVoided(codes: items.map(\.code), reason: reason)
        var drafts = [draft(.batchVoided(voided), batch.stream, after: batch.revision, act)]
        drafts += try await spoilDrafts(items, of: batch, reason, act)
        let (written, _) = try await commit(
            drafts, act, fingerprint: fingerprint, result: Counted(count: items.count))
        return written.count
    }

    /// The labels' own states, and the places of part-used sheets.
    private func spoilDrafts(
        _ items: [BatchItem], of batch: Batch, _ reason: String, _ act: Act
    ) async throws -> [EventDraft] {
        var drafts: [EventDraft] = []
        var changes = SheetChanges(register: self, act: act)
        for item in items {
            let label = try await label(item.code)
            try await demand(.manageLabels, of: act, at: label.target)
            if label.state == .printed, label.issues.last?.batch == batch.id {
                let changed = LabelStateChanged(state: .spoiled, reason: reason)
                drafts.append(draft(.labelStateChanged(changed), label.stream, after: label.revision, act))
            }
            if let place = item.place, let wallet = item.sheet.flatMap(batch.sheet)?.wallet {
                try await changes.spoil([place], on: wallet, reason: reason)
            }
        }
        return drafts + changes.drafts
    }
}

extension Batch {
    /// The sheet that bears this number, of the newest run that has one.
    public func sheet(_ number: Int) -> BatchSheet? {
        for run in runs.reversed() {
            if let sheet = run.sheets.first(where: { $0.number == number }) { return sheet }
        }
        return nil
    }
}

extension Label {
    /// Somebody stuck it somewhere.
    fileprivate var hangs: Bool {
        switch state {
        case .stuck, .confirmed, .misplaced, .damaged, .covered, .lost: true
        case .minted, .printed, .spoiled, .replaced, .revoked: false
        }
    }
}
