public import Facility

/// Stocks, designs and printers to choose from; the first of each is the usual one.
public struct PressChoices: Hashable, Sendable {
    /// Sheets of labels.
    public struct Stock: Hashable, Sendable {
        public var key: String
        public var title: LocalizedName
        /// How much of a sheet a label is, e.g. `63.5 × 38.1 mm`.
        public var size: String
        public var columns: Int
        public var labelsPerSheet: Int
        /// Keys of the designs that were made for labels of this size.
        public var designs: [String]

        public init(
            key: String, title: LocalizedName, size: String, columns: Int, labelsPerSheet: Int,
            designs: [String]
        ) {
            self.key = key
            self.title = title
            self.size = size
            self.columns = columns
            self.labelsPerSheet = labelsPerSheet
            self.designs = designs
        }
    }

    /// A printer with its profile.
    public struct Printer: Hashable, Sendable {
        public var key: String
        public var title: LocalizedName
        public var dotsPerInch: Int

        public init(key: String, title: LocalizedName, dotsPerInch: Int) {
            self.key = key
            self.title = title
            self.dotsPerInch = dotsPerInch
        }
    }

    /// A design.
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
    public var printers: [Printer]

    public init(stocks: [Stock], designs: [Named], printers: [Printer]) {
        self.stocks = stocks
        self.designs = designs
        self.printers = printers
    }
}
