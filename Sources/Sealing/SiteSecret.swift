public import Crypto
import Foundation
public import Ledger

/// The one secret of a site, from which every key is derived: 32 random bytes and the number under which
/// stored things name it. It is kept outside the database and its backups.
///
/// As text it is one line, `mendmark-secret NUMBER HEX`, with 64 hexadecimal digits.
public struct SiteSecret: Sendable {
    public static let byteCount = 32
    /// Takes the place of the file where it is set.
    public static let environmentName = "MENDMARK_SITE_SECRET"
    private static let heading = "mendmark-secret"

    /// 1 and up; a site's next secret gets the next number.
    public let keyNumber: UInt32
    private let bytes: SymmetricKey

    /// - Parameter bytes: exactly 32 random bytes.
    public init(bytes: [UInt8], keyNumber: UInt32 = 1) throws(SiteSecretError) {
        guard bytes.count == Self.byteCount else {
            throw .wrongLength(expected: Self.byteCount, found: bytes.count)
        }
        guard keyNumber > 0 else { throw .malformed }
        self.bytes = SymmetricKey(data: bytes)
        self.keyNumber = keyNumber
    }

    /// A new secret from the system's random source.
    public static func random(keyNumber: UInt32 = 1) throws(SiteSecretError) -> SiteSecret {
        try SiteSecret(bytes: SymmetricKey(size: .bits256).withUnsafeBytes(Array.init), keyNumber: keyNumber)
    }

    /// Reads the line that `text` writes; white space around it doesn't count.
    public init(text: String) throws(SiteSecretError) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, parts[0] == Self.heading, let number = UInt32(parts[1]) else {
            throw .malformed
        }
        guard let bytes = Self.bytes(hex: parts[2]) else { throw .malformed }
        try self.init(bytes: bytes, keyNumber: number)
    }

    /// The secret itself: for the file of mode 0600 or the environment, nowhere else.
    public var text: String {
        let hex = bytes.withUnsafeBytes { bytes in bytes.map { String(format: "%02x", $0) }.joined() }
        return "\(Self.heading) \(keyNumber) \(hex)"
    }

    /// The key for one purpose: HKDF-SHA-256 (RFC 5869) with the purpose and the key number as its info.
    ///
    /// - Parameter byteCount: 16 to 64.
    public func key(for purpose: KeyPurpose, byteCount: Int = 32) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: bytes, info: Array("mendmark/\(purpose.rawValue)/\(keyNumber)".utf8),
            outputByteCount: byteCount)
    }

    /// `key(for:byteCount:)` as bytes, for a cipher that isn't this library's.
    public func keyBytes(for purpose: KeyPurpose, byteCount: Int = 32) -> [UInt8] {
        key(for: purpose, byteCount: byteCount).withUnsafeBytes(Array.init)
    }

    private static func bytes(hex: Substring) -> [UInt8]? {
        let digits = hex.compactMap(\.hexDigitValue)
        guard digits.count == hex.count, digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

extension SiteSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the secret: it must not reach a log line by interpolation.
    public var description: String { "site secret \(keyNumber)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["keyNumber": keyNumber]) }
}

/// What a derived key is used for; no key serves two of them.
public enum KeyPurpose: String, Sendable, CaseIterable {
    case personKeys = "person-keys"
    case blindIndex = "blind-index"
    case idempotency
    case tracking
    case ticketNumbers = "ticket-numbers"
    case forms
    case secretCheck = "secret-check"
    case channelMarks = "channel-marks"
    case acknowledgements
}

extension SiteSecret {
    /// Tells this secret from another one without telling anything of it: 32 bytes to keep in a site's
    /// database.
    public func check(of site: SiteID) -> [UInt8] {
        KeyedHash(self, .secretCheck)(Array("site/\(site)".utf8))
    }
}
