public import Ledger

extension Place {
    /// The place after one more event of its stream.
    ///
    /// - Parameters:
    ///   - place: as it was; nil before the stream's first event.
    ///   - number: the event's number in the stream; it becomes the revision.
    ///   - happenedAt: the envelope's `happenedAt`: when an old name ends, when a retired place ended.
    public static func applying(
        _ fact: RegisterFact, to place: Place?, in stream: StreamID, number: Int64, at happenedAt: Instant
    ) throws(FoldFault) -> Place {
        let step = FoldStep(stream: stream, number: number, fact: fact)
        try step.expect(.place)
        if case .placeAdded(var added) = fact {
            try step.expectFirst(revision: place?.revision, identity: added.id.rawValue)
            added.revision = number
            return added
        }
        var next = try step.expectNext(place) { $0.revision }
        next.revision = number
        switch fact {
        case .placeRenamed(let renamed): next.rename(renamed, at: happenedAt)
        case .placeMoved(let moved): next.parent = moved.parent
        case .placeChanged(let changed): next.change(changed)
        case .placeRetired: next.retiredAt = happenedAt
        case .placeCabled(let cabled):
            next.uplink = cabled.port.map { Uplink(port: $0, source: cabled.source, since: happenedAt) }
        case .placeNoticePosted(let notice):
            next.notices.append(notice)
            next.noticeCount = max(next.noticeCount, notice.number)
        case .placeNoticeChanged(let notice):
            next.notices = next.notices.map { $0.number == notice.number ? notice : $0 }
        case .placeNoticeEnded(let ended): next.notices.removeAll { $0.number == ended.number }
        default: throw .foreignFact(stream, fact.kind)
        }
        return next
    }

    private mutating func rename(_ renamed: PlaceRenamed, at happenedAt: Instant) {
        if reference != renamed.reference || name != renamed.name {
            aliases.append(PlaceAlias(reference: reference, name: name, until: happenedAt))
        }
        reference = renamed.reference
        name = renamed.name
        isNameGenerated = renamed.isNameGenerated
    }

    private mutating func change(_ changed: PlaceChanged) {
        kind = changed.kind
        externalIDs = changed.externalIDs
        order = changed.order
        timeZone = changed.timeZone
        privacy = changed.privacy
        responsible = changed.responsible
    }
}
