import Crypto

/// HMAC-SHA-256 (RFC 2104) under a key of one purpose.
struct KeyedHash: Sendable {
    private let key: SymmetricKey

    init(_ secret: SiteSecret, _ purpose: KeyPurpose) { key = secret.key(for: purpose) }

    /// 32 bytes.
    func callAsFunction(_ message: [UInt8]) -> [UInt8] {
        HMAC<SHA256>.authenticationCode(for: message, using: key).withUnsafeBytes(Array.init)
    }
}

/// Whether two byte strings are equal, in a time that depends on their lengths only.
func isEqualInConstantTime(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
