import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: scrypt (RFC 7914) with its cost and salt in the text,
/// `$scrypt$ln=15,r=8,p=1$SALT$HASH` in base 64.
///
/// Making and checking one takes tens of milliseconds and 128 · r · 2^ln bytes: off the cooperative pool, few
/// at once.
public struct PasswordHash: Sendable, Hashable {
    /// What one guess costs.
    public struct Cost: Sendable, Hashable {
        /// The binary logarithm of scrypt's N, 10 to 20.
        public var logarithm: Int
        /// scrypt's r and p.
        public var blockSize: Int
        public var parallelism: Int

        public init(logarithm: Int = 15, blockSize: Int = 8, parallelism: Int = 1) {
            self.logarithm = logarithm
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// 32 MiB a guess.
        public static let standard = Cost()

        /// Beyond these a stored text could ask for any amount of memory.
        var isAllowed: Bool {
            (10...20).contains(logarithm) && (1...16).contains(blockSize) && (1...4).contains(parallelism)
        }
    }
    /// Longer ones are refused, not cut off.
    public static let passwordBytesMax = 1024
    private static let saltByteCount = 16
    private static let hashByteCount = 32

    public let cost: Cost
    private let salt: [UInt8]
    private let hash: [UInt8]

    /// Hashes a password under a new random salt.
    ///
    /// - Throws: `PasswordHashError`.
    public init(password: String, cost: Cost = .standard) throws(PasswordHashError) {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes(Array.init)
        self.salt = salt
        self.cost = cost
        hash = try Self.derive(password, salt, cost)
    }

    /// Reads a stored text.
    public init(text: String) throws(PasswordHashError) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]),
            let salt = Data(base64Encoded: String(parts[3])), salt.count == Self.saltByteCount,
            let hash = Data(base64Encoded: String(parts[4])), hash.count == Self.hashByteCount
        else { throw .malformed }
        guard cost.isAllowed else { throw .cost(cost) }
        self.cost = cost
        self.salt = Array(salt)
        self.hash = Array(hash)
    }

    public var text: String {
        "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
            + "$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
    }

    /// Whether it is the hash of this password; false too for one that is too long.
    public func verifies(_ password: String) -> Bool {
        guard let derived = try? Self.derive(password, salt, cost) else { return false }
        return isEqualInConstantTime(derived, hash)
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws(PasswordHashError)
        -> [UInt8]
    {
        guard cost.isAllowed else { throw .cost(cost) }
        // The same characters may arrive composed or decomposed, by keyboard.
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        guard bytes.count <= passwordBytesMax else { throw .tooLong(max: passwordBytesMax) }
        do {
            return try KDF.Scrypt.deriveKey(
                from: bytes, salt: salt, outputByteCount: hashByteCount, rounds: 1 << cost.logarithm,
                blockSize: cost.blockSize, parallelism: cost.parallelism
            ).withUnsafeBytes(Array.init)
        } catch {
            throw .noMemory(cost)
        }
    }

    private static func cost(_ text: Substring) -> Cost? {
        let parts = text.split(separator: ",")
        guard parts.count == 3, parts[0].hasPrefix("ln="), parts[1].hasPrefix("r="), parts[2].hasPrefix("p="),
            let logarithm = Int(parts[0].dropFirst(3)), let blockSize = Int(parts[1].dropFirst(2)),
            let parallelism = Int(parts[2].dropFirst(2))
        else { return nil }
        return Cost(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    }
}

/// Why a password can't be hashed or a stored text can't be read.
public enum PasswordHashError: Error, Hashable {
    case malformed
    /// Outside the range that is accepted.
    case cost(PasswordHash.Cost)
    /// In bytes of UTF-8.
    case tooLong(max: Int)
    /// scrypt could not get its memory.
    case noMemory(PasswordHash.Cost)
}
