import Crypto
public import Ledger

extension EventChain {
    /// The chain under SHA-256 (FIPS 180-4).
    public static let sha256 = EventChain(algorithm: "sha256") { bytes in
        SHA256.hash(data: bytes).withUnsafeBytes(Array.init)
    }
}
