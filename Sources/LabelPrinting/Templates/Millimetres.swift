/// A length on paper.
public struct Millimetres: Hashable, Comparable, Sendable {
    public var value: Double

    public init(_ value: Double) { self.value = value }

    /// In PDF's unit, 1/72 inch.
    var points: Double { value * 72 / 25.4 }

    init(points: Double) { value = points * 25.4 / 72 }

    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
    public static func + (left: Self, right: Self) -> Self { Self(left.value + right.value) }
    public static func - (left: Self, right: Self) -> Self { Self(left.value - right.value) }
    public static func * (count: Int, length: Self) -> Self { Self(Double(count) * length.value) }
}

extension Millimetres: CustomStringConvertible {
    /// To a hundredth, e.g. `63.5 mm`.
    public var description: String { "\((value * 100).rounded() / 100) mm" }

    /// As `description`, without `.0` and without the unit.
    public var plain: String { Self.plain(value) }

    /// To a hundredth, without `.0` and without the unit.
    static func plain(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
