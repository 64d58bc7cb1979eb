/// The dispatcher's board.
struct BoardPage: Sendable {
    /// Where news come from.
    var base: String
    /// Where it is read again, with the view.
    var here: String
    var revision: Int64
    var teams: [DeskPage.Tab]
    var filters: Filters
    /// nil: nobody keeps views here.
    var keeping: Keeping?
    /// From the view of one column to that of all; nil: it is that one.
    var allColumns: String?
    var intake: String?
    var columns: [Column]
    var hasColumns: Bool
    /// Which columns have nothing, in a sentence; nil: none.
    var emptyNote: String?
    var result: Result?
    /// nil: whoever looks at it dispatches nothing.
    var acts: Acts?
    var problems: [Problem] = []
    var hasProblems = false

    /// What narrows it to a place and a kind.
    struct Filters: Sendable {
        var action: String
        /// What the view has already.
        var team: String?
        var only: String?
        /// The place as it is typed.
        var place: String
        var categories: [TicketPage.Choice.Option]
        /// To what it is narrowed, in a sentence; nil: to nothing.
        var narrowed: String?
        /// The view without that.
        var clear: String?
    }

    /// The views that the reader keeps, and the forms for them.
    struct Keeping: Sendable {
        var action: String
        var csrf: String
        var view: String
        /// As it was typed and couldn't be kept.
        var name: String
        var isOpen: Bool
        var tabs: [DeskPage.Tab]
        var hasTabs: Bool
    }

    struct Column: Sendable {
        var id: String
        var title: String
        var hint: String
        var count: String
        /// The view of this column alone; nil: it is the view.
        var link: String?
        var tickets: [Line]
        /// That more wait than are shown; nil: none do.
        var cutNote: String?
    }

    struct Line: Sendable {
        var line: TicketLine
        /// Of the box that chooses it: its number and the event up to which it was seen.
        var choice: String
        var isChosen: Bool
        var hasBox: Bool
    }

    /// Somebody to whom tickets can be given.
    struct Lead: Sendable {
        /// The sign-in name.
        var value: String
        var name: String
    }

    /// The forms for what was chosen.
    struct Acts: Sendable {
        var action: String
        var csrf: String
        var key: String
        var view: String
        var teams: [TicketPage.Choice.Option]
        var people: [Lead]
        var priorities: [TicketPage.Choice.Option]
        var reasons: [TicketPage.Choice.Option]
        var until: String
        var min: String
        var words: String = ""
        var workaround: String = ""
        var lead: String = ""
    }

    /// What became of an act on what was chosen.
    struct Result: Sendable {
        var sentence: String
        var done: [Outcome]
        var refused: [Outcome]
        var hasRefused: Bool
        var undo: Undo?
        /// Why there is no undo; nil: there is, or nothing was done.
        var finalNote: String?
    }

    struct Outcome: Sendable {
        var number: String
        var link: String
        /// Why not; nil: it was done.
        var why: String?
    }

    struct Undo: Sendable {
        var action: String
        var csrf: String
        var key: String
        var of: String
        var view: String
        var numbers: [String]
    }
}
