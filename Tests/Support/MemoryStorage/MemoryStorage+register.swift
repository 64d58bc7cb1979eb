public import Facility
public import Ledger
import Synchronization

extension MemoryStorage: RegisterStore {
    public func place(_ id: PlaceID) async throws -> Place? { state.withLock { $0.register.places[id] } }
    public func device(_ id: DeviceID) async throws -> Device? { state.withLock { $0.register.devices[id] } }

    public func label(_ code: LabelCode) async throws -> Label? {
        state.withLock { $0.register.labels.values.first { $0.code == code } }
    }

    public func labels(on target: LabelTarget) async throws -> [Label] {
        state.withLock { $0.register.labels.values.filter { $0.target == target }.sorted { $0.id < $1.id } }
    }

    public func path(to place: PlaceID) async throws -> [Place] {
        state.withLock { state in
            var path: [Place] = []
            var next: PlaceID? = place
            while let id = next, path.count < 32, let place = state.register.places[id] {
                path.append(place)
                next = place.parent
            }
            return path.reversed()
        }
    }

    public func children(of place: PlaceID) async throws -> [Place] {
        inForce().filter { $0.parent == place }.sorted(by: Place.isWalkedBefore)
    }

    public func devices(at place: PlaceID) async throws -> [Device] {
        state.withLock { state in
            state.register.devices.values
                .filter { $0.retiredAt == nil && $0.installation?.place == place }
                .sorted { $0.reference < $1.reference }
        }
    }

    public func points(on device: DeviceID) async throws -> [Place] {
        inForce().filter { $0.uplink?.port.device == device }.sorted(by: Place.isPluggedBefore)
    }

    public func places(matching text: String, limit: Int) async throws -> [Place] {
        let words = PlaceSearch.words(of: text)
        if words.isEmpty { return [] }
        let found = inForce().compactMap { place -> (rank: Int, place: Place)? in
            let text = PlaceSearch.text(of: place)
            guard words.allSatisfy({ text.contains($0) }) else { return nil }
            return (PlaceSearch.rank(text, words: words), place)
        }
        return found.sorted { Self.order($0.rank, $0.place) < Self.order($1.rank, $1.place) }
            .prefix(limit).map(\.place)
    }

    private static func order(_ rank: Int, _ place: Place) -> (Int, Int, String, Int64) {
        (rank, place.reference.unicodeScalars.count, place.reference, place.id.rawValue)
    }

    private func inForce() -> [Place] {
        state.withLock { $0.register.places.values.filter { $0.retiredAt == nil } }
    }

    public func target(reference: String) async throws -> LabelTarget? {
        if let place = inForce().first(where: { $0.reference == reference }) { return .place(place.id) }
        return state.withLock { state in
            state.register.devices.values.first { $0.retiredAt == nil && $0.reference == reference }
                .map { .device($0.id) }
        }
    }

    public func snapshot() async throws -> RegisterSnapshot { state.withLock(\.register) }
    public func person(_ id: PersonID) async throws -> Person? {
        state.withLock { Self.opened($0.people[id], $0) }
    }

    public func person(identity: Identity) async throws -> Person? {
        state.withLock { state in
            Self.opened(state.people.values.first { $0.identities.contains(identity) }, state)
        }
    }

    public func accounts(of identities: [Identity]) async throws -> [Account] {
        state.withLock { state in
            state.people.values.flatMap { person in
                person.identities.filter(identities.contains).map {
                    Account(
                        person: person.id, identity: $0, grants: person.grants, isDisabled: person.isDisabled)
                }
            }
        }
    }

    public func people() async throws -> [Person] {
        state.withLock { state in
            state.people.values.sorted { $0.id < $1.id }.compactMap { Self.opened($0, state) }
        }
    }

    public func configuration(_ subject: String) async throws -> ConfigurationLoaded? {
        state.withLock { $0.configurations[subject] }
    }

    public func batch(_ id: BatchID) async throws -> Batch? { state.withLock { $0.batches[id] } }

    public func batches(limit: Int) async throws -> [Batch] {
        state.withLock { Array($0.batches.values.sorted { $0.id > $1.id }.prefix(max(limit, 1))) }
    }

    public func sheet(_ id: SheetID) async throws -> WalletSheet? { state.withLock { $0.sheets[id] } }

    public func wallet() async throws -> [WalletSheet] {
        state.withLock { $0.sheets.values.filter(\.isUsable).sorted { $0.id < $1.id } }
    }

    public func labelsWithProblems() async throws -> [Label] {
        state.withLock { state in
            state.register.labels.values.filter { $0.problems.contains { $0.state.isOpen } }
                .sorted { $0.id < $1.id }
        }
    }

    private static func opened(_ person: Person?, _ state: State) -> Person? {
        guard var person else { return nil }
        if state.keys[person.name.owner] == nil { person.name = .erased(of: person.name.owner) }
        return person
    }
}

extension MemoryStorage: PrintingsStore {
    public func printings(after label: LabelID, limit: Int) async throws -> [LabelPrintings] {
        state.withLock { state in
            state.register.labels.values.filter { $0.id > label }.sorted { $0.id < $1.id }.prefix(limit)
                .map { label in
                    let forms = label.issues.map {
                        PrintedForm(host: $0.host, version: $0.version, level: $0.level)
                    }
                    return LabelPrintings(id: label.id, code: label.code, forms: forms)
                }
        }
    }
}
