public import Ledger

extension WalletSheet {
    /// The sheet after one more event of its stream.
    ///
    /// - Parameters:
    ///   - sheet: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`: since when it is kept.
    public static func applying(
        _ fact: RegisterFact, to sheet: WalletSheet?, in stream: StreamID, number: Int64,
        at happenedAt: Instant
    ) throws(FoldFault) -> WalletSheet {
        let step = FoldStep(stream: stream, number: number, fact: fact)
        try step.expect(.sheet)
        if case .sheetKept(let kept) = fact {
            try step.expectFirst(revision: sheet?.revision)
            return WalletSheet(
                id: SheetID(stream.number), stock: kept.stock, free: kept.free, spoiled: [],
                batch: kept.batch, keptAt: happenedAt, revision: number)
        }
        var next = try step.expectNext(sheet) { $0.revision }
        next.revision = number
        switch fact {
        case .sheetUsed(let used): next.free.removeAll { used.places.contains($0) }
        case .sheetCorrected(let corrected):
            next.free = corrected.free.filter { !next.spoiled.contains($0) }
        case .sheetSpoiled(let spoiled):
            next.free.removeAll { spoiled.places.contains($0) }
            next.spoiled = Set(next.spoiled + spoiled.places).sorted()
        case .sheetDiscarded(let discarded): next.discarded = discarded.reason
        default: throw .foreignFact(stream, fact.kind)
        }
        return next
    }
}
