/// What to print, how, and how it will look.
struct PrintPage: Sendable {
    var tabs: [DeskPage.Tab]
    var crumbs: [ProblemPage.Link]
    var problems: [Problem]
    var hasProblems: Bool
    var title: String
    var action: String
    var csrf: String
    var key: String
    /// What it is printed from, where that isn't a field of the form.
    var scope: [Hidden]
    /// One chooses among what stands there.
    var isChoice: Bool
    /// How many blank labels; nil: none are printed.
    var blank: Int?
    var blankMax: Int
    /// Of a run that goes on.
    var resume: Resume?
    var selections: [Option]
    var kinds: [Kind]
    var stocks: [Option]
    var designs: [Option]
    var printers: [Option]
    var start: String
    var startMax: Int
    /// How many labels on how many sheets, or why there are none.
    var count: String
    var hasLabels: Bool
    var sendName: String
    var notes: [String]
    var preview: Preview?

    struct Resume: Sendable {
        var after: String
        var lastSheet: Int
        var takesSpoiled: Bool
    }

    struct Hidden: Sendable {
        var name: String
        var value: String
    }

    struct Option: Sendable {
        var value: String
        var name: String
        var isChosen: Bool
    }

    struct Kind: Sendable {
        var field: String
        var name: String
        var isChosen: Bool
    }

    struct Preview: Sendable {
        var link: String
        var alt: String
    }
}
