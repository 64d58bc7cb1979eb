public import Facility
public import LabelPrinting
public import LabelSymbol
import Ledger

/// A symbol that ought to stand at a place of a sheet.
public struct ProofTarget: Hashable, Sendable {
    /// From 1.
    public var page: Int
    /// On its page, from 1, row by row.
    public var position: Int
    public var code: LabelCode
    public var reference: String
    /// The whole text.
    public var text: String
    /// Module by module, as it was printed.
    public var symbol: QRSymbol
    public var place: SymbolPlace

    public init(
        page: Int, position: Int, code: LabelCode, reference: String, text: String, symbol: QRSymbol,
        place: SymbolPlace
    ) {
        self.page = page
        self.position = position
        self.code = code
        self.reference = reference
        self.text = text
        self.symbol = symbol
        self.place = place
    }

    /// One for each place where the label's symbol was drawn.
    ///
    /// - Throws: `SymbolError` where the record describes no symbol.
    public static func targets(of label: PressedLabel) throws(SymbolError) -> [ProofTarget] {
        // Batch and time of the issue don't touch the symbol.
        let issue = label.issue(number: 1, batch: BatchID(1), printedAt: Instant(seconds: 0))
        let symbol = try QRSymbol(rebuilding: issue)
        return label.places.map { place in
            ProofTarget(
                page: label.page, position: label.position, code: label.code, reference: label.reference,
                text: label.text, symbol: symbol, place: place)
        }
    }
}
