public import Ledger

extension Batch {
    /// The batch after one more event of its stream.
    ///
    /// - Parameters:
    ///   - batch: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`: when it was opened, printed, voided.
    ///   - actor: the envelope's: who did it.
    public static func applying(
        _ fact: RegisterFact, to batch: Batch?, in stream: StreamID, number: Int64, at happenedAt: Instant,
        by actor: EventActor
    ) throws(FoldFault) -> Batch {
        let step = FoldStep(stream: stream, number: number, fact: fact)
        try step.expect(.batch)
        if case .batchOpened(let opened) = fact {
            try step.expectFirst(revision: batch?.revision)
            return Batch(
                id: BatchID(stream.number), title: opened.title, openedAt: happenedAt, openedBy: actor,
                items: opened.codes.map { BatchItem(code: $0) }, revision: number)
        }
        var next = try step.expectNext(batch) { $0.revision }
        next.revision = number
        switch fact {
        case .batchPrinted(let printed): next.print(printed, at: happenedAt, by: actor)
        case .batchSpoiled(let spoiled): next.spoil(Set(spoiled.codes))
        case .batchVoided(let voided):
            next.spoil(Set(voided.codes))
            next.voided = BatchEnding(at: happenedAt, by: actor, reason: voided.reason)
        default: throw .foreignFact(stream, fact.kind)
        }
        return next
    }

    private mutating func print(_ printed: BatchPrinted, at instant: Instant, by actor: EventActor) {
        let indexes = toPrint(after: printed.after, spoiled: printed.spoiled)
        let places = printed.sheets.flatMap { sheet in sheet.places.map { (sheet.number, $0) } }
        for (index, (sheet, place)) in zip(indexes, places) {
            items[index] = BatchItem(code: items[index].code, state: .printed, sheet: sheet, place: place)
        }
        // What was returned and not printed again, since a run may be shorter than what waits.
        for index in indexes.dropFirst(places.count) { items[index] = BatchItem(code: items[index].code) }
        runs.append(
            BatchRun(
                stock: printed.stock, design: printed.design, dotsPerInch: printed.dotsPerInch,
                sheets: printed.sheets, labels: places.count, at: instant, by: actor))
    }

    private mutating func spoil(_ codes: Set<LabelCode>) {
        for index in items.indices where codes.contains(items[index].code) {
            items[index].state = .spoiled
        }
    }
}
