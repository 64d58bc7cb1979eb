public import Facility

/// Stocks, designs and printers to choose from; the first of each is the usual one.
public struct PressChoices: Hashable, Sendable {
    /// Sheets of labels.
    public struct Stock: Hashable, Sendable {
        public var key: String
        public var title: LocalizedName
        /// How much of a sheet a label is, e.g. `63.5 × 38.1 mm`.
        public var size: String
        public var labelsPerSheet: Int
        /// Keys of the designs that were made for labels of this size.
        public var designs: [String]

        public init(key: String, title: LocalizedName, size: String, labelsPerSheet: Int, designs: [String]) {
            self.key = key
            self.title = title
            self.size = size
            self.labelsPerSheet = labelsPerSheet
            self.designs = designs
        }
    }

    /// A design or a printer.
    public struct Named: Hashable, Sendable {
        public var key: String
        public var title: LocalizedName

        public init(key: String, title: LocalizedName) {
            self.key = key
            self.title = title
        }
    }

    public var stocks: [Stock]
    public var designs: [Named]
    public var printers: [Named]

    public init(stocks: [Stock], designs: [Named], printers: [Named]) {
        self.stocks = stocks
        self.designs = designs
        self.printers = printers
    }
}
