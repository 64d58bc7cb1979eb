/// A part of a label that takes print; a design fills it as if it were a label of its own.
public struct PrintArea: Hashable, Sendable {
    /// Clockwise, as it is read against as it lies on the page.
    public enum Turn: Int, Hashable, Sendable, CaseIterable {
        case none = 0
        case quarter = 90
        case half = 180
        case threeQuarters = 270

        var isAcross: Bool { self == .quarter || self == .threeQuarters }
    }

    /// From the label's upper left corner, as it lies on the page.
    public let box: Box
    public let turn: Turn

    /// As wide and as high as whoever reads it sees it.
    public var width: Millimetres { turn.isAcross ? box.height : box.width }
    public var height: Millimetres { turn.isAcross ? box.width : box.height }

    /// Where a box of the area, as it is read, lies on the label as it lies on the page.
    public func onLabel(_ inner: Box) -> Box {
        let across = turn.isAcross
        let width = across ? inner.height : inner.width
        let height = across ? inner.width : inner.height
        let corner: (left: Millimetres, top: Millimetres) =
            switch turn {
            case .none: (box.left + inner.left, box.top + inner.top)
            case .quarter: (box.right - inner.bottom, box.top + inner.left)
            case .half: (box.right - inner.right, box.bottom - inner.bottom)
            case .threeQuarters: (box.left + inner.top, box.bottom - inner.right)
            }
        return Box(left: corner.left, top: corner.top, width: width, height: height)
    }

    public init(box: Box, turn: Turn = .none) {
        self.box = box
        self.turn = turn
    }
}
