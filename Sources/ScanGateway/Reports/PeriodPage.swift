/// A week's or a month's figures, as leaders read, print and copy them.
struct PeriodPage: Sendable {
    struct Link: Hashable, Sendable {
        var link: String
        var name: String
        var isHere = false
    }

    /// One number with its trend.
    struct Figure: Hashable, Sendable {
        var name: String
        var value: String
        /// Beside the period before and a year before; nil: it is as of now.
        var trend: String?
    }

    struct RateRow: Hashable, Sendable {
        var name: String
        var formula: String
        var percent: String
        var fraction: String
        var before: String
        var yearBefore: String
    }

    /// Rates told apart by something.
    struct Table: Hashable, Sendable {
        struct Cell: Hashable, Sendable {
            var label: String
            var text: String
        }
        struct Row: Hashable, Sendable {
            var name: String
            var cells: [Cell]
        }
        var id: String
        var title: String
        var columns: [String]
        var rows: [Row]
    }

    struct Bar: Hashable, Sendable {
        var name: String
        var count: Int
        /// The longest bar's.
        var most: Int
    }

    struct Heat: Hashable, Sendable {
        struct Cell: Hashable, Sendable {
            var count: String
            /// 0 to 5, of the greatest.
            var level: Int
            var label: String
        }
        struct Row: Hashable, Sendable {
            var name: String
            var cells: [Cell]
            var sum: Int
        }
        var columns: [String]
        var rows: [Row]
    }

    var heading: String
    /// The span, and as of which event.
    var span: String
    var tabs: [Link]
    var turns: [Link]
    var files: [Link]
    var figures: [Figure]
    var rates: [RateRow]
    var tables: [Table]
    var bars: [Bar]
    var hasBars: Bool
    var heat: Heat?
    /// That nothing was reported; nil: something was.
    var emptyNote: String?
    var action: String
    /// As it was typed, or is shown.
    var period: String
    var problems: [Problem] = [] { didSet { hasProblems = !problems.isEmpty } }
    private(set) var hasProblems = false
}
