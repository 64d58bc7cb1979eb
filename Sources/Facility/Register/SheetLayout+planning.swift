extension SheetLayout {
    /// Part of a sheet that a run takes.
    public struct Stretch: Hashable, Sendable {
        /// nil: a fresh sheet.
        public var known: WalletSheet?
        /// From 1, row by row, in printing order.
        public var places: [Int]
        /// Places that are left.
        public var free: [Int]
    }

    /// Where so many labels stand: part-used sheets of this stock first, by number, then fresh ones.
    ///
    /// - Parameter wallet: part-used sheets of any stock.
    public func stretches(for count: Int, wallet: [WalletSheet]) -> [Stretch] {
        var stretches: [Stretch] = []
        var left = count
        if startAt == nil, remembers {
            for known in wallet where known.stock == stock && known.isUsable && left > 0 {
                let places = Array(known.free.prefix(left))
                left -= places.count
                stretches.append(
                    Stretch(known: known, places: places, free: Array(known.free.dropFirst(places.count))))
            }
        }
        var start = startAt ?? 1
        while left > 0 {
            let places = Array((start...labelsPerSheet).prefix(left))
            left -= places.count
            stretches.append(
                Stretch(
                    known: nil, places: places, free: Array((start + places.count)..<(labelsPerSheet + 1))))
            start = 1
        }
        return stretches
    }

    /// The same as sheets of a run.
    ///
    /// - Parameters:
    ///   - first: the number of the first sheet in its run.
    ///   - newNumber: gives a number for a fresh sheet that is left with free places.
    func sheets(
        for count: Int, from first: Int, wallet: [WalletSheet], newNumber: () async throws -> SheetID
    ) async throws -> [PlannedSheet] {
        var sheets: [PlannedSheet] = []
        for stretch in stretches(for: count, wallet: wallet) {
            let isKept = stretch.known != nil || remembers && !stretch.free.isEmpty
            var number = stretch.known?.id
            if number == nil, isKept { number = try await newNumber() }
            sheets.append(
                PlannedSheet(
                    sheet: BatchSheet(number: first + sheets.count, wallet: number, places: stretch.places),
                    isPartUsed: stretch.known != nil, free: isKept ? stretch.free : []))
        }
        return sheets
    }

    /// A tape or a sign has no part-used sheets.
    private var remembers: Bool { usesWallet && labelsPerSheet > 1 }
}
