public import Ledger

/// Figures on plain A4, for a meeting and for the file: all of it is text that can be selected and copied.
public struct FigurePaper: Hashable, Sendable {
    public struct Section: Hashable, Sendable {
        public var heading: String
        /// Stands below the heading; nil: nothing does.
        public var note: String?
        public var part: Part

        public init(heading: String, note: String? = nil, part: Part) {
            self.heading = heading
            self.note = note
            self.part = part
        }
    }

    public enum Part: Hashable, Sendable {
        case table(Table)
        case bars([Bar])
    }

    public struct Table: Hashable, Sendable {
        /// The first one is as wide as a name; the others share what is left.
        public var columns: [String]
        public var rows: [Row]

        public init(columns: [String], rows: [Row]) {
            self.columns = columns
            self.rows = rows
        }
    }

    /// As many cells as the table has columns.
    public struct Row: Hashable, Sendable {
        /// Each of one line, or of two with a line feed between.
        public var cells: [String]
        /// How dark the ground of each cell is, 0 (white) to 5; empty: all are white.
        public var shades: [Int]
        /// Over the whole width below the cells; nil: nothing is.
        public var note: String?

        public init(cells: [String], shades: [Int] = [], note: String? = nil) {
            self.cells = cells
            self.shades = shades
            self.note = note
        }
    }

    public struct Bar: Hashable, Sendable {
        public var name: String
        public var count: Int

        public init(name: String, count: Int) {
            self.name = name
            self.count = count
        }
    }

    public var title: String
    /// Stand below the title, each on lines of its own.
    public var remarks: [String]
    public var sections: [Section]
    /// At the foot of each page; `{page}` and `{pages}` stand for numbers.
    public var foot: String
    /// The PDF's date of creation: the only time in it, so that the same figures are the same bytes.
    public var createdAt: Instant
    /// Of the PDF, as a tag, e.g. `zh`.
    public var language: String

    public init(
        title: String, remarks: [String], sections: [Section], foot: String, createdAt: Instant,
        language: String
    ) {
        self.title = title
        self.remarks = remarks
        self.sections = sections
        self.foot = foot
        self.createdAt = createdAt
        self.language = language
    }
}

extension FigurePaper.Part {
    var rowCount: Int {
        switch self {
        case .table(let table): table.rows.count
        case .bars(let bars): bars.count
        }
    }
}
