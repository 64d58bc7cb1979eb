import Facility
import Ledger
import TicketTracking

/// Passwords and sessions in memory.
actor SignInShelf: SignInStore {
    private var hashes: [PersonID: String] = [:]
    private var sessions: [[UInt8]: (PersonID, Instant)] = [:]

    func passwordHash(of person: PersonID) -> String? { hashes[person] }
    func setPasswordHash(_ hash: String, of person: PersonID) { hashes[person] = hash }
    func openSession(tokenHash: [UInt8], person: PersonID, until: Instant) {
        sessions[tokenHash] = (person, until)
    }
    func session(tokenHash: [UInt8], at now: Instant) -> PersonID? {
        guard let (person, until) = sessions[tokenHash], now < until else { return nil }
        return person
    }
    func endSession(tokenHash: [UInt8]) { sessions[tokenHash] = nil }
}

/// Photos in memory, named by their number.
actor PhotoShelf: PhotoStore {
    private(set) var kept: [String: [UInt8]] = [:]

    func keep(jpeg: [UInt8], width: Int, height: Int, of owner: PersonID) -> PhotoReference {
        let name = String(repeating: "0", count: 63) + String(kept.count)
        kept[name] = jpeg
        return PhotoReference(sha256: name, width: width, height: height, owner: owner)
    }

    func photo(_ reference: PhotoReference) -> [UInt8]? { kept[reference.sha256] }
}
