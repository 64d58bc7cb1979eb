import Facility
import LabelSymbol

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

    /// The name that stands for a pass where a label was told among the printed ones.
    public static let closedWorldPass = "closed-world"

    /// - Parameter hosts: as in ``LabelText/parse(_:hosts:)``; one that isn't among them any more is told as it was printed.
    init(_ label: RecognisedLabel, hosts: [String]) {
        let link = SymbolText.scheme + label.host + "/" + label.code.compact
        let parsed = LabelText.parse(link, hosts: hosts)
        self.init(
            text: parsed.code == nil ? .ours(label.code, host: label.host) : parsed,
            symbol: FoundSymbol(text: link, corners: label.corners, pass: Self.closedWorldPass),
            certainty: label.certainty)
    }
}
