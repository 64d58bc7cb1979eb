extension SheetLayout {
    /// Where so many labels stand: part-used sheets first, by number, then fresh ones.
    ///
    /// - Parameters:
    ///   - first: the number of the first sheet in its run.
    ///   - wallet: part-used sheets of any stock.
    ///   - newNumber: gives a number for a sheet that is left with free places.
    func sheets(
        for count: Int, from first: Int, wallet: [WalletSheet], newNumber: () async throws -> SheetID
    ) async throws -> [PlannedSheet] {
        var sheets: [PlannedSheet] = []
        var left = count
        if startAt == nil, remembers {
            for known in wallet where known.stock == stock && known.isUsable && left > 0 {
                let places = Array(known.free.prefix(left))
                left -= places.count
                sheets.append(
                    PlannedSheet(
                        sheet: BatchSheet(number: first + sheets.count, wallet: known.id, places: places),
                        isPartUsed: true, free: Array(known.free.dropFirst(places.count))))
            }
        }
        var start = startAt ?? 1
        while left > 0 {
            let places = Array((start...labelsPerSheet).prefix(left))
            left -= places.count
            let free = Array((start + places.count)..<(labelsPerSheet + 1))
            let isKept = remembers && !free.isEmpty
            sheets.append(
                PlannedSheet(
                    sheet: BatchSheet(
                        number: first + sheets.count, wallet: isKept ? try await newNumber() : nil,
                        places: places), isPartUsed: false, free: isKept ? free : []))
            start = 1
        }
        return sheets
    }

    /// A tape or a sign has no part-used sheets.
    private var remembers: Bool { usesWallet && labelsPerSheet > 1 }
}
