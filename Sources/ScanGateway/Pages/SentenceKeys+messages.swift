import TicketTracking

extension SentenceKeys {
    /// Of the pages about messages.
    static let messages = [
        "acknowledge.already",
        "acknowledge.done",
        "acknowledge.heading",
        "acknowledge.title",
        "error.acknowledgement.heading",
        "error.acknowledgement.lapsed",
        "error.acknowledgement.text",
        "messages.count",
        "messages.empty",
        "messages.givenUp",
        "messages.noReason",
        "messages.nobody",
        "messages.reporter",
        "messages.retried",
        "messages.role",
        "messages.tab",
        "messages.title",
        "place.pathSeparator",
        "ticket.due",
        "ticket.place",
        "ticket.state",
    ]
}
