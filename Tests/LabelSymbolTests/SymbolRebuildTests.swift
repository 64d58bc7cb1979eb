import Facility
import LabelSymbol
import Ledger
import Testing

@Suite("Symbols rebuilt from what was printed")
struct SymbolRebuildTests {
    private func issue(_ symbol: QRSymbol, _ text: SymbolText, mask: Int? = nil) -> LabelIssue {
        LabelIssue(
            number: 1, text: text.text, host: text.host.text, version: symbol.version,
            level: symbol.level.rawValue,
            mask: mask ?? symbol.mask, batch: BatchID(1), printedReference: "3J-204",
            printedAt: Instant(seconds: 0))
    }

    @Test("The same modules come back", arguments: [CorrectionFloor.quartile, .medium])
    func same(floor: CorrectionFloor) throws {
        for name in ["m.cn", "mend.example.edu", "repair.campus.example.edu.cn", "10.0.0.7:8443/fix"] {
            let encoder = try SymbolEncoder(host: LabelHost(name), floor: floor)
            for bits in SymbolEncoderTests.codes {
                let code = try SymbolEncoderTests.code(bits)
                let printed = try encoder.symbol(for: code)
                #expect(try QRSymbol(rebuilding: issue(printed, encoder.text(for: code))) == printed)
            }
        }
    }

    @Test("A mask that today's library wouldn't choose is put on all the same", arguments: 0...7)
    func anyMask(mask: Int) throws {
        let encoder = try SymbolEncoder(host: LabelHost("mend.example.edu"))
        let code = try SymbolEncoderTests.code()
        let printed = try encoder.symbol(for: code)
        let text = encoder.text(for: code)
        let rebuilt = try QRSymbol(rebuilding: issue(printed, text, mask: mask))
        #expect(rebuilt.mask == mask)
        #expect((rebuilt == printed) == (mask == printed.mask))
        #expect(try #require(SymbolDissection(rebuilt)).segments.last?.text == text.capitals)
        #expect(try SymbolReading.texts(of: [rebuilt]) == [text.text])
    }

    @Test("A record that describes no symbol is refused, and says why")
    func badRecords() throws {
        let encoder = try SymbolEncoder(host: LabelHost("mend.example.edu"))
        let code = try SymbolEncoderTests.code()
        let good = issue(try encoder.symbol(for: code), encoder.text(for: code))
        var bad = good
        bad.text = "HTTPS://MEND.EXAMPLE.EDU/0"
        #expect(throws: SymbolError.badIssue(field: "text", expected: "https://HOST/CODE", found: bad.text)) {
            try QRSymbol(rebuilding: bad)
        }
        bad = good
        bad.level = "X"
        #expect(throws: SymbolError.badIssue(field: "level", expected: "L, M, Q or H", found: "X")) {
            try QRSymbol(rebuilding: bad)
        }
        bad = good
        bad.mask = 8
        #expect(throws: SymbolError.badIssue(field: "mask", expected: "0 to 7", found: "8")) {
            try QRSymbol(rebuilding: bad)
        }
        bad = good
        bad.version = 41
        #expect(throws: SymbolError.badIssue(field: "version", expected: "1 to 40", found: "41")) {
            try QRSymbol(rebuilding: bad)
        }
        bad = good
        bad.version = 2
        #expect(throws: SymbolError.unexpectedSymbol(expected: "version 2", found: "version 3")) {
            try QRSymbol(rebuilding: bad)
        }
    }
}
