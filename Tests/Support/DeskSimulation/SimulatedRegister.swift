import Facility
import Ledger
import RegisterShelf

/// The campus as one simulation sees it: places, labels and people are the same for all, its devices are its own.
struct SimulatedRegister: RegisterStore {
    let campus: SimulatedCampus
    let vault: TicketVault

    private var shelf: RegisterShelf { campus.register }

    func device(_ id: DeviceID) -> Device? { vault.read { $0.devices[id] } }
    func devices(at place: PlaceID) -> [Device] {
        vault.read { state in
            state.devices.values.filter { $0.installation?.place == place && $0.retiredAt == nil }
                .sorted { $0.reference < $1.reference }
        }
    }

    func place(_ id: PlaceID) async -> Place? { await shelf.place(id) }
    func label(_ code: LabelCode) async -> Label? { await shelf.label(code) }
    func labels(on target: LabelTarget) async -> [Label] { await shelf.labels(on: target) }
    func path(to place: PlaceID) -> [Place] { campus.paths[place] ?? [] }
    func children(of place: PlaceID) async -> [Place] { await shelf.children(of: place) }
    func points(on device: DeviceID) async -> [Place] { await shelf.points(on: device) }
    func places(matching text: String, limit: Int) async -> [Place] {
        await shelf.places(matching: text, limit: limit)
    }
    func target(reference: String) async -> LabelTarget? { await shelf.target(reference: reference) }
    func snapshot() async -> RegisterSnapshot { await shelf.snapshot() }
    func batch(_ id: BatchID) async -> Batch? { await shelf.batch(id) }
    func batches(limit: Int) async -> [Batch] { await shelf.batches(limit: limit) }
    func sheet(_ id: SheetID) async -> WalletSheet? { await shelf.sheet(id) }
    func wallet() async -> [WalletSheet] { await shelf.wallet() }
    func labelsWithProblems() async -> [Label] { await shelf.labelsWithProblems() }
    func envelopes(of stream: StreamID) async throws -> [EventEnvelope] {
        try await shelf.envelopes(of: stream)
    }
    func person(_ id: PersonID) async -> Person? { await shelf.person(id) }
    func person(identity: Identity) async -> Person? { await shelf.person(identity: identity) }
    func people() async -> [Person] { await shelf.people() }
    func accounts(of identities: [Identity]) -> [Account] { identities.compactMap { campus.accounts[$0] } }
    func configuration(_ subject: String) async -> ConfigurationLoaded? {
        await shelf.configuration(subject)
    }
    func result(of command: CommandID) -> [UInt8]? { nil }
    func reserve(_ kind: IdentifierKind, count: Int64) -> Int64 { vault.reserve(kind, count: count) }
    /// What a desk writes goes by the tickets' commits.
    func commit(_ commit: Commit) throws -> CommitOutcome {
        throw CommitFailure.unavailable("the register is only read")
    }
}
