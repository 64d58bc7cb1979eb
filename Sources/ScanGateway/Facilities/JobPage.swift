/// A PDF in the making, or made.
struct JobPage: Sendable {
    var tabs: [DeskPage.Tab]
    var title: String
    /// The person asked for another one meanwhile.
    var busy: String?
    /// Asked for news here: the page's own address with `/state` after it.
    var live: String
    var revision: Int64
    var sentence: String
    /// Why phones may not open what is printed.
    var warnings: [String]
    /// nil: it has ended.
    var progress: Progress?
    var done: Done?
    /// Why nothing was printed.
    var failure: String?
    var isRemoved: Bool
    var again: ProblemPage.Link

    struct Progress: Sendable {
        var max: Int
        var value: Int
        var label: String
    }

    struct Done: Sendable {
        var link: String
        var count: String
        var until: String
        var exact: String
        var notes: [String]
        /// Which part-used sheets go into the printer first.
        var partUsed: String?
        /// What to do with the sheet that is left.
        var kept: String?
        var batchLink: String
    }
}

/// What the job's page asks for while it waits.
struct JobState: Codable, Sendable {
    var revision: Int64
    var sentence: String
    var hasEnded: Bool
}
