public import Facility
public import Ledger
import Sealing

extension SiteStorage: RegisterStore {
    public static let searchLimitMax = 1_000

    public func reserve(_ kind: IdentifierKind, count: Int64) async throws -> Int64 {
        try await identifiers.reserve(kind, count: count)
    }

    public func place(_ id: PlaceID) async throws -> Place? {
        try await read { try PlaceTable.find(id, self.site, $0) }
    }

    public func device(_ id: DeviceID) async throws -> Device? {
        try await read { try DeviceTable.find(id, self.site, $0) }
    }

    public func label(_ code: LabelCode) async throws -> Label? {
        try await read { try LabelTable.find(code, self.site, $0) }
    }

    public func labels(on target: LabelTarget) async throws -> [Label] {
        try await read { try LabelTable.on(target, self.site, $0) }
    }

    public func path(to place: PlaceID) async throws -> [Place] {
        if let kept = paths.path(to: place) { return kept }
        let edition = paths.edition
        let found = try await read { session in
            try session.consistently { try PlaceTable.path(to: place, self.site, session) }
        }
        paths.keep(found, to: place, of: edition)
        return found
    }

    public func children(of place: PlaceID) async throws -> [Place] {
        try await read { try PlaceTable.children(of: place, self.site, $0) }
    }

    public func devices(at place: PlaceID) async throws -> [Device] {
        try await read { try DeviceTable.at(place, self.site, $0) }
    }

    public func points(on device: DeviceID) async throws -> [Place] {
        try await read { try PlaceTable.plugged(into: device, self.site, $0) }
    }

    /// - Parameter limit: 1 to `searchLimitMax`; what lies outside counts as the nearer end. Without a word: nothing.
    public func places(matching text: String, limit: Int) async throws -> [Place] {
        let words = PlaceSearch.words(of: text)
        if words.isEmpty { return [] }
        let (site, limit) = (site, min(max(limit, 1), Self.searchLimitMax))
        return try await engine.readLong { session in
            try session.consistently { try PlaceTable.search(words, limit: limit, site, session) }
        }
    }

    public func target(reference: String) async throws -> LabelTarget? {
        try await read { try ReferenceTable.find(reference, self.site, $0) }
    }

    public func snapshot() async throws -> RegisterSnapshot {
        let site = site
        return try await engine.readLong { session in
            try session.consistently {
                RegisterSnapshot(
                    places: try PlaceTable.all(site, session), devices: try DeviceTable.all(site, session),
                    labels: try LabelTable.all(site, session))
            }
        }
    }

    public func person(_ id: PersonID) async throws -> Person? {
        try await opened(try await read { try PersonTable.find(id, self.site, $0) })
    }

    public func person(identity: Identity) async throws -> Person? {
        try await opened(try await read { try PersonTable.find(identity, self.site, $0) })
    }

    public func people() async throws -> [Person] {
        let rows = try await read { try PersonTable.all(self.site, $0) }
        return try await keys.use { pass in try rows.map { try Self.opened($0, pass) } }
    }

    public func accounts(of identities: [Identity]) async throws -> [Account] {
        if identities.isEmpty { return [] }
        return try await read { try PersonTable.accounts(of: identities, self.site, $0) }
    }

    public func configuration(_ subject: String) async throws -> ConfigurationLoaded? {
        try await read { try ConfigurationTable.find(subject, self.site, $0) }
    }

    private func opened(_ row: PersonTable.Row?) async throws -> Person? {
        guard let row else { return nil }
        return try await keys.use { pass in try Self.opened(row, pass) }
    }

    private static func opened(_ row: PersonTable.Row, _ pass: SealingPass) throws -> Person {
        var person = row.person
        person.name = try CanonicalDecoder(opener: pass).decode(from: row.sealedName)
        person.mail = try row.sealedMail.map { try CanonicalDecoder(opener: pass).decode(from: $0) }
        return person
    }
}

extension SiteStorage: PrintingsStore {
    public func printings(after label: LabelID, limit: Int) async throws -> [LabelPrintings] {
        let (site, limit) = (site, max(1, limit))
        return try await engine.readLong { session in
            try LabelTable.printings(after: label, limit: limit, site, session)
        }
    }
}
