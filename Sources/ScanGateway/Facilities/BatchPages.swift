/// The print runs, the newest first.
struct BatchesPage: Sendable {
    var tabs: [DeskPage.Tab]
    var lines: [Line]
    var hasLines: Bool

    struct Line: Sendable {
        var link: String
        var title: String
        var number: String
        var state: String
        var tone: String
        var count: String
        var by: String
        var exact: String
        var exactText: String
        var age: String
    }
}

/// One print run: its sheets as they lie, what became of each label, and what can be done.
struct BatchPage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    var title: String
    var number: String
    var opened: String
    var summary: String
    var hanging: String?
    /// It was declared void: why.
    var voided: String?
    var resumeLink: ProblemPage.Link?
    var walkLink: String?
    var sheets: [Sheet]
    var hasSheets: Bool
    var listHeading: String
    var rows: [Row]
    var hasRows: Bool
    var spoil: Spoil?
    var void: LabelCard.Form?
    var csrf: String
    var log: [Step]

    /// A sheet in small; its cells are in units of a cell's width and height.
    struct Sheet: Sendable {
        var link: String
        var name: String
        var isHere: Bool
        var columns: Int
        var rows: Int
        var cells: [Cell]
    }

    struct Cell: Sendable {
        var x: Int
        var y: Int
        var tone: String
    }

    struct Row: Sendable {
        var place: String
        var name: String
        var reference: String
        var state: String
        var tone: String
        var code: String
        var link: String
    }

    struct Spoil: Sendable {
        var action: String
        var key: String
        var sheet: Int
        var title: String
        /// As they were typed.
        var place: String
        var reason: String
    }

    struct Step: Sendable {
        var sentence: String
        var by: String
        var exact: String
        var exactText: String
        var age: String
    }
}

/// Part-used sheets.
struct WalletPage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    var sheets: [Sheet]
    var isEmpty: Bool
    var csrf: String

    struct Sheet: Sendable {
        var number: String
        var stock: String
        var free: String
        var age: String
        var columns: Int
        var rows: Int
        var cells: [BatchPage.Cell]
        var places: [Place]
        var correct: LabelCard.Form
        var discard: LabelCard.Form
    }

    struct Place: Sendable {
        var number: Int
        var field: String
        var isFree: Bool
    }
}

/// What people said is wrong with labels.
struct TasksPage: Sendable {
    var tabs: [DeskPage.Tab]
    var tasks: [Task]
    var isEmpty: Bool
    var csrf: String

    struct Task: Sendable {
        var name: String
        var above: String
        var code: String
        var link: String
        var kind: String
        var state: String
        var tone: String
        var exact: String
        var exactText: String
        var age: String
        var action: String
        var key: String
        var field: String
        var moves: [PrintPage.Option]
        var printLink: String
    }
}
