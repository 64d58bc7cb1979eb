public import Ledger

/// What makes a report's PDF. The program fills it with the press, so that the gateway knows no C library.
public protocol ReportPress: Sendable {
    /// - Returns: a PDF; of the same paper the same bytes.
    /// - Throws: `PressProblem`
    func press(_ paper: ReportPaper) async throws -> [UInt8]
}

/// A report as it is printed: the page's own words and figures.
public struct ReportPaper: Hashable, Sendable {
    public struct Section: Hashable, Sendable {
        public var heading: String
        public var note: String?
        /// The first one holds names. Empty: `rows` are bars, each of a name and a count.
        public var columns: [String]
        public var rows: [Row]
    }

    public struct Row: Hashable, Sendable {
        /// Each of one line, or of two with a line feed between.
        public var cells: [String]
        /// 0 (white) to 5 for each cell; empty: all are white.
        public var shades: [Int] = []
        /// How a figure is computed; nil: it says itself.
        public var note: String?
    }

    public var title: String
    public var remarks: [String]
    public var sections: [Section]
    /// `{page}` and `{pages}` stand for numbers.
    public var foot: String
    /// Of the event as of which it was counted: the only time in it.
    public var countedAt: Instant
    public var language: String
}
