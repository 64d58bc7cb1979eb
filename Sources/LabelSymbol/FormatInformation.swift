/// Level and mask as a symbol itself states them (ISO/IEC 18004:2015, 7.9.1).
struct FormatInformation: Hashable {
    var level: CorrectionLevel
    var mask: Int

    private static let pattern = 0b101_0100_0001_0010
    private static let generator = 0b101_0011_0111

    /// 15 bits: level, mask, 10 bits of BCH(15,5), all under the fixed pattern.
    var bits: Int {
        let value = level.formatBits << 3 | mask
        var remainder = value << 10
        for shift in stride(from: 4, through: 0, by: -1) where remainder >> (shift + 10) & 1 == 1 {
            remainder ^= Self.generator << shift
        }
        return (value << 10 | remainder) ^ Self.pattern
    }

    init(level: CorrectionLevel, mask: Int) {
        self.level = level
        self.mask = mask
    }

    /// Reads the copy beside the upper left finder pattern.
    ///
    /// - Returns: nil where the bits are no code word.
    init?(of modules: ModuleMatrix) {
        var bits = 0
        for (bit, place) in Self.firstCopy.enumerated() where modules.isDark(place.x, place.y) {
            bits |= 1 << bit
        }
        let value = (bits ^ Self.pattern) >> 10
        self.init(level: CorrectionLevel(formatBits: value >> 3), mask: value & 0b111)
        guard self.bits == bits else { return nil }
    }

    /// Writes both copies.
    func write(to modules: inout ModuleMatrix) {
        let last = modules.width - 1
        for (bit, place) in Self.firstCopy.enumerated() {
            let isDark = bits >> bit & 1 == 1
            modules.set(place.x, place.y, isDark)
            if bit < 8 {
                modules.set(last - bit, 8, isDark)
            } else {
                modules.set(8, last - 14 + bit, isDark)
            }
        }
    }

    /// Where bits 0 (lowest) to 14 stand, by column and row (figure 25).
    private static let firstCopy: [(x: Int, y: Int)] =
        (0...5).map { (8, $0) } + [(8, 7), (8, 8), (7, 8)] + (0...5).reversed().map { ($0, 8) }
}
