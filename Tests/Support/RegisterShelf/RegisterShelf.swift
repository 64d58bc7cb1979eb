public import Facility
public import Ledger

/// A register in memory that is stricter than any database: after every single event it checks what must hold
/// at every step, after every commit what must hold in the end.
public actor RegisterShelf: RegisterStore {
    public enum Broken: Error, Hashable {
        case parentMissing(PlaceID)
        case cycle(PlaceID)
        case placeRetiredUnder(PlaceID)
        case installedNowhere(DeviceID)
        case sameReference(String)
        case codeTwice(LabelCode)
        case unsealable(PersonID)
    }

    public private(set) var register = RegisterSnapshot()
    public private(set) var persons: [PersonID: Person] = [:]
    public private(set) var configurations: [String: ConfigurationLoaded] = [:]
    public private(set) var batches: [BatchID: Batch] = [:]
    public private(set) var sheets: [SheetID: WalletSheet] = [:]
    /// Everything that was ever committed, in order.
    public private(set) var drafts: [EventDraft] = []
    public private(set) var commitCount = 0
    private var commands: [CommandID: (fingerprint: [UInt8], result: [UInt8])] = [:]
    private var numbers: [IdentifierKind: Int64] = [:]
    private var configurationRevisions: [Int64: Int64] = [:]
    public var now: Instant

    /// Reading the whole register again after each event costs; switched off for large imports.
    private let checksEachStep: Bool

    public init(now: Instant = Instant(seconds: 1_788_000_000), checksEachStep: Bool = true) {
        self.now = now
        self.checksEachStep = checksEachStep
    }

    public func setNow(_ instant: Instant) { now = instant }

    public func place(_ id: PlaceID) -> Place? { register.places[id] }
    public func device(_ id: DeviceID) -> Device? { register.devices[id] }
    public func label(_ code: LabelCode) -> Label? { register.labels.values.first { $0.code == code } }

    public func labels(on target: LabelTarget) -> [Label] {
        register.labels.values.filter { $0.target == target }.sorted { $0.id < $1.id }
    }

    public func path(to place: PlaceID) -> [Place] {
        var path: [Place] = []
        var next = register.places[place]
        while let place = next {
            path.append(place)
            next = place.parent.flatMap { register.places[$0] }
        }
        return path.reversed()
    }

    public func children(of place: PlaceID) -> [Place] {
        register.places.values.filter { $0.parent == place && $0.retiredAt == nil }.sorted(
            by: Place.isWalkedBefore)
    }

    public func devices(at place: PlaceID) -> [Device] {
        register.devices.values.filter { $0.installation?.place == place }.sorted {
            $0.reference < $1.reference
        }
    }

    public func points(on device: DeviceID) -> [Place] {
        register.places.values.filter { $0.uplink?.port.device == device && $0.retiredAt == nil }
            .sorted(by: Place.isPluggedBefore)
    }

    public func places(matching text: String, limit: Int) -> [Place] {
        let words = text.lowercased().split(separator: " ")
        let found = register.places.values.filter { place in
            let aliases = place.aliases.map { "\($0.reference) \($0.name.zh ?? "") \($0.name.en ?? "")" }
            let all = "\(place.reference) \(place.name.zh ?? "") \(place.name.en ?? "") \(aliases)"
                .lowercased()
            return place.retiredAt == nil && words.allSatisfy { all.contains($0) }
        }
        return Array(found.sorted { $0.reference < $1.reference }.prefix(limit))
    }

    public func target(reference: String) -> LabelTarget? {
        let place = register.places.values.first { $0.reference == reference && $0.retiredAt == nil }
        if let place { return .place(place.id) }
        let device = register.devices.values.first { $0.reference == reference && $0.retiredAt == nil }
        return device.map { .device($0.id) }
    }

    public func snapshot() -> RegisterSnapshot { register }
    public func person(_ id: PersonID) -> Person? { persons[id] }
    public func person(identity: Identity) -> Person? {
        persons.values.first { $0.identities.contains(identity) }
    }
    public func people() -> [Person] { persons.values.sorted { $0.id < $1.id } }
    public func accounts(of identities: [Identity]) -> [Account] {
        persons.values.flatMap { person in
            person.identities.filter(identities.contains).map {
                Account(
                    person: person.id, identity: $0, grants: person.grants, isDisabled: person.isDisabled)
            }
        }
    }
    public func configuration(_ subject: String) -> ConfigurationLoaded? { configurations[subject] }
    public func result(of command: CommandID) -> [UInt8]? { commands[command]?.result }

    public func batch(_ id: BatchID) -> Batch? { batches[id] }
    public func batches(limit: Int) -> [Batch] {
        Array(batches.values.sorted { $0.id > $1.id }.prefix(limit))
    }
    public func sheet(_ id: SheetID) -> WalletSheet? { sheets[id] }
    public func wallet() -> [WalletSheet] { sheets.values.filter(\.isUsable).sorted { $0.id < $1.id } }
    public func labelsWithProblems() -> [Label] {
        register.labels.values.filter { $0.problems.contains { $0.state.isOpen } }.sorted { $0.id < $1.id }
    }

    /// The drafts of a stream as envelopes, without position and hash, which nobody here asks for.
    public func envelopes(of stream: StreamID) throws -> [EventEnvelope] {
        try drafts.filter { $0.stream == stream }.map { draft in
            EventEnvelope(
                site: SiteID(1), position: .start, stream: stream, number: draft.number,
                kind: draft.fact.kind, recordedAt: now, occurredAt: draft.occurredAt, basedOn: draft.basedOn,
                actor: draft.actor, channel: draft.channel, command: draft.command,
                audience: draft.fact.audience, payload: try draft.fact.payload(CanonicalEncoder()),
                algorithm: "", previousHash: [], hash: [])
        }
    }

    public func reserve(_ kind: IdentifierKind, count: Int64) -> Int64 {
        defer { numbers[kind, default: 1] += count }
        return numbers[kind, default: 1]
    }

    public func commit(_ commit: Commit) throws -> CommitOutcome {
        if let earlier = commands[commit.command] {
            guard earlier.fingerprint == commit.fingerprint else {
                throw CommitFailure.keyReused(commit.command)
            }
            return .repeated(result: earlier.result)
        }
        let before = (register, persons, configurations, configurationRevisions, batches, sheets)
        do {
            for draft in commit.drafts { try apply(draft, commit) }
            try checkEnd()
        } catch {
            (register, persons, configurations, configurationRevisions, batches, sheets) = before
            throw error
        }
        drafts += commit.drafts
        commitCount += 1
        commands[commit.command] = (commit.fingerprint, commit.result)
        return .committed(Position(Int64(drafts.count)))
    }

    private func apply(_ draft: EventDraft, _ commit: Commit) throws {
        guard let fact = draft.fact as? RegisterFact else { throw FactError.unknownKind(draft.fact.kind) }
        let newest = revision(of: draft.stream)
        guard draft.number == newest + 1 else {
            throw CommitFailure.raced(draft.stream, number: draft.number)
        }
        switch draft.stream.kind {
        case .person:
            let id = PersonID(draft.stream.number)
            if persons[id] == nil, !commit.newSubjects.contains(id) { throw Broken.unsealable(id) }
            persons[id] = try Person.applying(
                fact, to: persons[id], in: draft.stream, number: draft.number, at: now)
        case .configuration:
            guard case .configurationLoaded(let loaded) = fact else { throw FactError.unknownKind(fact.kind) }
            configurations[loaded.subject] = loaded
            configurationRevisions[draft.stream.number] = draft.number
        case .batch:
            let id = BatchID(draft.stream.number)
            batches[id] = try Batch.applying(
                fact, to: batches[id], in: draft.stream, number: draft.number, at: now, by: draft.actor)
        case .sheet:
            let id = SheetID(draft.stream.number)
            sheets[id] = try WalletSheet.applying(
                fact, to: sheets[id], in: draft.stream, number: draft.number, at: now)
        default: try register.apply(fact, in: draft.stream, number: draft.number, at: now)
        }
        if checksEachStep { try checkStep(draft.stream) }
    }

    private func revision(of stream: StreamID) -> Int64 {
        switch stream.kind {
        case .place: register.places[PlaceID(stream.number)]?.revision ?? 0
        case .device: register.devices[DeviceID(stream.number)]?.revision ?? 0
        case .label: register.labels[LabelID(stream.number)]?.revision ?? 0
        case .person: persons[PersonID(stream.number)]?.revision ?? 0
        case .configuration: configurationRevisions[stream.number] ?? 0
        case .batch: batches[BatchID(stream.number)]?.revision ?? 0
        case .sheet: sheets[SheetID(stream.number)]?.revision ?? 0
        case .ticket: 0
        }
    }
}

extension RegisterShelf {
    private func checkStep(_ stream: StreamID) throws {
        switch stream.kind {
        case .place: try checkPlace(PlaceID(stream.number))
        case .device:
            let device = register.devices[DeviceID(stream.number)]
            if let device, let place = device.installation?.place, register.places[place]?.retiredAt != nil {
                throw Broken.installedNowhere(device.id)
            }
            if let device, let place = device.installation?.place, register.places[place] == nil {
                throw Broken.installedNowhere(device.id)
            }
        default: break
        }
    }

    private func checkPlace(_ id: PlaceID) throws {
        var above = register.places[id]?.parent
        var steps = 0
        while let parent = above {
            guard let place = register.places[parent] else { throw Broken.parentMissing(id) }
            guard place.retiredAt == nil || register.places[id]?.retiredAt != nil else {
                throw Broken.parentMissing(id)
            }
            above = place.parent
            steps += 1
            if steps > 100 { throw Broken.cycle(id) }
        }
        if register.places[id]?.retiredAt != nil,
            register.places.values.contains(where: { $0.parent == id && $0.retiredAt == nil })
        {
            throw Broken.placeRetiredUnder(id)
        }
    }

    private func checkEnd() throws {
        var references: Set<String> = []
        for place in register.places.values where place.retiredAt == nil {
            guard references.insert(place.reference).inserted else {
                throw Broken.sameReference(place.reference)
            }
        }
        for device in register.devices.values where device.retiredAt == nil {
            guard references.insert(device.reference).inserted else {
                throw Broken.sameReference(device.reference)
            }
        }
        var codes: Set<LabelCode> = []
        for label in register.labels.values where !codes.insert(label.code).inserted {
            throw Broken.codeTwice(label.code)
        }
    }
}
