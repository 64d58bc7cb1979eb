import Facility
public import Ledger
public import TicketTracking

/// Delivers what the outbox holds: spreads its entries to people and channels, and sends what is due.
///
/// Any number may work side by side on one storage: what one has claimed no other takes while its lease holds. A message
/// that was sent and not marked, since the process ended between, is sent once more under the same id.
public struct Messenger: Sendable {
    /// What one round did.
    public struct Round: Hashable, Sendable {
        /// Entries of the outbox.
        public var spread = 0
        public var sent = 0
        /// Tries that failed and are made again.
        public var failed = 0
        /// Given up in this round.
        public var dead = 0
        /// Why entries of the outbox weren't spread, for the log; at most `faultsMax`, and of no person.
        public var faults: [String] = []
        static let faultsMax = 10

        mutating func note(_ fault: String) { if faults.count < Self.faultsMax { faults.append(fault) } }
    }

    /// What a claim is good for: many times the time of one send.
    static let lease = Duration.seconds(300)
    /// Time that a send may take, with some to write what became of it.
    static let sendMax = Duration.seconds(45)
    static let entriesAtOnce = 100
    /// Claimed at once: with `mailLanes` side by side they stay within the lease.
    static let deliveriesAtOnce = 20
    /// Mails on their way at once; a webhook or a robot gets one at a time.
    static let mailLanes = 4
    /// How long a channel rests that could not be reached.
    static let rest = Duration.seconds(60)
    /// Deliveries that are settled are listed for so long, and no more than so many of them.
    static let keptFor = Duration.seconds(90 * 86_400)
    static let keptMax = 50_000

    let store: any DeliveryStore
    let site: SiteID
    let sources: LetterSources
    let ways: MessageWays
    let clock: @Sendable () -> Instant
    let state: ChannelStates

    public init(
        store: any DeliveryStore, site: SiteID, sources: LetterSources, ways: MessageWays,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.site = site
        self.sources = sources
        self.ways = ways
        self.clock = clock
        state = ChannelStates(robots: ways.robots.keys)
    }

    /// Spreads and sends what is due now, until nothing is or the task is cancelled.
    ///
    /// - Throws: what the stores throw; what was claimed comes back when its lease ends.
    public func work() async throws -> Round {
        var round = Round()
        while !Task.isCancelled, try await spread(&round) {}
        while !Task.isCancelled, try await send(&round) {}
        return round
    }

    /// Forgets what was settled long ago.
    public func prune() async throws -> Int {
        try await store.pruneDeliveries(settledBefore: clock() - Self.keptFor, keeping: Self.keptMax)
    }

    /// - Returns: whether there may be more.
    private func spread(_ round: inout Round) async throws -> Bool {
        let now = clock()
        let entries = try await store.claimOutbox(
            at: now, leaseUntil: now + Self.lease, limit: Self.entriesAtOnce)
        if entries.isEmpty { return false }
        let spreader = Spreader(
            finder: RecipientFinder(
                people: try await sources.register.store.people(), policy: sources.policy()),
            channels: ways.channels, site: site)
        for entry in entries where clock() < now + Self.lease {
            guard let deliveries = try await deliveries(of: entry, spreader, &round) else {
                round.failed += 1
                continue
            }
            if try await store.spread(entry, into: deliveries) {
                round.spread += 1
                round.dead += deliveries.count { $0.state == .dead }
            }
        }
        return entries.count == Self.entriesAtOnce
    }

    /// - Returns: nil where its ticket can't be read: it holds up no other, and comes back when its lease ends, for a day; then
    ///   a dead one that says why.
    private func deliveries(
        of entry: OutboxEntry, _ spreader: Spreader, _ round: inout Round
    ) async throws -> [Delivery]? {
        do {
            let events = try await sources.tickets.events(of: entry.ticket)
            let ticket = try Ticket.folding(events)
            var spreader = spreader
            if let place = ticket?.place.place {
                spreader.finder.path = Set(try await sources.register.store.path(to: place).map(\.id))
            }
            return spreader.deliveries(of: entry, ticket, events, at: clock())
        } catch {
            // By its type: what an error holds may be what somebody wrote.
            let why = "can't be read: \(String(reflecting: type(of: error)))"
            round.note("ticket \(entry.ticket), event \(entry.event): \(why)")
            let recorded = try await store.recordedAt(entry)
            guard let wanted = recorded.map({ max($0, entry.notBefore ?? $0) }),
                clock() - wanted < Backoff.givenUpAfter
            else { return [spreader.dead(entry, why, clock())] }
            return nil
        }
    }
}
