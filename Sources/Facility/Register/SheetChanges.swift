import Ledger

/// The events of part-used sheets that one print run brings about; a sheet may have several.
struct SheetChanges {
    let register: Register
    /// nil: only to see how the sheets would stand.
    let act: Act?
    private(set) var drafts: [EventDraft] = []
    /// Those that were touched, as they stand after the drafts so far.
    private(set) var sheets: [SheetID: WalletSheet] = [:]

    init(register: Register, act: Act?) {
        self.register = register
        self.act = act
    }

    /// A sheet that was planned and never printed: its places are free again; a fresh one is nowhere.
    mutating func giveBack(_ sheet: BatchSheet, of batch: Batch) async throws {
        guard let id = sheet.wallet, let known = try await self.sheet(id), known.discarded == nil else {
            return
        }
        if known.batch == batch.id {
            let reason = "never printed: batch \(batch.id) went on without it"
            try add(.sheetDiscarded(SheetDiscarded(reason: reason)), known.stream, known)
        } else {
            let free = Set(known.free + sheet.places).subtracting(known.spoiled).sorted()
            guard free != known.free else { return }
            let corrected = SheetCorrected(free: free, reason: "not printed by batch \(batch.id)")
            try add(.sheetCorrected(corrected), known.stream, known)
        }
    }

    /// A sheet on which the run printed.
    ///
    /// - Throws: `RegisterRefusal`: `.sheetPlaces`, `.discardedSheet`.
    mutating func use(_ sheet: BatchSheet, in record: BatchRecord, of batch: Batch) async throws {
        guard let id = sheet.wallet else { return }
        if let known = try await self.sheet(id) {
            guard known.discarded == nil else { throw RegisterRefusal.discardedSheet(id) }
            guard Set(sheet.places).isSubset(of: known.free), known.stock == record.printed.stock else {
                throw RegisterRefusal.sheetPlaces(id, expected: known.free, found: sheet.places)
            }
            try add(.sheetUsed(SheetUsed(batch: batch.id, places: sheet.places)), known.stream, known)
        } else {
            let last = sheet.places.max() ?? 0
            let free = Array((last + 1)..<(max(record.labelsPerSheet, last) + 1))
            let kept = SheetKept(stock: record.printed.stock, free: free, batch: batch.id)
            try add(.sheetKept(kept), StreamID(.sheet, id.rawValue), nil)
        }
    }

    /// Places whose paper was spoiled.
    mutating func spoil(_ places: [Int], on id: SheetID, reason: String) async throws {
        guard let known = try await sheet(id), known.discarded == nil else { return }
        let new = Set(places).subtracting(known.spoiled).sorted()
        guard !new.isEmpty else { return }
        try add(.sheetSpoiled(SheetSpoiled(places: new, reason: reason)), known.stream, known)
    }

    private func sheet(_ id: SheetID) async throws -> WalletSheet? {
        if let sheet = sheets[id] { return sheet }
        return try await register.store.sheet(id)
    }

    private mutating func add(_ fact: RegisterFact, _ stream: StreamID, _ known: WalletSheet?) throws {
        let revision = known?.revision ?? 0
        if let act { drafts.append(register.draft(fact, stream, after: revision, act)) }
        sheets[SheetID(stream.number)] = try WalletSheet.applying(
            fact, to: known, in: stream, number: revision + 1,
            at: act?.at ?? known?.keptAt ?? Instant(seconds: 0))
    }
}
