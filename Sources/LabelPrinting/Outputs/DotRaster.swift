/// A picture of black and white dots.
public struct DotRaster: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// Row by row from the top, each row in `(width + 7) / 8` bytes, the left dot in the highest bit, black as 1, what
    /// is left over as 0 (as a PBM file of kind P4 holds them).
    public private(set) var rows: [UInt8]

    public var bytesPerRow: Int { (width + 7) / 8 }

    /// All white.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
        rows = [UInt8](repeating: 0, count: (width + 7) / 8 * height)
    }

    /// Whether a dot is black; false outside.
    public subscript(x: Int, y: Int) -> Bool {
        get {
            guard x >= 0, y >= 0, x < width, y < height else { return false }
            return rows[y * bytesPerRow + x / 8] & (0x80 >> UInt8(x % 8)) != 0
        }
        set {
            guard x >= 0, y >= 0, x < width, y < height else { return }
            let bit: UInt8 = 0x80 >> UInt8(x % 8)
            if newValue {
                rows[y * bytesPerRow + x / 8] |= bit
            } else {
                rows[y * bytesPerRow + x / 8] &= ~bit
            }
        }
    }

    /// The bytes of a row.
    func row(_ y: Int) -> ArraySlice<UInt8> { rows[y * bytesPerRow..<(y + 1) * bytesPerRow] }

    /// The rows that have a black dot, from the first to the last; nil: none has.
    var inkedRows: Range<Int>? {
        let inked = (0..<height).filter { row($0).contains { $0 != 0 } }
        guard let first = inked.first, let last = inked.last else { return nil }
        return first..<last + 1
    }

    /// A square of dots, where it lies inside.
    mutating func fill(left: Int, top: Int, side: Int) {
        for y in top..<top + side { for x in left..<left + side { self[x, y] = true } }
    }
}
