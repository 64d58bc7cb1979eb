import Facility
public import Ledger
public import Sealing
import TicketTracking

/// One site's storage: the register's, the repair desk's, the sign-in's and the photos' ports on one
/// database.
///
/// Whatever a commit's answer says is durable; readers after it see it. Errors beside those that the ports
/// name: `StorageError`, `SealingError`, and what encoding or decoding throws.
public final class SiteStorage: Sendable {
    public let site: SiteID
    let engine: any SQLEngine
    let committer: GroupCommitter
    let ledger: LedgerWriter
    let keys: PersonKeys
    let blindIndex: BlindIndex
    let fingerprints: FingerprintMAC
    let waiters: EventWaiters
    let identifiers: IdentifierBlocks
    let paths = PathShelf()
    let photoFiles: PhotoFiles
    let clock: @Sendable () -> Instant
    let faults: StorageFaults?

    /// Opens a site's storage on SQLite, makes it where there is none, and brings its schema up to date.
    ///
    /// One process at a time: the lock beside the database is held until `close` or the end of the process.
    ///
    /// - Parameters:
    ///   - secret: the one under which the site was made; another one is refused.
    ///   - clock: what `recordedAt` is taken from; it may go back, `recordedAt` never does.
    /// - Throws: `StorageError`: `.locked`, `.cannotOpen`, `.setting`, `.newerSchema`, `.migration`, `.foreignSecret`.
    public static func open(
        _ location: StorageLocation, site: SiteID = SiteID(1), secret: SiteSecret,
        clock: @escaping @Sendable () -> Instant
    ) async throws -> SiteStorage {
        try await open(
            engine: try SQLiteEngine(path: location.database), photos: location.photos, site: site,
            secret: secret,
            clock: clock, faults: nil)
    }

    /// `open` on any engine, as tests with faults need it.
    static func open(
        engine: any SQLEngine, photos: String, site: SiteID, secret: SiteSecret,
        clock: @escaping @Sendable () -> Instant, faults: StorageFaults?
    ) async throws -> SiteStorage {
        do {
            let head = try await SiteOpening(engine: engine, site: site, secret: secret).carryOut()
            return SiteStorage(
                engine: engine, photoFiles: try PhotoFiles(folder: photos), site: site, secret: secret,
                head: head,
                clock: clock, faults: faults)
        } catch {
            // The lock must not outlive an opening that failed.
            try? engine.close()
            throw error
        }
    }

    private init(
        engine: any SQLEngine, photoFiles: PhotoFiles, site: SiteID, secret: SiteSecret, head: Position,
        clock: @escaping @Sendable () -> Instant, faults: StorageFaults?
    ) {
        self.site = site
        self.engine = engine
        self.clock = clock
        self.faults = faults
        self.photoFiles = photoFiles
        let waiters = EventWaiters(newest: head)
        self.waiters = waiters
        let committer = GroupCommitter(engine: engine, site: site) { waiters.publish($0) }
        self.committer = committer
        ledger = LedgerWriter(site: site, chain: .sha256, clock: clock, faults: faults)
        keys = PersonKeys(keyring: PersonKeyring(secret: secret, site: site), site: site, engine: engine)
        blindIndex = BlindIndex(secret: secret, site: site)
        fingerprints = FingerprintMAC(secret: secret)
        identifiers = IdentifierBlocks { kind, count in
            try await committer.submit { session, _ in
                try SiteTable.reserve(kind, count: count, site, session)
            }
        }
    }

    /// Refuses new commits, carries out those that wait, and lets go of the database and its lock.
    public func close() throws {
        committer.stop("the storage is closed")
        try engine.close()
    }

    func read<Value: Sendable>(_ body: (any SQLSession) throws -> Value) async throws -> Value {
        try await engine.read(body)
    }
}
