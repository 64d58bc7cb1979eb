/// The modules of a symbol while it is made: dark or light, and whether they carry data.
struct ModuleMatrix {
    let width: Int
    /// Row by row from the upper left.
    private var dark: [Bool]
    private let carriesData: [Bool]

    /// - Parameter cells: `width * width` of them, row by row, as libqrencode marks them: bit 0 dark, bit 7
    ///   neither data nor error correction.
    init(width: Int, cells: some Sequence<UInt8>) {
        self.width = width
        dark = cells.map { $0 & 0x01 != 0 }
        carriesData = cells.map { $0 & 0x80 == 0 }
    }

    func isDark(_ x: Int, _ y: Int) -> Bool { dark[y * width + x] }

    mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) { dark[y * width + x] = isDark }

    /// Takes one mask off the data and puts another on (ISO/IEC 18004:2015, 7.8.2), format information
    /// included.
    mutating func remask(from old: FormatInformation, to new: FormatInformation) {
        for y in 0..<width {
            for x in 0..<width where carriesData[y * width + x] {
                let turns = Self.turns(mask: old.mask, x, y) != Self.turns(mask: new.mask, x, y)
                if turns { dark[y * width + x].toggle() }
            }
        }
        new.write(to: &self)
    }

    /// Takes the mask off the data and the format information out, which leaves its modules light.
    mutating func strip(_ format: FormatInformation) {
        for y in 0..<width {
            for x in 0..<width where carriesData[y * width + x] && Self.turns(mask: format.mask, x, y) {
                dark[y * width + x].toggle()
            }
        }
        format.toggle(in: &self)
    }

    /// Each row as bits, module `x` being bit `x`; of symbols up to 64 modules wide.
    var rows: [UInt64] {
        (0..<width).map { y in
            (0..<width).reduce(0) { dark[y * width + $1] ? $0 | 1 << UInt64($1) : $0 }
        }
    }

    /// What a mask turns, its format information included, in the same form.
    func rows(ofMask format: FormatInformation) -> [UInt64] {
        var turned = self
        turned.dark = (0..<width * width).map { place in
            carriesData[place] && Self.turns(mask: format.mask, place % width, place / width)
        }
        format.toggle(in: &turned)
        return turned.rows
    }

    /// Each row in whole bytes, the first module in the highest bit, dark as 1.
    var packed: [UInt8] {
        let stride = (width + 7) / 8
        var bytes = [UInt8](repeating: 0, count: stride * width)
        for y in 0..<width {
            for x in 0..<width where dark[y * width + x] { bytes[y * stride + x / 8] |= 0x80 >> UInt8(x % 8) }
        }
        return bytes
    }

    /// Table 10: whether a mask turns the module in column `x` and row `y`.
    private static func turns(mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (y + x) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (y + x) % 3 == 0
        case 4: (y / 2 + x / 3) % 2 == 0
        case 5: y * x % 2 + y * x % 3 == 0
        case 6: (y * x % 2 + y * x % 3) % 2 == 0
        default: ((y + x) % 2 + y * x % 3) % 2 == 0
        }
    }
}
