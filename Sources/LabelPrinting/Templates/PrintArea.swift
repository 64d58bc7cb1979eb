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

    public init(box: Box, turn: Turn = .none) {
        self.box = box
        self.turn = turn
    }
}
