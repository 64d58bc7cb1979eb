import Ledger

/// Seals for those who have a key, by turning the bytes round.
struct SimulatedSealing: PersonalSealer, PersonalOpener {
    var keys: Set<PersonID>

    func seal(_ clear: [UInt8], of owner: PersonID) throws -> [UInt8] {
        // Whoever signs in has had a key since the account was made.
        guard keys.contains(owner) || owner.rawValue < 1_000 else { throw PersonalError.noSealer(owner) }
        return clear.map { ~$0 }
    }

    func open(_ sealed: [UInt8], of owner: PersonID) throws -> [UInt8]? { sealed.map { ~$0 } }
}
