/// How a printer's tray misplaces what it prints: everything lands at `offset + scale × wanted`.
public struct PrintCorrection: Hashable, Sendable {
    /// Millimetres to the right and down.
    public let offsetX: Double
    public let offsetY: Double
    public let scaleX: Double
    public let scaleY: Double

    public static let none = PrintCorrection(offsetX: 0, offsetY: 0, scaleX: 1, scaleY: 1)

    /// Where to draw, so that it lands where it is wanted; the size of what is drawn stays, since modules are whole
    /// dots.
    func placed(_ box: Box) -> Box {
        var box = box
        box.left = Millimetres((box.left.value - offsetX) / scaleX)
        box.top = Millimetres((box.top.value - offsetY) / scaleY)
        return box
    }
}

/// What is read off a printed ruler page: how far each mark lies from its edge of the paper, in millimetres.
public struct RulerReading: Hashable, Sendable {
    public let pageWidth: Double
    public let pageHeight: Double
    public let left: Double
    public let right: Double
    public let top: Double
    public let bottom: Double

    /// What is wrong with a reading.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        public let edge: String
        public let expected: String
        public let found: String

        public var description: String { "\(edge): expected \(expected), found \(found)" }
    }

    /// A feeder that is further off needs a hand, not a correction.
    private static let offMax = 10.0
    /// Beyond, someone let the viewer fit the page to the paper.
    private static let scales = 0.985...1.015

    /// Each number in millimetres, at most 10 away from what the page says.
    public init(
        pageWidth: Double, pageHeight: Double, left: Double, right: Double, top: Double, bottom: Double
    ) throws(Fault) {
        self.pageWidth = pageWidth
        self.pageHeight = pageHeight
        (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
        let mark = Self.mark(width: pageWidth, height: pageHeight)
        let most = min(Self.offMax, mark)
        for (edge, value) in [("left", left), ("right", right), ("top", top), ("bottom", bottom)] {
            guard abs(value - mark) <= most else {
                throw Fault(
                    edge: edge, expected: "\(Millimetres(mark - most)) to \(Millimetres(mark + most))",
                    found: "\(value) mm")
            }
        }
        for (edge, scale) in [("left and right", correction.scaleX), ("top and bottom", correction.scaleY)] {
            guard Self.scales.contains(scale) else {
                throw Fault(
                    edge: edge,
                    expected: "a page printed at 98.5 to 101.5 % (print at 100 %, no fit to page)",
                    found: "\((scale * 1000).rounded() / 10) %")
            }
        }
    }

    /// How far the marks lie from each edge in the file, in millimetres.
    static func mark(width: Double, height: Double) -> Double { min(20, min(width, height) / 4) }

    public var correction: PrintCorrection {
        let mark = Self.mark(width: pageWidth, height: pageHeight)
        let scaleX = (pageWidth - left - right) / (pageWidth - 2 * mark)
        let scaleY = (pageHeight - top - bottom) / (pageHeight - 2 * mark)
        return PrintCorrection(
            offsetX: left - mark * scaleX, offsetY: top - mark * scaleY, scaleX: scaleX, scaleY: scaleY)
    }
}
