/// A rectangle on a label or page, measured from the upper left corner.
public struct Box: Hashable, Sendable {
    public var left: Millimetres
    public var top: Millimetres
    public var width: Millimetres
    public var height: Millimetres

    public init(left: Millimetres, top: Millimetres, width: Millimetres, height: Millimetres) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }

    public var right: Millimetres { left + width }
    public var bottom: Millimetres { top + height }

    /// A hundredth of a millimetre is let pass, for decimals that don't add up in binary.
    private static let slack = Millimetres(0.01)

    public func contains(_ other: Box) -> Bool {
        other.left + Self.slack >= left && other.top + Self.slack >= top
            && other.right <= right + Self.slack && other.bottom <= bottom + Self.slack
    }

    public func overlaps(_ other: Box) -> Bool {
        other.left + Self.slack < right && left + Self.slack < other.right
            && other.top + Self.slack < bottom && top + Self.slack < other.bottom
    }
}

extension Box: CustomStringConvertible {
    public var description: String { "\(width) x \(height) at \(left), \(top)" }
}
