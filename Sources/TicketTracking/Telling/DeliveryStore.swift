public import Ledger

/// What delivering messages needs of a storage. A worker that dies loses its claims by itself.
public protocol DeliveryStore: Sendable {
    /// Entries of the outbox that may go out and are leased to nobody, the oldest event first, each leased to the
    /// caller until `leaseUntil`.
    ///
    /// - Parameter limit: 1 to 1,000.
    func claimOutbox(at now: Instant, leaseUntil: Instant, limit: Int) async throws -> [OutboxEntry]

    /// When the event was recorded that an entry tells of; nil: there is no such event.
    func recordedAt(_ entry: OutboxEntry) async throws -> Instant?

    /// Puts deliveries in the place of an entry, all in one transaction.
    ///
    /// - Returns: false where the entry was gone: somebody else had spread it, and nothing was written.
    func spread(_ entry: OutboxEntry, into deliveries: [Delivery]) async throws -> Bool

    /// Waiting deliveries that are due and leased to nobody, the urgent first, then by due, each leased to the caller
    /// with one more attempt.
    ///
    /// - Parameters:
    ///   - resting: channels of which none is taken.
    ///   - limit: 1 to 1,000.
    func claimDeliveries(
        at now: Instant, leaseUntil: Instant, resting: Set<ChannelKey>, limit: Int
    ) async throws -> [Delivery]

    /// Writes what became of a claimed delivery and ends the lease.
    ///
    /// - Returns: false where it was claimed by another meanwhile, told by its attempts; nothing was written.
    func settle(_ delivery: Delivery, claimedAs attempts: Int) async throws -> Bool

    /// Makes due what was put off by a channel, each from when it was wanted on; not what isn't wanted yet.
    func hasten(_ channel: ChannelKey, at now: Instant) async throws

    /// The newest first.
    ///
    /// - Parameters:
    ///   - state: nil: all.
    ///   - limit: 1 to 1,000.
    func deliveries(_ state: Delivery.State?, limit: Int) async throws -> [Delivery]

    /// What waits though its time has come, claimed or not: the outbox's first, then channels by name.
    func waiting(at now: Instant) async throws -> [WaitingDeliveries]

    /// Deliveries that wait though their time has come: the urgent first, then the longest waiting.
    ///
    /// - Parameter limit: 1 to 1,000.
    func waitingDeliveries(at now: Instant, limit: Int) async throws -> [Delivery]

    /// Deliveries whose id begins with these letters, at most two.
    func deliveries(idPrefix: String) async throws -> [Delivery]

    /// Lets a dead delivery begin anew: it waits from now on, or where nobody was found, its entry is back in the
    /// outbox.
    ///
    /// - Returns: false unless it was dead.
    func retry(_ id: String, at now: Instant) async throws -> Bool

    /// Ends a dead delivery for good.
    ///
    /// - Parameter remark: who did it and why, as `Delivery.remark(givenUpBy:because:)` makes it.
    /// - Returns: false unless it was dead.
    func giveUp(_ id: String, remark: String, at now: Instant) async throws -> Bool

    /// Makes a sent delivery a dead one, of which its server said later that it couldn't be delivered.
    ///
    /// - Parameter remark: why, as `Delivery.remark(_:)` makes it.
    /// - Returns: false unless it stood as sent.
    func bounce(_ id: String, remark: String, at now: Instant) async throws -> Bool

    /// Forgets what was settled before an instant, and beyond `keeping` the oldest of the settled.
    ///
    /// - Returns: how many.
    func pruneDeliveries(settledBefore: Instant, keeping: Int) async throws -> Int

    func record(_ test: ChannelTest) async throws
    /// Forgets the test whose message this was.
    ///
    /// - Returns: the test; nil: none is known by this id, or a newer one took its place.
    func forgetTest(_ id: String) async throws -> ChannelTest?
    /// The newest of each channel and person.
    func channelTests() async throws -> [ChannelTest]
}
