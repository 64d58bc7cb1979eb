import Facility
import LabelSymbol
import Testing

@Suite("Symbols of labels")
struct SymbolEncoderTests {
    static let codes: [UInt64] = [
        1, 0x2A, 0x1234_5678_9ABC, 1 << 54, (1 << 55) - 1, 0x5A_5A5A_5A5A_5A5A & (1 << 55 - 1),
    ]

    static func code(_ bits: UInt64 = 0x1234_5678_9ABC) throws -> LabelCode {
        try #require(LabelCode(bits: bits))
    }

    static func host(length: Int) throws -> LabelHost {
        try LabelHost(String("MEND-0.EXAMPLE.EDU.CN-0123456789.ABCDEFGHIJKLMNOP".prefix(length - 1)) + "Z")
    }

    @Test(
        "The version is the smallest that holds the text at Q, the level the best that fits it",
        arguments: [
            (1, "2-Q"), (2, "2-Q"), (3, "3-H"), (8, "3-H"), (9, "3-Q"), (20, "3-Q"), (21, "4-H"), (23, "4-H"),
            (24, "4-Q"), (40, "4-Q"),
            (41, "5-Q"),
        ])
    func sizes(length: Int, size: String) throws {
        let encoder = try SymbolEncoder(host: Self.host(length: length))
        #expect("\(encoder.version)-\(encoder.level.rawValue)" == size)
        #expect(encoder.warnings.isEmpty)
        let symbol = try encoder.symbol(for: Self.code())
        #expect("\(symbol.version)-\(symbol.level.rawValue)" == size)
        #expect(symbol.width == 17 + 4 * symbol.version)
        #expect(encoder.widthWithQuietZone == symbol.width + 8)
    }

    @Test(
        "Level M is taken only where a design asks, never in vain, and warned of",
        arguments: [(8, "2-M", 1), (11, "2-M", 1), (12, "3-Q", 0), (20, "3-Q", 0), (21, "3-M", 1)])
    func mediumFloor(length: Int, size: String, warnings: Int) throws {
        let encoder = try SymbolEncoder(host: Self.host(length: length), floor: .medium)
        #expect("\(encoder.version)-\(encoder.level.rawValue)" == size)
        #expect(encoder.warnings.count == warnings)
        let symbol = try encoder.symbol(for: Self.code())
        #expect(try #require(SymbolDissection(symbol)).segments.count == 2)
    }

    @Test(
        "A symbol holds https:// byte by byte, then HOST/CODE in alphanumeric mode, then padding",
        arguments: [1, 8, 9, 20, 21, 22, 23, 24, 40, 41, 50])
    func segments(length: Int) throws {
        let encoder = try SymbolEncoder(host: Self.host(length: length))
        for bits in Self.codes {
            let code = try Self.code(bits)
            let dissection = try #require(SymbolDissection(encoder.symbol(for: code)))
            #expect(
                dissection.segments == [
                    .init(mode: 0b0100, text: "https://"),
                    .init(mode: 0b0010, text: "\(encoder.host.text)/\(code.compact)"),
                ])
            let pads = dissection.padding.indices.map {
                ($0 - dissection.padding.startIndex) % 2 == 0 ? 0xEC : 0x11
            }
            #expect(dissection.padding.map(Int.init) == pads)
        }
    }

    @Test("zbar reads every symbol back")
    func readBack() throws {
        var symbols: [QRSymbol] = []
        var texts: [String] = []
        for length in [1, 8, 9, 20, 21, 23, 24, 40, 60, 100] {
            let encoder = try SymbolEncoder(host: Self.host(length: min(length, 50)))
            for bits in Self.codes {
                let code = try Self.code(bits)
                symbols.append(try encoder.symbol(for: code))
                texts.append("https://\(encoder.host.text)/\(code.compact)")
            }
        }
        #expect(try SymbolReading.texts(of: symbols) == texts)
    }

    @Test("The mask is chosen, not a fixed one")
    func masks() throws {
        let encoder = try SymbolEncoder(host: LabelHost("mend.example.edu"))
        let masks = try Set(
            (1...200).map { try encoder.symbol(for: Self.code(UInt64($0) * 0x9E37_79B9_7F4A)).mask })
        #expect(masks.count >= 6)
    }

    @Test("The longest host that is taken has a symbol")
    func longestHost() throws {
        let encoder = try SymbolEncoder(
            host: LabelHost(String(repeating: "A", count: 49) + "." + String(repeating: "B", count: 50)))
        #expect(encoder.version == 8)
        #expect(throws: LabelHostError.tooLong(max: 100, found: 101)) {
            try LabelHost(String(repeating: "A", count: 50) + "." + String(repeating: "B", count: 50))
        }
    }
}
