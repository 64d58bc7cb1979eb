import LabelScanning
import LabelSymbol

@testable import LabelProof

/// A symbol drawn straight into pixels, to be spoilt by hand.
struct Canvas {
    let symbol: QRSymbol
    /// Pixels a module, across and down.
    let across: Int
    let down: Int
    private(set) var width: Int
    private(set) var height: Int
    var pixels: [UInt8]

    static let border = 5

    init(_ symbol: QRSymbol, across: Int = 8, down: Int = 8, dark: UInt8 = 0, light: UInt8 = 255) {
        self.symbol = symbol
        self.across = across
        self.down = down
        let modules = symbol.width + 2 * Self.border
        width = modules * across
        height = modules * down
        pixels = []
        for y in 0..<height {
            for x in 0..<width {
                let (column, row) = (x / across - Self.border, y / down - Self.border)
                let isInside = (0..<symbol.width).contains(column) && (0..<symbol.width).contains(row)
                pixels.append(isInside && symbol[column, row] ? dark : light)
            }
        }
    }

    var image: GreyImage { GreyImage(width: width, height: height, pixels: pixels) }

    var grid: ModuleGrid {
        ModuleGrid(
            origin: PhotoPoint(x: Double(Self.border * across), y: Double(Self.border * down)),
            across: PhotoPoint(x: Double(across), y: 0), down: PhotoPoint(x: 0, y: Double(down)))
    }

    /// Fills a rectangle of modules, counted from the symbol's first one.
    mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ shade: UInt8) {
        for row in rows {
            for y in (row + Self.border) * down..<(row + 1 + Self.border) * down {
                for column in columns {
                    let left = (column + Self.border) * across
                    for x in left..<left + across { pixels[y * width + x] = shade }
                }
            }
        }
    }

    /// The grades of the picture, and of what it became.
    func grades(_ image: GreyImage? = nil, isDecoded: Bool = true) -> SymbolGrades? {
        let seen = image ?? self.image
        let fit = GridFit(seen, symbol, from: grid)
        return SymbolGrading(
            symbol: symbol, sampled: fit.grid.sampled(seen, width: symbol.width), geometry: fit.geometry,
            isDecoded: isDecoded
        ).grades
    }
}
