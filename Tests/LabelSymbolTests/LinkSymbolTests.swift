import Foundation
import Testing

@testable import LabelSymbol

@Suite("Symbols of links")
struct LinkSymbolTests {
    @Test("A link's drawing holds the link's modules, with the quiet zone around them")
    func drawing() throws {
        let (start, capitals) = ("https://mend.example.edu/-/t/", "000000000G0G00E3TP4P2XXWDS3X")
        let modules = try ModuleMatrix.encoded(bytes: start, capitals: capitals, version: 0, level: .medium)
            .modules
        let svg = try LinkSymbol(start: start, capitals: capitals).svg
        let side = modules.width + 8
        #expect(svg.hasPrefix("<svg viewBox=\"0 0 \(side) \(side)\""))

        var dark = Set<[Int]>()
        for bar in svg.matches(of: /M(\d+) (\d+)h(\d+)v1H\d+z/) {
            let (x, y, length) = (Int(bar.1) ?? 0, Int(bar.2) ?? 0, Int(bar.3) ?? 0)
            for step in 0..<length { #expect(dark.insert([x + step - 4, y - 4]).inserted) }
        }
        for y in 0..<modules.width {
            for x in 0..<modules.width { #expect(dark.remove([x, y]) != nil || !modules.isDark(x, y)) }
        }
        #expect(dark.isEmpty)
    }

    @Test("An end that the alphanumeric set doesn't hold is refused")
    func refused() {
        #expect(throws: SymbolError.self) { try LinkSymbol(start: "https://a.cn/", capitals: "lower") }
        #expect(throws: SymbolError.self) { try LinkSymbol(start: "", capitals: "A") }
    }
}
