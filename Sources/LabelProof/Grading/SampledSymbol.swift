import LabelSymbol

/// The reflectances of a symbol's modules and quiet zone, as a round aperture of 0.8 modules sees them.
struct SampledSymbol {
    /// Modules a side, without the quiet zone.
    let width: Int
    /// 0 (black) to 1 (white), row by row, quiet zone included: (width + 8)² of them.
    private let reflectances: [Double]
    let highest: Double
    let lowest: Double

    static let margin = QRSymbol.quietZone

    /// - Precondition: `reflectances` has (width + 8)² places.
    init(width: Int, reflectances: [Double]) {
        precondition(reflectances.count == (width + 2 * Self.margin) * (width + 2 * Self.margin))
        self.width = width
        self.reflectances = reflectances
        highest = reflectances.max() ?? 0
        lowest = reflectances.min() ?? 0
    }

    /// Rmax − Rmin.
    var contrast: Double { highest - lowest }

    /// GT: halfway between Rmax and Rmin.
    var threshold: Double { (highest + lowest) / 2 }

    /// Modules count from the symbol's own first one; the quiet zone has −4 to −1 and `width` to `width` + 3.
    subscript(x: Int, y: Int) -> Double {
        reflectances[(y + Self.margin) * (width + 2 * Self.margin) + x + Self.margin]
    }

    func isDark(_ x: Int, _ y: Int) -> Bool { self[x, y] < threshold }

    /// How far a module is from the threshold, 0 to 1 (ISO/IEC 15415:2011, 7.8.4); 0 for a symbol without contrast.
    func modulation(_ x: Int, _ y: Int) -> Double {
        contrast > 0 ? 2 * abs(self[x, y] - threshold) / contrast : 0
    }

    /// The same on the side where the module belongs; 0 on the other (7.8.5).
    func reflectanceMargin(_ x: Int, _ y: Int, isDark: Bool) -> Double {
        self.isDark(x, y) == isDark ? modulation(x, y) : 0
    }
}
