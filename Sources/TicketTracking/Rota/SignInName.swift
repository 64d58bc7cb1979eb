/// The name by which a person signs in: how a rota, which people write, names people.
public struct SignInName: Hashable, Comparable, Sendable {
    public static let charactersMax = 128

    public let rawValue: String

    /// - Returns: nil unless it has 1 to `charactersMax` characters, none of them white space.
    public init?(_ text: String) {
        guard (1...Self.charactersMax).contains(text.count), !text.contains(where: \.isWhitespace) else {
            return nil
        }
        rawValue = text
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension SignInName: CustomStringConvertible {
    public var description: String { rawValue }
}
