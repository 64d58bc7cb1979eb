public import Ledger

/// A list on plain A4 that somebody walks with: what to do, then row after row with a box to tick.
public struct Checklist: Hashable, Sendable {
    public struct Section: Hashable, Sendable {
        /// E.g. the building and the floor.
        public var heading: String
        public var rows: [Row]

        public init(heading: String, rows: [Row]) {
            self.heading = heading
            self.rows = rows
        }
    }

    /// One thing to tick; a text that doesn't fit its column ends in an ellipsis.
    public struct Row: Hashable, Sendable {
        /// Narrow, e.g. sheet and place.
        public var mark: String
        /// Bold, e.g. the reference.
        public var key: String
        public var text: String
        /// At the right, e.g. the code or when it was last seen.
        public var note: String

        public init(mark: String, key: String, text: String, note: String) {
            self.mark = mark
            self.key = key
            self.text = text
            self.note = note
        }
    }

    public var title: String
    /// Stand below the title, each on lines of its own.
    public var remarks: [String]
    public var sections: [Section]
    /// The PDF's date of creation.
    public var createdAt: Instant
    /// Of the PDF, as a tag, e.g. `zh`.
    public var language: String

    public init(
        title: String, remarks: [String], sections: [Section], createdAt: Instant, language: String = "zh"
    ) {
        self.title = title
        self.remarks = remarks
        self.sections = sections
        self.createdAt = createdAt
        self.language = language
    }
}

extension [Checklist.Section] {
    /// Puts a row under a heading: into the last section where it bears that heading, else into a new one.
    public mutating func add(_ row: Checklist.Row, under heading: String) {
        if last?.heading != heading { append(Checklist.Section(heading: heading, rows: [])) }
        self[count - 1].rows.append(row)
    }
}
