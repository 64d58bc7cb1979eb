import LabelSymbol

/// Reads a symbol back by the standard alone (ISO/IEC 18004:2015), sharing no code with the encoder:
/// function patterns, mask, placement, blocks, segments. Versions 1 to 6.
struct SymbolDissection {
    struct Segment: Equatable {
        /// The four bits of table 2: 0b0100 byte, 0b0010 alphanumeric.
        var mode: Int
        var text: String
    }

    var segments: [Segment]
    /// Data code words after the terminator, 0xEC and 0x11 in turn.
    var padding: [UInt8]

    init?(_ symbol: QRSymbol) {
        guard let blocks = Self.dataWords["\(symbol.version)-\(symbol.level.rawValue)"] else { return nil }
        let words = Self.words(of: symbol)
        let data = Self.deinterleaved(words, blocks: blocks)
        let bits = data.flatMap { word -> [Bool] in (0..<8).map { (word >> UInt8(7 - $0)) & 1 == 1 } }
        guard let (segments, end) = Self.segments(in: bits) else { return nil }
        self.segments = segments
        padding = Array(data.dropFirst((end + 7) / 8))
    }

    /// Data code words in each block (table 9).
    static let dataWords: [String: [Int]] = [
        "2-M": [28], "2-Q": [22], "3-M": [44], "3-Q": [17, 17], "3-H": [13, 13], "4-M": [32, 32],
        "4-Q": [24, 24],
        "4-H": [9, 9, 9, 9], "5-Q": [15, 15, 16, 16], "5-H": [11, 11, 12, 12], "6-Q": [19, 19, 19, 19],
        "6-H": [15, 15, 15, 15],
    ]

    /// Data and correction code words in the order of the zigzag (7.7.3).
    private static func words(of symbol: QRSymbol) -> [UInt8] {
        var bits: [Bool] = []
        var right = symbol.width - 1
        var goesUp = true
        while right > 0 {
            if right == 6 { right -= 1 }
            for step in 0..<symbol.width {
                let y = goesUp ? symbol.width - 1 - step : step
                for x in [right, right - 1] where !isFunction(x, y, symbol) {
                    bits.append(symbol[x, y] != isMasked(x, y, symbol.mask))
                }
            }
            goesUp.toggle()
            right -= 2
        }
        return (0..<bits.count / 8).map { word in
            bits[word * 8..<word * 8 + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    private static func isFunction(_ x: Int, _ y: Int, _ symbol: QRSymbol) -> Bool {
        let width = symbol.width
        if x == 6 || y == 6 { return true }
        if x < 9 && y < 9 || x < 9 && y >= width - 8 || x >= width - 8 && y < 9 { return true }
        let centre = width - 7
        return symbol.version > 1 && abs(x - centre) <= 2 && abs(y - centre) <= 2
    }

    private static func isMasked(_ j: Int, _ i: Int, _ mask: Int) -> Bool {
        let product = i * j
        let rules = [
            (i + j) % 2, i % 2, j % 3, (i + j) % 3, (i / 2 + j / 3) % 2, product % 2 + product % 3,
            (product % 2 + product % 3) % 2, ((i + j) % 2 + product % 3) % 2,
        ]
        return rules[mask] == 0
    }

    private static func deinterleaved(_ words: [UInt8], blocks: [Int]) -> [UInt8] {
        var parts = blocks.map { _ in [UInt8]() }
        var next = words.makeIterator()
        for row in 0..<(blocks.max() ?? 0) {
            for (index, size) in blocks.enumerated() where row < size {
                if let word = next.next() { parts[index].append(word) }
            }
        }
        return parts.flatMap { $0 }
    }

    private static func segments(in bits: [Bool]) -> (segments: [Segment], end: Int)? {
        var segments: [Segment] = []
        var position = 0
        func take(_ count: Int) -> Int {
            defer { position += count }
            // Past the end stand zeros: a wrong symbol must fail a test, not end it.
            guard position + count <= bits.count else { return 0 }
            return bits[position..<position + count].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
        while position + 4 <= bits.count {
            let mode = take(4)
            switch mode {
            case 0b0000: return (segments, position)
            case 0b0100:
                let bytes = (0..<take(8)).map { _ in UInt8(take(8)) }
                segments.append(Segment(mode: mode, text: String(decoding: bytes, as: UTF8.self)))
            case 0b0010:
                let count = take(9)
                var text = ""
                for _ in 0..<count / 2 {
                    let pair = take(11)
                    guard pair < 45 * 45 else { return nil }
                    text += [alphabet[pair / 45], alphabet[pair % 45]]
                }
                if count % 2 == 1 { text.append(alphabet[min(take(6), alphabet.count - 1)]) }
                segments.append(Segment(mode: mode, text: text))
            default: return nil
            }
        }
        return (segments, bits.count)
    }

    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
}
