/// A symbol in a photo and what it is to the site.
public struct ScannedLabel: Hashable, Sendable {
    public let text: LabelText
    public let symbol: FoundSymbol
    /// nil: it was decoded, which is sure. Else it was told among the labels that were printed, this surely.
    public let certainty: RecognisedLabel.Certainty?

    public init(text: LabelText, symbol: FoundSymbol, certainty: RecognisedLabel.Certainty? = nil) {
        self.text = text
        self.symbol = symbol
        self.certainty = certainty
    }
}
