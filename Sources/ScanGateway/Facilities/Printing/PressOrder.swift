public import Ledger

/// What the press is asked for.
public struct PressOrder: Sendable {
    /// In printing order, at least one.
    public var labels: [PrintableLabel]
    /// Keys of `PressChoices`.
    public var stock: String
    public var design: String
    public var printer: String
    /// Each label's place, counted over all sheets from 0, row by row, rising; no sheet is left out.
    public var places: [Int]
    /// What stands in the margin of a page, by page from 1: a part-used sheet's number.
    public var marginNotes: [Int: String]
    /// The PDF's title.
    public var title: String
    public var createdAt: Instant

    public init(
        labels: [PrintableLabel], stock: String, design: String, printer: String, places: [Int],
        marginNotes: [Int: String] = [:], title: String, createdAt: Instant
    ) {
        self.labels = labels
        self.stock = stock
        self.design = design
        self.printer = printer
        self.places = places
        self.marginNotes = marginNotes
        self.title = title
        self.createdAt = createdAt
    }
}

/// What came out of the press.
public struct PressedLabels: Sendable {
    /// One printed label, enough to rebuild its symbol bit for bit.
    public struct Print: Sendable {
        public var text: String
        public var host: String
        /// QR version, level (`L`, `M`, `Q`, `H`) and mask.
        public var version: Int
        public var level: String
        public var mask: Int

        public init(text: String, host: String, version: Int, level: String, mask: Int) {
            self.text = text
            self.host = host
            self.version = version
            self.level = level
            self.mask = mask
        }
    }

    public var pages: Int
    /// In the order's sequence, one for each label.
    public var prints: [Print]
    /// Texts that didn't fit and end in an ellipsis, each with its label's reference.
    public var shortened: [Shortened]

    public struct Shortened: Hashable, Sendable {
        public var reference: String
        public var text: String

        public init(reference: String, text: String) {
            self.reference = reference
            self.text = text
        }
    }

    public init(pages: Int, prints: [Print], shortened: [Shortened]) {
        self.pages = pages
        self.prints = prints
        self.shortened = shortened
    }
}
