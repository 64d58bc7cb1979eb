import Crypto
import Foundation
public import Ledger

/// A person's own key: 256 random bits. Deleting its wrapped form everywhere is what erasing the person
/// means.
public struct PersonKey: Sendable {
    let key: SymmetricKey
}

/// Makes, wraps and uses the keys of a site's people.
///
/// Everything is AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits: version byte 1, nonce, cipher
/// text, tag. Site and person are associated data, so that nothing sealed for one can be passed off as
/// another's.
public struct PersonKeyring: Sendable {
    private static let version: UInt8 = 1
    private let site: SiteID
    private let secret: SymmetricKey
    /// The number of the site secret under which keys are wrapped.
    public let keyNumber: UInt32

    public init(secret: SiteSecret, site: SiteID) {
        self.site = site
        self.secret = secret.key(for: .personKeys)
        keyNumber = secret.keyNumber
    }

    public func makeKey() -> PersonKey { PersonKey(key: SymmetricKey(size: .bits256)) }

    /// The key as the database keeps it, under `keyNumber`: 61 bytes.
    public func wrap(_ key: PersonKey, of person: PersonID) throws(SealingError) -> [UInt8] {
        try Self.seal(key.key.withUnsafeBytes(Array.init), secret, label("key/\(keyNumber)", person), person)
    }

    /// - Throws: `SealingError.unknownKeyNumber` where another secret wrapped it, `.altered` where it isn't that key.
    public func unwrap(
        _ wrapped: [UInt8], keyNumber number: UInt32, of person: PersonID
    ) throws(SealingError) -> PersonKey {
        guard number == keyNumber else { throw .unknownKeyNumber(expected: keyNumber, found: number) }
        let bytes = try Self.open(wrapped, secret, label("key/\(number)", person), person)
        return PersonKey(key: SymmetricKey(data: bytes))
    }

    /// - Parameter use: what the bytes are, e.g. `photo`; opening must say the same.
    public func seal(
        _ clear: [UInt8], under key: PersonKey, of person: PersonID, as use: StaticString = "value"
    ) throws(SealingError) -> [UInt8] {
        try Self.seal(clear, key.key, label(use.description, person), person)
    }

    /// - Throws: `SealingError.altered` where a byte differs, or site, person, use or key is another.
    public func open(
        _ sealed: [UInt8], under key: PersonKey, of person: PersonID, as use: StaticString = "value"
    ) throws(SealingError) -> [UInt8] {
        try Self.open(sealed, key.key, label(use.description, person), person)
    }

    private func label(_ use: String, _ person: PersonID) -> [UInt8] {
        var bytes = Array("mendmark/\(use)".utf8)
        withUnsafeBytes(of: site.rawValue.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: person.rawValue.bigEndian) { bytes.append(contentsOf: $0) }
        return bytes
    }

    private static func seal(
        _ clear: [UInt8], _ key: SymmetricKey, _ label: [UInt8], _ person: PersonID
    ) throws(SealingError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(clear, using: key, authenticating: label)
            var sealed: [UInt8] = [version]
            sealed.reserveCapacity(29 + clear.count)
            box.nonce.withUnsafeBytes { sealed.append(contentsOf: $0) }
            sealed.append(contentsOf: box.ciphertext)
            sealed.append(contentsOf: box.tag)
            return sealed
        } catch {
            throw .altered(person)
        }
    }

    private static func open(
        _ sealed: [UInt8], _ key: SymmetricKey, _ label: [UInt8], _ person: PersonID
    ) throws(SealingError) -> [UInt8] {
        guard sealed.count >= 29, sealed[0] == version else { throw .altered(person) }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[1..<13]), ciphertext: sealed[13..<(sealed.count - 16)],
                tag: sealed[(sealed.count - 16)...])
            return Array(try AES.GCM.open(box, using: key, authenticating: label))
        } catch {
            throw .altered(person)
        }
    }
}

/// Why sealed bytes can't be opened.
public enum SealingError: Error, Hashable {
    /// Not what was sealed for this person and use under this key.
    case altered(PersonID)
    /// Wrapped under a site secret of another number.
    case unknownKeyNumber(expected: UInt32, found: UInt32)
}
