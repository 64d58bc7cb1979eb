public import Ledger

extension Register {
    /// Says which places of a part-used sheet are free, whatever was believed. Needs `RegisterRight.manageLabels`
    /// for the whole site.
    ///
    /// - Parameter free: from 1; a spoiled place can't be among them.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.unknownSheet`, `.discardedSheet`, `.sheetPlaces`; `CommitFailure`.
    public func correctSheet(_ id: SheetID, free: [Int], act: Act) async throws -> WalletSheet {
        let free = Set(free).sorted()
        return try await change(id, "correctSheet", "\(free)", act) { sheet throws(RegisterRefusal) in
            let taken = free.filter { $0 < 1 || $0 > Self.placeMax || sheet.spoiled.contains($0) }
            guard taken.isEmpty else { throw .sheetPlaces(id, expected: sheet.free, found: taken) }
            return .sheetCorrected(SheetCorrected(free: free))
        }
    }

    /// Says that places of a part-used sheet are spoiled: they never become free again.
    ///
    /// - Throws: as `correctSheet`, and `.text`.
    public func spoilPlaces(_ places: [Int], on id: SheetID, reason: String, act: Act) async throws
        -> WalletSheet
    {
        try Self.check(reason, "reason", Self.reasonMax)
        let places = Set(places).sorted()
        return try await change(id, "spoilPlaces", "\(places) \(reason)", act) {
            sheet throws(RegisterRefusal) in
            guard !places.isEmpty, places.allSatisfy({ (1...Self.placeMax).contains($0) }) else {
                throw .sheetPlaces(id, expected: sheet.free, found: places)
            }
            return .sheetSpoiled(SheetSpoiled(places: places, reason: reason))
        }
    }

    /// Takes a part-used sheet out of the wallet, e.g. since it went into the bin.
    ///
    /// - Throws: as `correctSheet`, and `.text`.
    public func discardSheet(_ id: SheetID, reason: String, act: Act) async throws -> WalletSheet {
        try Self.check(reason, "reason", Self.reasonMax)
        return try await change(id, "discardSheet", reason, act) { _ in
            .sheetDiscarded(SheetDiscarded(reason: reason))
        }
    }

    /// No sheet has more labels.
    private static let placeMax = 5_000

    private func change(
        _ id: SheetID, _ verb: StaticString, _ asked: String, _ act: Act,
        _ fact: (WalletSheet) throws(RegisterRefusal) -> RegisterFact
    ) async throws -> WalletSheet {
        try demand(.manageLabels, of: act)
        var fingerprint = Fingerprint(verb)
        fingerprint.add(id.rawValue)
        fingerprint.add(asked)
        if try await repetition(of: act, fingerprint, Done.self) == nil {
            let sheet = try await sheet(id)
            guard sheet.discarded == nil else { throw RegisterRefusal.discardedSheet(id) }
            let draft = draft(try fact(sheet), sheet.stream, after: sheet.revision, act)
            _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        }
        return try await sheet(id)
    }

    /// - Throws: `RegisterRefusal.unknownSheet`, or what the store throws.
    public func sheet(_ id: SheetID) async throws -> WalletSheet {
        guard let sheet = try await store.sheet(id) else { throw RegisterRefusal.unknownSheet(id) }
        return sheet
    }
}
