/// A length of a stock, where it was read, and what other public tables say instead.
public struct StockMeasure: Hashable, Sendable {
    /// Another table's figure for the same length.
    public struct Other: Hashable, Sendable {
        public let length: Millimetres
        public let source: String
    }

    /// Where it stands in the file, e.g. `grid.left`.
    public let key: String
    public let length: Millimetres
    public let source: String
    public let others: [Other]

    /// The largest difference to another table's figure; nil where none is known.
    public var disagreement: Millimetres? {
        others.map { Millimetres(abs($0.length.value - length.value)) }.max()
    }
}
