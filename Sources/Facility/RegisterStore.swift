public import Ledger

/// What the register needs of a storage. Projections (places, devices, labels, people) are brought up to date
/// in the same transaction as the events, so a reader after `commit` sees them.
public protocol RegisterStore: IdentifierSource {
    func place(_ id: PlaceID) async throws -> Place?
    func device(_ id: DeviceID) async throws -> Device?
    func label(_ code: LabelCode) async throws -> Label?
    /// All labels bound to a target, oldest first.
    func labels(on target: LabelTarget) async throws -> [Label]
    /// The place itself and all above it, the top first; empty where there is no such place.
    func path(to place: PlaceID) async throws -> [Place]
    /// Direct children in force, in walking order (order, then reference).
    func children(of place: PlaceID) async throws -> [Place]
    /// Devices in force that are installed at a place itself.
    func devices(at place: PlaceID) async throws -> [Device]
    /// Places in force whose cable ends at a switch, by port (`Place.isPluggedBefore`).
    func points(on device: DeviceID) async throws -> [Place]
    /// Places in force whose reference, name or alias contains every word of the text, best first, at most
    /// `limit`.
    func places(matching text: String, limit: Int) async throws -> [Place]
    /// The place or device in force that bears this display reference.
    func target(reference: String) async throws -> LabelTarget?
    /// The whole register as it stands, without people.
    func snapshot() async throws -> RegisterSnapshot

    func batch(_ id: BatchID) async throws -> Batch?
    /// The newest first, at most `limit`.
    func batches(limit: Int) async throws -> [Batch]
    func sheet(_ id: SheetID) async throws -> WalletSheet?
    /// Part-used sheets on which a run may print, by number.
    func wallet() async throws -> [WalletSheet]
    /// Labels about which somebody said something that isn't settled, by number.
    func labelsWithProblems() async throws -> [Label]
    /// One stream's events from its first.
    func envelopes(of stream: StreamID) async throws -> [EventEnvelope]

    func person(_ id: PersonID) async throws -> Person?
    func person(identity: Identity) async throws -> Person?
    func people() async throws -> [Person]
    /// The accounts of those of these identities that somebody has, by one query and in no order.
    func accounts(of identities: [Identity]) async throws -> [Account]

    /// The newest text of a configuration, e.g. `rules`; nil where none was ever loaded.
    func configuration(_ subject: String) async throws -> ConfigurationLoaded?

    /// The result of an earlier commit under this key, or nil.
    func result(of command: CommandID) async throws -> [UInt8]?
    /// References are unique among things in force at the end of a commit, not between its events: rooms may
    /// swap them in one. A command that was carried out before is answered before anything else is looked at.
    ///
    /// - Throws: `CommitFailure`
    func commit(_ commit: Commit) async throws -> CommitOutcome
}

/// Every place, device and label of a site at one position.
public struct RegisterSnapshot: Sendable {
    public var places: [PlaceID: Place]
    public var devices: [DeviceID: Device]
    public var labels: [LabelID: Label]

    public init(
        places: [PlaceID: Place] = [:], devices: [DeviceID: Device] = [:], labels: [LabelID: Label] = [:]
    ) {
        self.places = places
        self.devices = devices
        self.labels = labels
    }
}

/// Passwords' hashes and sessions: beside the ledger, since neither is history.
public protocol SignInStore: Sendable {
    /// The stored hash of a person's password; nil where there is none.
    func passwordHash(of person: PersonID) async throws -> String?
    func setPasswordHash(_ hash: String, of person: PersonID) async throws
    /// - Parameter tokenHash: 32 bytes.
    func openSession(tokenHash: [UInt8], person: PersonID, until: Instant) async throws
    /// The person of a session that holds at that moment.
    func session(tokenHash: [UInt8], at now: Instant) async throws -> PersonID?
    func endSession(tokenHash: [UInt8]) async throws
    /// Ends every session of a person.
    ///
    /// - Parameter kept: of the one session that goes on; nil: none does.
    func endSessions(of person: PersonID, but kept: [UInt8]?) async throws
}
