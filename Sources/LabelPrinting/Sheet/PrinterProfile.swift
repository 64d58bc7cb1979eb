/// What is known of the printer.
public struct PrinterProfile: Hashable, Sendable {
    public let dotsPerInch: Int

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
}
