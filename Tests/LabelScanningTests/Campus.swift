import Facility
import LabelSymbol
import Ledger
import Testing

@testable import LabelScanning

/// A made-up site: what it printed, and photos of it.
enum Campus {
    static let host = "mend.example.edu"

    static func code(_ number: Int) throws -> LabelCode {
        try #require(LabelCode(bits: UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15 >> 9))
    }

    static func issue(
        _ number: Int = 1, host: String = host, version: Int = 3, level: String = "Q", mask: Int = 0
    ) -> LabelIssue {
        LabelIssue(
            number: number, text: "", host: host, version: version, level: level, mask: mask,
            batch: BatchID(1),
            printedReference: "", printedAt: Instant(seconds: 0))
    }

    static func printed(_ count: Int, host: String = host) throws -> PrintedSymbols {
        var symbols = PrintedSymbols()
        for number in 0..<count { symbols.add(try code(number), issue(host: host)) }
        return symbols
    }

    static func symbol(_ number: Int, host: String = host) throws -> QRSymbol {
        try SymbolEncoder(host: LabelHost(host)).symbol(for: code(number))
    }

    /// As a printing of that form shows it.
    static func symbol(_ number: Int, _ form: PrintedForm) throws -> QRSymbol {
        let level = try #require(CorrectionLevel(rawValue: form.level))
        let host = try LabelHost(form.host)
        return try SymbolEncoder(host: host, version: form.version, level: level).symbol(for: code(number))
    }

    /// 4 pixels a module, seen a little from the side.
    static let corners = [(120.0, 100.0), (236.0, 92.0), (244.0, 212.0), (114.0, 204.0)].map {
        PhotoPoint(x: $0, y: $1)
    }

    /// A pen went over all three finder patterns: no decoder reads it.
    static func scratched(_ number: Int, host: String = host) throws -> DrawnPhoto {
        try scratched(symbol(number, host: host), seed: UInt64(number) + 1)
    }

    static func scratched(_ symbol: QRSymbol, seed: UInt64) -> DrawnPhoto {
        var drawn = DrawnPhoto()
        drawn.draw(symbol, corners: corners)
        let middles = [(134.0, 113.0), (222.0, 108.0), (130.0, 191.0)].map { PhotoPoint(x: $0, y: $1) }
        for middle in middles {
            for slant in [-16.0, 16.0] {
                drawn.scratch(
                    from: PhotoPoint(x: middle.x - 15, y: middle.y - slant),
                    to: PhotoPoint(x: middle.x + 15, y: middle.y + slant), thickness: 9, value: 70)
            }
        }
        drawn.addNoise(6, seed: seed)
        return drawn
    }
}
