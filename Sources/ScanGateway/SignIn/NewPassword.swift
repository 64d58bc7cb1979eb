public import Facility
import Sealing

/// A password for an account: made up, or typed by whoever will use it.
public struct NewPassword: Sendable {
    /// Told once to whoever is to have it, and kept nowhere.
    public let clear: String

    /// Fewer are guessed too easily; how it is made up of them is left to people (NIST SP 800-63B section 3.1.1.2).
    public static let charactersMin = 10
    /// What the field for signing in takes.
    public static let charactersMax = 256

    /// 16 random symbols of the labels' alphabet in small letters, 80 bits: nothing in it is taken for something else
    /// when it is read out.
    public init(random: Register.RandomBits) {
        clear = String((0..<16).map { _ in Crockford32.alphabet[Int(random() >> 59)] }).lowercased()
    }

    /// - Returns: nil for fewer than `charactersMin` characters or more than `charactersMax`.
    public init?(typed text: String) {
        guard (Self.charactersMin...Self.charactersMax).contains(text.count) else { return nil }
        clear = text
    }

    /// As it is stored.
    ///
    /// - Parameter cost: log2 of scrypt's N.
    public func hash(cost: Int) throws -> String {
        try PasswordHash(password: clear, cost: PasswordHash.Cost(logarithm: cost)).text
    }
}
