/// What is known of the printer.
public struct PrinterProfile: Hashable, Sendable {
    /// Millimetres at each edge of the page where the printer puts no ink.
    public struct Unprintable: Hashable, Sendable {
        public let left: Double
        public let top: Double
        public let right: Double
        public let bottom: Double

        public init(left: Double, top: Double, right: Double, bottom: Double) {
            (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
        }

        /// The part of a page that takes ink.
        func free(_ width: Double, _ height: Double) -> Box {
            Box(
                left: Millimetres(left), top: Millimetres(top), width: Millimetres(width - left - right),
                height: Millimetres(height - top - bottom))
        }

        /// A sixth of an inch, as most laser printers have it.
        public static let office = Unprintable(left: 4.23, top: 4.23, right: 4.23, bottom: 4.23)
    }

    public let dotsPerInch: Int
    /// For page printers; a roll's stock says what its printer doesn't reach.
    public var unprintable = Unprintable.office
    public var correction = PrintCorrection.none

    /// Thinner bars blur into each other: toner spreads by about a dot, and one must stay distinct from two.
    public static let dotsPerModuleMin = 4
    /// What most office printers can do, besides 600.
    private static let commonDotsPerInch = 300

    public static let office = PrinterProfile(clamping: 600)

    /// - Returns: nil where the resolution is outside 100 to 2,400.
    public init?(dotsPerInch: Int) {
        guard (100...2400).contains(dotsPerInch) else { return nil }
        self.init(clamping: dotsPerInch)
    }

    private init(clamping dotsPerInch: Int) { self.dotsPerInch = dotsPerInch }

    /// The grid on which modules stand: 300 dpi where the resolution is a multiple of it, so that a sheet
    /// made for 600 or 1,200 dpi has bars of exactly equal width on a 300 dpi printer too.
    private var gridDotsPerInch: Int {
        dotsPerInch.isMultiple(of: Self.commonDotsPerInch) ? Self.commonDotsPerInch : dotsPerInch
    }

    /// A step of that grid in points: 0.24 for 300 dpi.
    var step: Double { 72 / Double(gridDotsPerInch) }

    /// The printer's own dots in a step.
    var dotsPerStep: Int { dotsPerInch / gridDotsPerInch }

    func snapped(_ points: Double) -> Double { (points / step).rounded() * step }

    /// Where a label is drawn, so that it lands on its place.
    func placed(_ box: Box) -> Box { correction.placed(box) }
}
