/// A symbol in a photo and what it is to the site.
public struct ScannedLabel: Hashable, Sendable {
    public let text: LabelText
    public let symbol: FoundSymbol

    public init(text: LabelText, symbol: FoundSymbol) {
        self.text = text
        self.symbol = symbol
    }
}
