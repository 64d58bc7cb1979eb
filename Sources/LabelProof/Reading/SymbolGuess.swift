import Facility
import LabelScanning
import LabelSymbol
import Ledger

/// The symbol that a label's text was printed as, where the print isn't on record: of all versions, levels and masks
/// that the text may have, the one that looks most like the picture.
struct SymbolGuess {
    let code: LabelCode
    let symbol: QRSymbol
    let grid: ModuleGrid

    /// Below it the picture shows another symbol: chance gives 0, a symbol with half of its codewords blotted 0.5.
    private static let likenessMin = 0.4

    /// - Returns: nil for a text that is no label's link, and where nothing looks like the picture.
    init?(_ text: String, corners: [PhotoPoint], in image: GreyImage) {
        guard text.hasPrefix(SymbolText.scheme),
            let slash = text.lastIndex(of: "/"),
            let code = try? LabelCode(text[text.index(after: slash)...]),
            let host = try? LabelHost(text.dropFirst(SymbolText.scheme.count)[..<slash]),
            SymbolText(host: host, code: code).text == text
        else { return nil }
        var best: (likeness: Double, symbol: QRSymbol, grid: ModuleGrid)?
        for symbol in Self.candidates(SymbolText(host: host, code: code)) {
            guard let grid = ModuleGrid(corners: corners, width: symbol.width) else { continue }
            let likeness = grid.likeness(image, symbol)
            if likeness > best?.likeness ?? Self.likenessMin { best = (likeness, symbol, grid) }
        }
        guard let best else { return nil }
        self.code = code
        symbol = best.symbol
        grid = best.grid
    }

    private static func candidates(_ text: SymbolText) -> [QRSymbol] {
        var kinds: Set<[Int]> = []
        var symbols: [QRSymbol] = []
        for floor in CorrectionFloor.allCases {
            guard let encoder = try? SymbolEncoder(host: text.host, floor: floor) else { continue }
            for (number, level) in CorrectionLevel.allCases.enumerated() {
                guard level <= encoder.level, kinds.insert([encoder.version, number]).inserted else {
                    continue
                }
                symbols += (0...7).compactMap { mask in
                    try? QRSymbol(
                        rebuilding: LabelIssue(
                            number: 1, text: text.text, host: text.host.text, version: encoder.version,
                            level: level.rawValue, mask: mask, batch: BatchID(1), printedReference: "",
                            printedAt: Instant(seconds: 0)))
                }
            }
        }
        return symbols
    }
}
