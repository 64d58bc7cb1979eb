public import Ledger

extension RegisterSnapshot {
    /// The register after one more event. Facts about people, configurations, batches and sheets leave it as it
    /// is: none of them is in it.
    ///
    /// - Parameters:
    ///   - stream: whose event it is.
    ///   - number: the event's number in the stream.
    ///   - happenedAt: the envelope's `happenedAt`.
    public func applying(
        _ fact: RegisterFact, in stream: StreamID, number: Int64, at happenedAt: Instant
    ) throws(FoldFault) -> RegisterSnapshot {
        var next = self
        try next.apply(fact, in: stream, number: number, at: happenedAt)
        return next
    }

    /// `applying` in place: constant time for each event.
    public mutating func apply(
        _ fact: RegisterFact, in stream: StreamID, number: Int64, at happenedAt: Instant
    ) throws(FoldFault) {
        switch stream.kind {
        case .place:
            let id = PlaceID(stream.number)
            places[id] = try Place.applying(fact, to: places[id], in: stream, number: number, at: happenedAt)
        case .device:
            let id = DeviceID(stream.number)
            devices[id] = try Device.applying(
                fact, to: devices[id], in: stream, number: number, at: happenedAt)
        case .label:
            let id = LabelID(stream.number)
            labels[id] = try Label.applying(fact, to: labels[id], in: stream, number: number, at: happenedAt)
        case .person, .configuration, .ticket, .batch, .sheet: break
        }
    }
}
