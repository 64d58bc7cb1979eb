public import Ledger

/// What is stored of a command's content, to tell a repetition from another use of the same key: 32 bytes
/// from which nothing that a reporter wrote can be guessed without the site secret.
public struct FingerprintMAC: Sendable {
    private let hash: KeyedHash

    public init(secret: SiteSecret) { hash = KeyedHash(secret, .idempotency) }

    public func mac(of fingerprint: [UInt8], command: CommandID) -> [UInt8] {
        hash(command.bytes + fingerprint)
    }
}
