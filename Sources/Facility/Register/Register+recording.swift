public import Ledger

/// What a PDF of a print run put on paper.
public struct BatchRecord: Hashable, Sendable, Codable {
    public var batch: BatchID
    public var printed: BatchPrinted
    public var labelsPerSheet: Int
    /// In printing order.
    public var labels: [PrintedLabel]

    public init(batch: BatchID, printed: BatchPrinted, labelsPerSheet: Int, labels: [PrintedLabel]) {
        self.batch = batch
        self.printed = printed
        self.labelsPerSheet = labelsPerSheet
        self.labels = labels
    }
}

extension Register {
    /// Records that a PDF was made: labels, sheets and part-used sheets in one step.
    ///
    /// Needs `RegisterRight.manageLabels` at every target.
    ///
    /// - Throws: `RegisterRefusal`: `.unknownBatch`, `.voidBatch`, `.batchMoved` where the labels aren't those that
    ///   the run waits for, `.sheetPlaces` where a part-used sheet was used meanwhile, `.issueNumber`,
    ///   `.labelState`, `.notAllowed`; `CommitFailure`.
    public func recordBatch(_ record: BatchRecord, act: Act) async throws {
        var fingerprint = Fingerprint("recordBatch")
        fingerprint.add(record.batch.rawValue)
        for sheet in record.printed.sheets { fingerprint.add("\(sheet.number) \(sheet.places)") }
        for label in record.labels { fingerprint.add(label.code.compact + label.issue.text) }
        if try await repetition(of: act, fingerprint, Done.self) != nil { return }
        let batch = try await openBatch(record.batch)
        let printed = record.printed
        let codes = batch.toPrint(after: printed.after, spoiled: printed.spoiled).map { batch.items[$0].code }
        let first = (printed.after ?? batch.lastSheet) + 1
        guard !codes.isEmpty, record.labels.map(\.code) == codes,
            printed.sheets.flatMap(\.places).count == codes.count,
            printed.sheets.map(\.number) == Array(first..<(first + printed.sheets.count))
        else { throw RegisterRefusal.batchMoved(batch.id) }
        var drafts = [draft(.batchPrinted(printed), batch.stream, after: batch.revision, act)]
        drafts += try await printDrafts(record.labels, batch: batch.id, act)
        drafts += try await sheetDrafts(record, of: batch, act)
        _ = try await commit(drafts, act, fingerprint: fingerprint, result: Done())
    }

    func printDrafts(_ labels: [PrintedLabel], batch: BatchID, _ act: Act) async throws -> [EventDraft] {
        var drafts: [EventDraft] = []
        for printed in labels {
            let label = try await manageable(printed.code, .printed, act)
            guard printed.issue.number == label.issues.count + 1, printed.issue.batch == batch else {
                throw RegisterRefusal.issueNumber(
                    label.code, expected: label.issues.count + 1, found: printed.issue.number)
            }
            drafts.append(draft(.labelPrinted(printed.issue), label.stream, after: label.revision, act))
        }
        return drafts
    }

    /// What becomes of part-used sheets: those that were never printed are let go, those that were are used.
    private func sheetDrafts(_ record: BatchRecord, of batch: Batch, _ act: Act) async throws -> [EventDraft]
    {
        var changes = SheetChanges(register: self, act: act)
        if let after = record.printed.after {
            for run in batch.runs {
                for sheet in run.sheets where sheet.number > after {
                    try await changes.giveBack(sheet, of: batch)
                }
            }
        }
        for sheet in record.printed.sheets {
            try await changes.use(sheet, in: record, of: batch)
        }
        return changes.drafts
    }
}

extension Batch {
    var stream: StreamID { StreamID(.batch, id.rawValue) }
}

extension WalletSheet {
    var stream: StreamID { StreamID(.sheet, id.rawValue) }
}
