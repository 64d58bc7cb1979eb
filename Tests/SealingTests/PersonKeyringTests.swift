import Ledger
import Sealing
import Testing

struct PersonKeyringTests {
    private let clear = Array("张三 13800138000".utf8)
    private let person = PersonID(7)

    private func keyring(site: Int64 = 1, keyNumber: UInt32 = 1, byte: UInt8 = 9) throws -> PersonKeyring {
        let secret = try SiteSecret(bytes: [UInt8](repeating: byte, count: 32), keyNumber: keyNumber)
        return PersonKeyring(secret: secret, site: SiteID(site))
    }

    @Test func `what is sealed opens under the same key and hides the clear bytes`() throws {
        let ring = try keyring()
        let key = ring.makeKey()
        let sealed = try ring.seal(clear, under: key, of: person)
        #expect(try ring.open(sealed, under: key, of: person) == clear)
        #expect(!sealed.contains(clear))
        #expect(try ring.seal(clear, under: key, of: person) != sealed)
    }

    @Test func `every single changed byte is noticed`() throws {
        let ring = try keyring()
        let key = ring.makeKey()
        let sealed = try ring.seal(clear, under: key, of: person)
        for index in sealed.indices {
            var altered = sealed
            altered[index] ^= 1
            #expect(throws: SealingError.altered(person)) { try ring.open(altered, under: key, of: person) }
        }
    }

    @Test func `another person, site, use or key opens nothing`() throws {
        let ring = try keyring()
        let key = ring.makeKey()
        let sealed = try ring.seal(clear, under: key, of: person)
        #expect(throws: SealingError.self) { try ring.open(sealed, under: key, of: PersonID(8)) }
        #expect(throws: SealingError.self) { try keyring(site: 2).open(sealed, under: key, of: person) }
        #expect(throws: SealingError.self) { try ring.open(sealed, under: key, of: person, as: "photo") }
        #expect(throws: SealingError.self) { try ring.open(sealed, under: ring.makeKey(), of: person) }
        #expect(throws: SealingError.self) { try ring.open([], under: key, of: person) }
    }

    @Test func `a wrapped key opens under its own secret only`() throws {
        let ring = try keyring()
        let key = ring.makeKey()
        let wrapped = try ring.wrap(key, of: person)
        let sealed = try ring.seal(clear, under: key, of: person)
        let unwrapped = try ring.unwrap(wrapped, keyNumber: 1, of: person)
        #expect(try ring.open(sealed, under: unwrapped, of: person) == clear)
        #expect(throws: SealingError.unknownKeyNumber(expected: 1, found: 2)) {
            try ring.unwrap(wrapped, keyNumber: 2, of: person)
        }
        #expect(throws: SealingError.altered(person)) {
            try keyring(byte: 8).unwrap(wrapped, keyNumber: 1, of: person)
        }
    }
}

extension [UInt8] {
    func contains(_ part: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: part) }
    }
}
