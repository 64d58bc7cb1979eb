public import Ledger

extension Register {
    /// Opens a print run: chooses its labels, mints what lacks one, and plans its sheets. Every label is pending.
    ///
    /// Needs `RegisterRight.manageLabels` at every target.
    ///
    /// - Parameter title: what it is for, 1 to `BatchOrder.titleMax` characters.
    /// - Throws: `RegisterRefusal`: `.nothingToPrint`, `.notAllowed`, `.unknownPlace`, `.unknownReference`,
    ///   `.unknownLabel`, `.labelState` for a replaced or revoked label, `.startAt`, `.text`, `.tooMany`,
    ///   `.codesExhausted`; `CommitFailure`.
    public func openBatch(
        _ order: BatchOrder, title: String, on layout: SheetLayout, act: Act, random: @escaping RandomBits
    ) async throws -> BatchPlan {
        try Self.check(title, "title", BatchOrder.titleMax)
        try check(layout)
        var fingerprint = Fingerprint("openBatch")
        fingerprint.add(title)
        fingerprint.add(Self.text(of: order))
        if let earlier = try await repetition(of: act, fingerprint, OpenedBatch.self) {
            return try await planResume(earlier.batch, on: layout, act: act)
        }
        var minting = Minting(register: self, random: random)
        try await take(order, &minting, act)
        if !minting.fresh.isEmpty {
            minting.number(from: try await store.reserve(.label, count: Int64(minting.fresh.count)))
        }
        let labels = minting.withoutRepeats
        let batch = try await reserveBatch()
        let opened = BatchOpened(title: title, codes: labels.map(\.code))
        let drafts =
            minting.fresh.map { minted(minting.labels[$0], act) }
            + [draft(.batchOpened(opened), StreamID(.batch, batch.rawValue), after: 0, act)]
        let (written, _) = try await commit(
            drafts, act, fingerprint: fingerprint, result: OpenedBatch(batch: batch))
        return try await planResume(written.batch, on: layout, act: act)
    }

    /// What is still to be printed of a run, and where; nothing is written.
    ///
    /// - Parameters:
    ///   - after: labels of sheets after this one never came to paper and are printed again with the same codes,
    ///     e.g. since the stock ran out; nil: only pending ones are.
    ///   - spoiled: spoiled labels are printed again too.
    /// - Throws: `RegisterRefusal`: `.unknownBatch`, `.voidBatch`, `.sheetNumber`, `.nothingToPrint`,
    ///   `.notAllowed`, `.labelState`, `.startAt`.
    public func planResume(
        _ id: BatchID, after: Int? = nil, spoiled: Bool = false, on layout: SheetLayout, act: Act
    ) async throws -> BatchPlan {
        try check(layout)
        let batch = try await openBatch(id)
        if let after {
            guard (0...batch.lastSheet).contains(after) else {
                throw RegisterRefusal.sheetNumber(id, expected: 0...batch.lastSheet, found: after)
            }
        }
        let indexes = batch.toPrint(after: after, spoiled: spoiled)
        guard !indexes.isEmpty else { throw RegisterRefusal.nothingToPrint(.any) }
        var labels: [PlannedLabel] = []
        for index in indexes {
            let label = try await manageable(batch.items[index].code, .printed, act)
            labels.append(
                PlannedLabel(
                    label: label,
                    target: label.target == .blank ? nil : try await targetDescription(label.target)))
        }
        let sheets = try await layout.sheets(
            for: labels.count, from: (after ?? batch.lastSheet) + 1,
            wallet: try await wallet(without: batch, after: after)
        ) { SheetID(try await store.reserve(.sheet, count: 1)) }
        return BatchPlan(batch: id, title: batch.title, labels: labels, sheets: sheets)
    }

    /// The wallet as it will be once a run's sheets after one of them count as never printed.
    private func wallet(without batch: Batch, after: Int?) async throws -> [WalletSheet] {
        guard let after else { return try await store.wallet() }
        var changes = SheetChanges(register: self, act: nil)
        for sheet in batch.runs.flatMap(\.sheets) where sheet.number > after {
            try await changes.giveBack(sheet, of: batch)
        }
        let known = Dictionary(try await store.wallet().map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        return known.merging(changes.sheets) { $1 }.values.filter(\.isUsable).sorted { $0.id < $1.id }
    }

    /// - Throws: `RegisterRefusal`: `.unknownBatch`, `.voidBatch`.
    func openBatch(_ id: BatchID) async throws -> Batch {
        let batch = try await batch(id)
        guard batch.voided == nil else { throw RegisterRefusal.voidBatch(id) }
        return batch
    }

    /// - Throws: `RegisterRefusal.unknownBatch`, or what the store throws.
    public func batch(_ id: BatchID) async throws -> Batch {
        guard let batch = try await store.batch(id) else { throw RegisterRefusal.unknownBatch(id) }
        return batch
    }

    private func take(_ order: BatchOrder, _ minting: inout Minting, _ act: Act) async throws {
        switch order {
        case .codes(let codes):
            try checkCount(codes.count, max: LabelOrder.countMax)
            for code in codes { minting.take(try await manageable(code, .printed, act)) }
        case .blank(let count):
            try demand(.manageLabels, of: act)
            guard (1...BatchOrder.blankMax).contains(count) else {
                throw RegisterRefusal.tooMany(field: "blank labels", max: BatchOrder.blankMax)
            }
            for _ in 0..<count { try await minting.mint(LabelOrder(.blank)) }
        case .choice(let choice):
            let picks = try await picks(choice)
            guard !picks.isEmpty else { throw RegisterRefusal.nothingToPrint(choice.condition) }
            try checkCount(picks.count, max: LabelOrder.countMax)
            for pick in picks {
                try await demand(.manageLabels, of: act, at: pick.target)
                if let label = pick.label {
                    minting.take(label)
                } else {
                    try await minting.mint(LabelOrder(pick.target))
                }
            }
        }
    }

    private func checkCount(_ count: Int, max: Int) throws(RegisterRefusal) {
        guard count <= max else { throw .tooMany(field: "labels", max: max) }
    }

    private func check(_ layout: SheetLayout) throws(RegisterRefusal) {
        guard let start = layout.startAt else { return }
        guard (1...layout.labelsPerSheet).contains(start) else {
            throw .startAt(expected: 1...layout.labelsPerSheet, found: start)
        }
    }

    func minted(_ label: Label, _ act: Act) -> EventDraft {
        let minted = LabelMinted(code: label.code, target: label.target, placement: label.placement)
        return draft(.labelMinted(minted), label.stream, after: 0, act)
    }

    private static func text(of order: BatchOrder) -> String {
        switch order {
        case .codes(let codes): return "codes " + codes.map(\.compact).joined(separator: " ")
        case .blank(let count): return "blank \(count)"
        case .choice(let choice):
            let bearers = choice.bearers.map(\.rawValue).sorted().joined(separator: " ")
            return "\(choice.scope.text)\n\(bearers)\n\(choice.condition.rawValue)"
        }
    }
}

/// What a repeated opening is answered with.
private struct OpenedBatch: Codable {
    var batch: BatchID
}
