public import Facility
public import Ledger

extension TicketFact {
    /// Faults come back at one place or of one device.
    public struct FaultRepeated: Hashable, Sendable, Codable {
        /// One of both is there.
        public var place: PlaceID?
        public var device: DeviceID?
        /// Oldest first, this one last; of very many the newest.
        public var tickets: [TicketID]
        public var count: Int
        /// When the first of them was reported.
        public var since: Instant

        public init(
            place: PlaceID? = nil, device: DeviceID? = nil, tickets: [TicketID], count: Int, since: Instant
        ) {
            self.place = place
            self.device = device
            self.tickets = tickets
            self.count = count
            self.since = since
        }
    }

    /// Somebody has seen to what comes back, and says how.
    public struct FindingClosed: Hashable, Sendable, Codable {
        public var words: Personal<String>

        public init(words: Personal<String>) { self.words = words }
    }
}
