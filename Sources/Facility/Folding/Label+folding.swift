public import Ledger

extension Label {
    /// The label after one more event of its stream.
    ///
    /// - Parameters:
    ///   - label: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`: when it was seen, when a problem was reported or moved on.
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
        case .labelStateChanged(let changed):
            next.state = changed.state
            if changed.state.isSight { next.see(happenedAt) }
        case .labelReplaced(let replaced):
            next.state = .replaced
            next.replacedBy = replaced.by
        case .labelBound(let target): next.target = target
        case .labelSeen: next.see(happenedAt)
        case .labelProblemReported(let reported):
            next.problems.append(
                LabelProblem(
                    number: next.problems.count + 1, kind: reported.kind, reportedAt: happenedAt,
                    changedAt: happenedAt))
        case .labelProblemMoved(let moved):
            guard let index = next.problems.firstIndex(where: { $0.number == moved.number }) else {
                throw .foreignFact(stream, fact.kind)
            }
            next.problems[index].state = moved.state
            next.problems[index].changedAt = happenedAt
        default: throw .foreignFact(stream, fact.kind)
        }
        return next
    }

    private mutating func see(_ instant: Instant) { lastSeenAt = max(lastSeenAt ?? instant, instant) }
}

extension LabelState {
    /// Somebody stood before it.
    fileprivate var isSight: Bool {
        switch self {
        case .stuck, .confirmed, .misplaced, .damaged, .covered: true
        case .minted, .printed, .spoiled, .lost, .replaced, .revoked: false
        }
    }

    /// A reprint ahead of a renumbering doesn't take the old paper off the wall; an ended code stays ended.
    fileprivate var staysWhenPrinted: Bool {
        switch self {
        case .stuck, .confirmed, .replaced, .revoked: true
        case .minted, .printed, .spoiled, .misplaced, .damaged, .covered, .lost: false
        }
    }
}
