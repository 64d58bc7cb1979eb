/// A finished QR symbol, without its quiet zone.
public struct QRSymbol: Hashable, Sendable {
    /// 1 to 40.
    public let version: Int
    public let level: CorrectionLevel
    /// 0 to 7, as the symbol's own format information says.
    public let mask: Int
    /// Modules a side: 17 + 4 · version.
    public let width: Int
    /// Row by row from the top, each row in `(width + 7) / 8` bytes, the left module in the highest bit,
    /// dark as 1 (as a PBM file of kind P4 holds them).
    public let rows: [UInt8]

    /// Light modules that must stay free on every side (ISO/IEC 18004:2015, 9.1).
    public static let quietZone = 4

    public var bytesPerRow: Int { (width + 7) / 8 }

    /// Whether the module in column `x` and row `y` is dark; both 0 to `width` − 1.
    public subscript(x: Int, y: Int) -> Bool {
        rows[y * bytesPerRow + x / 8] & (0x80 >> UInt8(x % 8)) != 0
    }

    init(version: Int, level: CorrectionLevel, mask: Int, width: Int, rows: [UInt8]) {
        self.version = version
        self.level = level
        self.mask = mask
        self.width = width
        self.rows = rows
    }

    init(version: Int, format: FormatInformation, modules: ModuleMatrix) {
        self.version = version
        level = format.level
        mask = format.mask
        width = modules.width
        rows = modules.packed
    }
}
