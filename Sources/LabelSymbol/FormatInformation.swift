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
        for (bit, place) in Self.places(width: modules.width) {
            modules.set(place.x, place.y, bits >> bit & 1 == 1)
        }
    }

    /// Turns the modules of both copies that are dark in it: takes it out, or puts it in where there is none.
    func toggle(in modules: inout ModuleMatrix) {
        for (bit, place) in Self.places(width: modules.width) where bits >> bit & 1 == 1 {
            modules.set(place.x, place.y, !modules.isDark(place.x, place.y))
        }
    }

    /// Where each bit stands, twice.
    private static func places(width: Int) -> [(bit: Int, place: (x: Int, y: Int))] {
        let second = (0..<firstCopy.count).map { $0 < 8 ? (width - 1 - $0, 8) : (8, width - 15 + $0) }
        return Array(zip(firstCopy.indices, firstCopy)) + Array(zip(second.indices, second))
    }

    /// Where bits 0 (lowest) to 14 stand, by column and row (figure 25).
    private static let firstCopy: [(x: Int, y: Int)] =
        (0...5).map { (8, $0) } + [(8, 7), (8, 8), (7, 8)] + (0...5).reversed().map { ($0, 8) }
}
