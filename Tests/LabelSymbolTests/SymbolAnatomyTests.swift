import Facility
import LabelSymbol
import Testing

@Suite("The anatomy of a symbol")
struct SymbolAnatomyTests {
    /// ISO/IEC 18004:2015, table 1: codewords and remainder bits by version.
    private static let capacities = [
        (26, 0), (44, 7), (70, 7), (100, 7), (134, 7), (172, 7), (196, 0), (242, 0), (292, 0), (346, 0),
    ]

    @Test("Every version has room for the codewords and remainder bits of the standard's table 1")
    func capacity() throws {
        for version in 1...10 {
            let anatomy = try #require(SymbolAnatomy(version: version))
            #expect(anatomy.codewords == Self.capacities[version - 1].0)
            #expect(anatomy.parts.count { $0 == .remainder } == Self.capacities[version - 1].1)
        }
        #expect(SymbolAnatomy(version: 0) == nil)
        #expect(SymbolAnatomy(version: 11) == nil)
    }

    @Test(
        "Each block of a symbol of libqrencode is a code word of Reed and Solomon's code",
        arguments: [1, 8, 20, 23, 35, 50, 60, 75, 90, 100])
    func syndromes(hostLength: Int) throws {
        let host = try LabelHost(
            String(repeating: "m", count: min(hostLength, 60)) + Self.path(hostLength - 60))
        for floor in CorrectionFloor.allCases {
            let encoder = try SymbolEncoder(host: host, floor: floor)
            let symbol = try encoder.symbol(for: #require(LabelCode(bits: 0x1234_5678_9ABC_DE)))
            let anatomy = try #require(SymbolAnatomy(version: symbol.version))
            let blocks = CorrectionBlocks(anatomy, level: symbol.level)
            let words = Self.words(symbol, anatomy)
            for block in 0..<blocks.count {
                let own = words.indices.filter { blocks.block(of: $0) == block }.map { words[$0] }
                let syndromes = (0..<blocks.correctionWords).map { Self.value(of: own, at: $0) }
                #expect(syndromes.allSatisfy { $0 == 0 }, "\(symbol.version)-\(symbol.level.rawValue)")
                var broken = own
                broken[0] ^= 1
                #expect(Self.value(of: broken, at: 0) != 0)
            }
        }
    }

    @Test("Function patterns stand where the symbols of libqrencode have them")
    func patterns() throws {
        let encoder = try SymbolEncoder(host: LabelHost("mend.example.edu"))
        let symbol = try encoder.symbol(for: #require(LabelCode(bits: 99)))
        let anatomy = try #require(SymbolAnatomy(version: symbol.version))
        for y in 0..<symbol.width {
            for x in 0..<symbol.width {
                switch anatomy[x, y] {
                case .separator: #expect(!symbol[x, y])
                case .fixedDark: #expect(symbol[x, y])
                case .timing: #expect(symbol[x, y] == (x + y).isMultiple(of: 2))
                default: break
                }
            }
        }
        #expect(anatomy.parts.count { $0 == .finder(1) } == 49)
        #expect(anatomy.parts.count { $0 == .separator(1) } == 15)
        #expect(anatomy.parts.count { $0 == .alignment(0) } == 25)
        #expect(anatomy.parts.count { $0 == .formatInformation } == 30)
    }

    private static func path(_ length: Int) -> String {
        length < 2 ? "" : "/" + String(repeating: "p", count: length - 1)
    }

    private static func words(_ symbol: QRSymbol, _ anatomy: SymbolAnatomy) -> [UInt8] {
        // The zigzag's own order within a codeword is lost in the anatomy, so it is walked here again.
        var words = [UInt8](repeating: 0, count: anatomy.codewords)
        var right = symbol.width - 1
        var goesUp = true
        while right > 0 {
            if right == 6 { right -= 1 }
            for step in 0..<symbol.width {
                let y = goesUp ? symbol.width - 1 - step : step
                for x in [right, right - 1] {
                    guard case .codeword(let word) = anatomy[x, y] else { continue }
                    let isSet = symbol[x, y] != isMasked(x, y, symbol.mask)
                    words[word] = words[word] << 1 | (isSet ? 1 : 0)
                }
            }
            goesUp.toggle()
            right -= 2
        }
        return words
    }

    private static func isMasked(_ j: Int, _ i: Int, _ mask: Int) -> Bool {
        let product = i * j
        let rules = [
            (i + j) % 2, i % 2, j % 3, (i + j) % 3, (i / 2 + j / 3) % 2, product % 2 + product % 3,
            (product % 2 + product % 3) % 2, ((i + j) % 2 + product % 3) % 2,
        ]
        return rules[mask] == 0
    }

    /// The polynomial of a block at α to the power given, in GF(256) over x⁸+x⁴+x³+x²+1.
    private static func value(of words: [UInt8], at power: Int) -> Int {
        var alpha = 1
        for _ in 0..<power { alpha = product(alpha, 2) }
        return words.reduce(0) { product($0, alpha) ^ Int($1) }
    }

    private static func product(_ one: Int, _ other: Int) -> Int {
        var result = 0
        for bit in (0..<8).reversed() {
            result <<= 1
            if result & 0x100 != 0 { result ^= 0x11D }
            if other >> bit & 1 == 1 { result ^= one }
        }
        return result
    }
}
