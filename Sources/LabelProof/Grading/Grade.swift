/// ISO/IEC 15415's five steps, F (0) to A (4).
public enum Grade: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case f = 0
    case d, c, b, a

    /// `A` to `F`; there is no E.
    public var letter: String { ["F", "D", "C", "B", "A"][rawValue] }

    /// - Parameter letter: in either case.
    public init?(letter: String) {
        guard let grade = Self.allCases.first(where: { $0.letter == letter.uppercased() }) else { return nil }
        self = grade
    }

    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
}
