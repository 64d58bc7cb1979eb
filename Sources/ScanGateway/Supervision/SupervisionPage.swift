/// What is late, who was ordered to answer, and who urged: for those who supervise.
struct SupervisionPage: Sendable {
    /// One for each team, and all of them.
    var teams: [DeskPage.Tab]
    var figures: [PeriodPage.Figure]
    /// Where the reader orders or gives an answer; nil: the reader does neither.
    var how: String?
    var late: List
    var soon: List
    var supervisions: [Order]
    var hasSupervisions: Bool
    /// With the link that shows those that were answered, too, or hides them.
    var answered: ProblemPage.Link
    var urges: [Urge]
    var hasUrges: Bool
    /// Which part of the supervisions is shown, and of the urges; nil: all of them.
    var ordersPart: Part?
    var urgesPart: Part?

    /// A part of a list that is too long for one page.
    struct Part: Hashable, Sendable {
        /// `51–100 of 430`.
        var sentence: String
        /// nil: it is the first.
        var earlier: String?
        /// nil: it is the last.
        var later: String?
    }

    struct List: Sendable {
        var tickets: [TicketLine]
        var hasTickets: Bool
        /// That there are more than are shown; nil: there aren't.
        var cutNote: String?
    }

    /// 督办单.
    struct Order: Hashable, Sendable {
        var line: Place
        /// `第 1 号`, and why it was opened.
        var cause: String
        var opened: String
        var due: String
        var isLate: Bool
        /// When it was read; nil: not yet.
        var read: String?
        /// nil: whoever looks at it sees no words, or they were erased.
        var notice: String?
        var answer: String?
    }

    struct Urge: Hashable, Sendable {
        var line: Place
        /// How often, and when first.
        var urged: String
        var due: String?
        var isLate: Bool
    }

    /// Which ticket, where, and whose.
    struct Place: Hashable, Sendable {
        var number: String
        var link: String
        var place: String
        var what: String
        var team: String
        var lead: String
    }
}
