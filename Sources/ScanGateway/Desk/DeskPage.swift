/// The technician's and the dispatcher's queue.
struct DeskPage: Sendable {
    var tabs: [Tab]
    /// That what was just done took a ticket out of the reader's hands; nil: it didn't.
    var said: String?
    var now: TicketLine?
    var queueTitle: String
    var tickets: [TicketLine]
    var hasTickets: Bool
    /// That there are more than are shown; nil: there aren't.
    var cutNote: String?

    struct Tab: Hashable, Sendable {
        var link: String
        var name: String
        var isHere: Bool
    }
}

/// What staff see after a scan: this place's tickets, with "I'm here" first.
struct PlacePage: Sendable {
    var kicker: String
    var placeName: String
    var code: String
    var labelState: String
    var placement: String?
    var renumbered: String?
    /// What the reader may do about the label itself.
    var task: LabelCard?
    /// Whoever can begin work here came for that; else the label's own card comes first.
    var isWorkFirst = false
    var arrivals: [TicketLine]
    var device: String?
    var tickets: [TicketLine]
    var hasTickets: Bool
    var reportLink: String
    /// The queue in walking order from here; nil: the reader doesn't walk.
    var queueLink: String?
    /// Where the reader scanned from; nil: nowhere in particular.
    var back: ProblemPage.Link?
}
