public import Ledger

extension Person {
    /// The person after one more event of its stream.
    ///
    /// - Parameters:
    ///   - person: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`; no field depends on it yet.
    public static func applying(
        _ fact: RegisterFact, to person: Person?, in stream: StreamID, number: Int64, at happenedAt: Instant
    ) throws(FoldFault) -> Person {
        let step = FoldStep(stream: stream, number: number, fact: fact)
        try step.expect(.person)
        if case .personAdded(let added) = fact {
            try step.expectFirst(revision: person?.revision)
            return Person(
                id: PersonID(stream.number), name: added.name, identities: added.identities, revision: number)
        }
        var next = try step.expectNext(person) { $0.revision }
        next.revision = number
        switch fact {
        case .personGranted(let grant):
            if !next.grants.contains(grant) { next.grants.append(grant) }
        case .personGrantEnded(let grant): next.grants.removeAll { $0 == grant }
        case .personPasswordSet, .personSignedIn, .personExported: break
        case .personDisabled: next.isDisabled = true
        case .personMailSet(let set): (next.mail, next.language) = (set.mail, set.language)
        default: throw .foreignFact(stream, fact.kind)
        }
        return next
    }
}
