/// The eight masks of one kind of symbol (ISO/IEC 18004:2015, 7.8.2), each with the format information that
/// goes with it (7.9), as rows of bits: module `x` of a row is bit `x`.
struct MaskSet: Sendable {
    let level: CorrectionLevel
    /// Modules a side, at most 64.
    let width: Int
    /// What is XORed onto each row, `width` rows for each pass, the masks of a pass side by side.
    private let patterns: [MaskLanes]

    private static let count = 8
    private static var passCount: Int { count / MaskLanes.scalarCount }

    /// - Parameter modules: any symbol of that version: where its data stands counts, not what it says.
    init(_ modules: ModuleMatrix, level: CorrectionLevel) {
        self.level = level
        width = modules.width
        var patterns = [MaskLanes](repeating: .zero, count: width * Self.passCount)
        for mask in 0..<Self.count {
            let rows = modules.rows(ofMask: FormatInformation(level: level, mask: mask))
            let (pass, lane) = mask.quotientAndRemainder(dividingBy: MaskLanes.scalarCount)
            for (y, row) in rows.enumerated() { patterns[pass * modules.width + y][lane] = row }
        }
        self.patterns = patterns
    }

    /// The mask with the least penalty, the first of equals (7.8.3).
    ///
    /// - Parameter bare: `width` rows without mask and format information.
    func best(for bare: UnsafeBufferPointer<UInt64>) -> Int {
        let margin = MaskPenalty.margin
        return withUnsafeTemporaryAllocation(of: MaskLanes.self, capacity: width + 2 * margin) { rows in
            rows.initialize(repeating: .zero)
            var best = (mask: 0, penalty: Int.max)
            for pass in 0..<Self.passCount {
                for y in 0..<width {
                    rows[margin + y] = MaskLanes(repeating: bare[y]) ^ patterns[pass * width + y]
                }
                let penalties = MaskPenalty(rows: UnsafeBufferPointer(rows), width: width).sums
                for lane in 0..<MaskLanes.scalarCount where penalties[lane] < best.penalty {
                    best = (pass * MaskLanes.scalarCount + lane, penalties[lane])
                }
            }
            return best.mask
        }
    }

    /// What is XORed onto row `y` of a bare symbol: mask and format information.
    func row(_ y: Int, ofMask mask: Int) -> UInt64 {
        let (pass, lane) = mask.quotientAndRemainder(dividingBy: MaskLanes.scalarCount)
        return patterns[pass * width + y][lane]
    }
}

extension QRSymbol {
    /// - Parameter bare: the rows without mask and format information.
    init(version: Int, bare: UnsafeBufferPointer<UInt64>, mask: Int, of masks: MaskSet) {
        let width = masks.width
        let stride = (width + 7) / 8
        let rows = [UInt8](unsafeUninitializedCapacity: stride * width) { bytes, count in
            for y in 0..<width {
                var row = bare[y] ^ masks.row(y, ofMask: mask)
                for index in 0..<stride {
                    bytes[y * stride + index] = Self.turned[Int(row & 0xFF)]
                    row >>= 8
                }
            }
            count = stride * width
        }
        self.init(version: version, level: masks.level, mask: mask, width: width, rows: rows)
    }

    /// Bytes turned around: bit 0 becomes bit 7.
    private static let turned: [UInt8] = (UInt8.min...UInt8.max).map { byte in
        (0..<8).reduce(UInt8(0)) { $0 | (byte >> $1 & 1) << (7 - $1) }
    }
}
