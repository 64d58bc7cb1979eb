public import Ledger

extension Device {
    /// The device after one more event of its stream.
    ///
    /// - Parameters:
    ///   - device: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`: from when it is installed, when it was retired.
    public static func applying(
        _ fact: RegisterFact, to device: Device?, in stream: StreamID, number: Int64, at happenedAt: Instant
    ) throws(FoldFault) -> Device {
        let step = FoldStep(stream: stream, number: number, fact: fact)
        try step.expect(.device)
        if case .deviceAdded(var added) = fact {
            try step.expectFirst(revision: device?.revision, identity: added.id.rawValue)
            added.revision = number
            return added
        }
        var next = try step.expectNext(device) { $0.revision }
        switch fact {
        case .deviceChanged(var changed):
            guard changed.id == next.id else { throw .wrongIdentity(stream, found: changed.id.rawValue) }
            changed.installation = next.installation
            changed.retiredAt = next.retiredAt
            next = changed
        case .deviceInstalled(let installed):
            next.installation = installed.place.map { Installation(place: $0, since: happenedAt) }
        case .deviceRetired:
            next.retiredAt = happenedAt
            next.installation = nil
        default: throw .foreignFact(stream, fact.kind)
        }
        next.revision = number
        return next
    }
}
