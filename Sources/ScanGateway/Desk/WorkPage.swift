/// A technician's day: what is in hand, then the queue in walking order.
struct WorkPage: Sendable {
    var tabs: [DeskPage.Tab]
    /// As of `DeskPage.said`.
    var said: String?
    /// What is in hand: accepted or being worked on; nil: nothing is.
    var now: Card?
    var cards: [Card]
    /// Where the walk is counted from, in a sentence; nil: from no place that is known.
    var from: String?
    /// What colleagues of the team have.
    var tickets: [TicketLine]
    var hasTickets: Bool
    var isEmpty: Bool
    /// That there are more than are shown; nil: there aren't.
    var cutNote: String?
    var field: FieldBox

    struct Card: Sendable {
        var line: TicketLine
        /// Why it stands here, in a word or two; nil: it is in hand.
        var why: String?
        /// How its first reporter is reached; nil: nothing was left, or it is nobody's yet.
        var contact: Contact?
        var accept: TicketLine.ArriveForm?

        struct Contact: Sendable {
            var text: String
            /// Who calls at once; nil: it is masked, and is shown on the ticket's page.
            var phone: String?
            var page: String
        }
    }
}

/// What a browser needs to keep a technician's pages and to tell later what was done without a network.
struct FieldBox: Sendable {
    /// Where it asks who is signed in, and what time it is.
    var who: String
    /// When the page was made: milliseconds since 1970, UTC, by the server's clock.
    var served: Int64
    var worker: String
    var scope: String
    /// The ticket whose page it is; nil: the queue.
    var ticket: String?
    /// The tickets that an arrival can be about.
    var choices: [Choice]
    var hasChoices: Bool
    var typedCode = ""

    struct Choice: Sendable {
        var number: String
        var action: String
        var revision: Int64
        var name: String
        /// Codes of the labels at its place, with spaces between.
        var labels: String
    }
}
