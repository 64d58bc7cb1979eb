public import Ledger

extension Label {
    /// The label after one more event of its stream.
    ///
    /// - Parameters:
    ///   - label: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`; no label field depends on it yet.
    public static func applying(
        _ fact: RegisterFact, to label: Label?, in stream: StreamID, number: Int64, at happenedAt: Instant
    ) throws(FoldFault) -> Label {
        let step = FoldStep(stream: stream, number: number, fact: fact)
        try step.expect(.label)
        if case .labelMinted(let minted) = fact {
            try step.expectFirst(revision: label?.revision)
            return Label(
                id: LabelID(stream.number), code: minted.code, target: minted.target,
                placement: minted.placement, revision: number)
        }
        var next = try step.expectNext(label) { $0.revision }
        next.revision = number
        switch fact {
        case .labelPrinted(let issue):
            next.issues.append(issue)
            if !next.state.staysWhenPrinted { next.state = .printed }
        case .labelStateChanged(let changed): next.state = changed.state
        case .labelReplaced(let replaced):
            next.state = .replaced
            next.replacedBy = replaced.by
        case .labelBound(let target): next.target = target
        default: throw .foreignFact(stream, fact.kind)
        }
        return next
    }
}

extension LabelState {
    /// A reprint ahead of a renumbering doesn't take the old paper off the wall; an ended code stays ended.
    fileprivate var staysWhenPrinted: Bool {
        switch self {
        case .stuck, .confirmed, .replaced, .revoked: true
        case .minted, .printed, .spoiled, .misplaced, .damaged, .covered, .lost: false
        }
    }
}
