import Ledger

/// Seals by turning the bytes round and putting the owner in front: enough to see that nothing stands there
/// in clear.
struct ToySealer: PersonalSealer, PersonalOpener {
    var erased: Set<PersonID> = []

    func seal(_ clear: [UInt8], of owner: PersonID) throws -> [UInt8] {
        if erased.contains(owner) { throw PersonalError.erased(owner) }
        return [UInt8(truncatingIfNeeded: owner.rawValue)] + clear.map { ~$0 }
    }

    func open(_ sealed: [UInt8], of owner: PersonID) throws -> [UInt8]? {
        erased.contains(owner) ? nil : sealed.dropFirst().map { ~$0 }
    }
}
