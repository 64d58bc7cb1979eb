public import Facility
public import Ledger

/// What lists show of a finding, brought up to date with the ticket on which it was made.
public struct FindingRow: Hashable, Sendable {
    /// The ticket that was one too many; a ticket has one finding at most.
    public var ticket: TicketID
    /// One of both is there.
    public var place: PlaceID?
    public var device: DeviceID?
    /// Faults, that ticket's among them.
    public var count: Int
    /// When the first of them was reported.
    public var since: Instant
    public var foundAt: Instant
    /// nil: nobody has closed it.
    public var closedAt: Instant?

    public init(
        ticket: TicketID, place: PlaceID? = nil, device: DeviceID? = nil, count: Int, since: Instant,
        foundAt: Instant, closedAt: Instant? = nil
    ) {
        self.ticket = ticket
        self.place = place
        self.device = device
        self.count = count
        self.since = since
        self.foundAt = foundAt
        self.closedAt = closedAt
    }

    var subject: RepeatDetector.Subject? { device.map { .device($0) } ?? place.map { .place($0) } }
}

extension FindingRow {
    /// A finding that a commit would open though another ticket's finding of the same place or device stands open: two
    /// reports at the same instant may each be the one too many.
    ///
    /// - Parameter written: what is there already, of all tickets.
    public static func second(of commit: TicketCommit, among written: some Sequence<FindingRow>)
        -> FindingRow?
    {
        let new = commit.findings.filter { $0.closedAt == nil }
        guard !new.isEmpty else { return nil }
        let old = Array(written)
        return new.first { row in
            !old.contains { $0.ticket == row.ticket }
                && old.contains { $0.closedAt == nil && $0.subject == row.subject }
        }
    }
}

/// A finding as it stands on its ticket.
public struct RepeatedFault: Hashable, Sendable {
    public var payload: TicketFact.FaultRepeated
    public var foundAt: Instant
    public internal(set) var closedAt: Instant?
    /// Why it was closed.
    public internal(set) var words: Personal<String>?
}

extension Ticket {
    /// Its finding, or none.
    public var findingRows: [FindingRow] {
        guard let finding else { return [] }
        return [
            FindingRow(
                ticket: id, place: finding.payload.place, device: finding.payload.device,
                count: finding.payload.count, since: finding.payload.since, foundAt: finding.foundAt,
                closedAt: finding.closedAt)
        ]
    }

    mutating func applyFinding(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .faultRepeated(let payload): finding = RepeatedFault(payload: payload, foundAt: instant)
        case .findingClosed(let payload):
            finding?.closedAt = instant
            finding?.words = payload.words
        default: break
        }
    }
}

extension Decision {
    /// Whatever the ticket's state: what comes back outlives the single repair.
    func closeFinding(_ words: String) throws(Refusal) -> [TicketFact] {
        guard let finding = ticket.finding, finding.closedAt == nil else { throw .noFinding }
        return [.findingClosed(TicketFact.FindingClosed(words: try text(words, "words")))]
    }
}
