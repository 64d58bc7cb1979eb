import Facility
public import Ledger
import Sealing
import Synchronization
public import TicketTracking

/// The in-memory twin of the storage: every port of one site, with the same folds, sealing and answers, and
/// nothing on disk. One lock is its transaction.
public final class MemoryStorage: Sendable {
    public let site: SiteID
    let keyring: PersonKeyring
    let clock: @Sendable () -> Instant
    let state: Mutex<State>

    struct State {
        var erasures = 0
        var events: [EventEnvelope] = []
        var lastNumbers: [StreamID: Int64] = [:]
        var commands: [CommandID: Answered] = [:]
        var keys: [PersonID: PersonKey] = [:]
        var nextIdentifiers: [IdentifierKind: Int64] = [:]
        var register = RegisterSnapshot()
        var people: [PersonID: Person] = [:]
        var batches: [BatchID: Batch] = [:]
        var sheets: [SheetID: WalletSheet] = [:]
        var configurations: [String: ConfigurationLoaded] = [:]
        var tickets: [TicketID: TicketRow] = [:]
        var reports: [ReportID: ReportRow] = [:]
        var deadlines: [TicketID: [Due]] = [:]
        var outbox: [OutboxEntry] = []
        var outboxLeases: [OutboxEntry: Instant] = [:]
        var deliveries: [String: Claimed] = [:]
        var channelTests: [ChannelTest] = []
        var supervisions: [TicketID: [SupervisionRow]] = [:]
        var findings: [TicketID: [FindingRow]] = [:]
        var givings: [PersonID: Instant] = [:]
        var passwords: [PersonID: String] = [:]
        var sessions: [[UInt8]: OpenSession] = [:]
        var views: [PersonID: [KeptView]] = [:]
        var photos: [String: SealedPhoto] = [:]
        var waiters: [Int: Waiter] = [:]
        var nextWaiter = 0

        var head: Position { Position(Int64(events.count)) }
    }

    struct Answered {
        var fingerprint: [UInt8]
        var result: [UInt8]
    }

    struct Due {
        var deadline: Deadline
        var leasedUntil: Instant?
    }

    struct Claimed {
        var delivery: Delivery
        var leasedUntil: Instant?
    }

    struct OpenSession {
        var person: PersonID
        var until: Instant
    }

    struct SealedPhoto {
        var owner: PersonID
        var bytes: [UInt8]
    }

    struct Waiter {
        var position: Position
        var continuation: CheckedContinuation<Void, any Error>
    }

    public init(site: SiteID = SiteID(1), clock: @escaping @Sendable () -> Instant) throws {
        self.site = site
        self.clock = clock
        keyring = PersonKeyring(secret: try .random(), site: site)
        state = Mutex(State())
    }

    /// What was put into the outbox, oldest first.
    public var outbox: [OutboxEntry] { state.withLock(\.outbox) }

    public var photoCount: Int { state.withLock(\.photos.count) }

    /// Deletes a person's key: what was sealed for the person decodes as `.erased`.
    public func erase(_ person: PersonID) async throws -> Bool {
        state.withLock { state in
            for (id, row) in state.reports where row.reporter == person { state.reports[id]?.contact = nil }
            (state.passwords[person], state.views[person]) = (nil, nil)
            state.sessions = state.sessions.filter { $0.value.person != person }
            state.photos = state.photos.filter { $0.value.owner != person }
            state.erasures += 1
            return state.keys.removeValue(forKey: person) != nil
        }
    }
}

/// Seals and opens with the keys of one moment.
struct MemorySealing: PersonalSealer, PersonalOpener {
    var keyring: PersonKeyring
    var keys: [PersonID: PersonKey]

    func seal(_ clear: [UInt8], of owner: PersonID) throws -> [UInt8] {
        guard let key = keys[owner] else { throw PersonalError.erased(owner) }
        return try keyring.seal(clear, under: key, of: owner)
    }

    func open(_ sealed: [UInt8], of owner: PersonID) throws -> [UInt8]? {
        try keys[owner].map { try keyring.open(sealed, under: $0, of: owner) }
    }
}
