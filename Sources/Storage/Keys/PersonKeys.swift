import Ledger
import Sealing
import Synchronization

/// The keys of the people who were met lately, unwrapped.
final class PersonKeys: Sendable {
    static let keptMax = 8_192

    private struct Kept {
        var keys: [PersonID: PersonKey] = [:]
        /// Grows with each erasure, so that a key that was read before one isn't kept after it.
        var erasures = 0
    }
    let keyring: PersonKeyring
    private let site: SiteID
    private let engine: any SQLEngine
    private let kept = Mutex(Kept())

    init(keyring: PersonKeyring, site: SiteID, engine: any SQLEngine) {
        self.keyring = keyring
        self.site = site
        self.engine = engine
    }

    func kept(_ person: PersonID) -> PersonKey? { kept.withLock { $0.keys[person] } }

    /// How many erasures there were; what is read or made before one isn't kept after it.
    var erasures: Int { kept.withLock(\.erasures) }

    /// Keeps a key that has become durable, unless someone was erased since the count was taken.
    func keep(_ key: PersonKey, of person: PersonID, since erasures: Int) {
        kept.withLock { kept in if kept.erasures == erasures { Self.keep(key, person, &kept) } }
    }

    func forget(_ person: PersonID) {
        kept.withLock { kept in
            kept.keys[person] = nil
            kept.erasures += 1
        }
    }

    /// The person's key; nil where there is none (any more).
    func find(_ person: PersonID) async throws -> PersonKey? {
        if let key = kept(person) { return key }
        let erasures = erasures
        guard let row = try await engine.read({ try PersonKeyTable.find(person, self.site, $0) }) else {
            return nil
        }
        let key = try keyring.unwrap(row.bytes, keyNumber: row.keyNumber, of: person)
        keep(key, of: person, since: erasures)
        return key
    }

    /// Encodes or decodes with whatever keys that needs: those that aren't at hand are fetched, then it is
    /// done again.
    ///
    /// - Parameter new: keys that no row holds yet.
    func use<Value>(
        new: [PersonID: PersonKey] = [:], _ body: (SealingPass) throws -> Value
    ) async throws -> Value {
        var known: [PersonID: PersonKey?] = new.mapValues { $0 }
        while true {
            let pass = SealingPass(self, known: known)
            let value = try body(pass)
            let missing = pass.missing
            if missing.isEmpty { return value }
            for person in missing { known[person] = .some(try await find(person)) }
        }
    }

    private static func keep(_ key: PersonKey, _ person: PersonID, _ kept: inout Kept) {
        if kept.keys.count >= keptMax { kept.keys.removeAll(keepingCapacity: true) }
        kept.keys[person] = key
    }
}
