import Ledger
import Sealing
import Synchronization

/// Seals and opens during one encoding or decoding, and remembers whose keys were missing: its result counts
/// only where none was.
final class SealingPass: PersonalSealer, PersonalOpener {
    private let keys: PersonKeys
    /// nil inside: there is no key, the person was erased.
    private let known: [PersonID: PersonKey?]
    private let lacked = Mutex<Set<PersonID>>([])

    init(_ keys: PersonKeys, known: [PersonID: PersonKey?]) {
        self.keys = keys
        self.known = known
    }

    var missing: Set<PersonID> { lacked.withLock { $0 } }

    func seal(_ clear: [UInt8], of owner: PersonID) throws -> [UInt8] {
        switch lookUp(owner) {
        case .key(let key): return try keys.keyring.seal(clear, under: key, of: owner)
        case .none: throw PersonalError.erased(owner)
        case .unknown: return []
        }
    }

    func open(_ sealed: [UInt8], of owner: PersonID) throws -> [UInt8]? {
        guard case .key(let key) = lookUp(owner) else { return nil }
        return try keys.keyring.open(sealed, under: key, of: owner)
    }

    private enum Found {
        case key(PersonKey)
        case none
        case unknown
    }

    private func lookUp(_ person: PersonID) -> Found {
        if let entry = known[person] { return entry.map(Found.key) ?? .none }
        if let key = keys.kept(person) { return .key(key) }
        _ = lacked.withLock { $0.insert(person) }
        return .unknown
    }
}
