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
        "message.hazardYes",
        "message.label.category",
        "message.label.due",
        "message.label.hazard",
        "messages.noAddress", "messages.count",
        "messages.empty",
        "messages.givenUp",
        "messages.lastTry",
        "messages.mail",
        "messages.noReason",
        "messages.nobody",
        "messages.notHandedOut",
        "messages.reporter",
        "messages.retried",
        "messages.role",
        "messages.since",
        "messages.tab",
        "messages.title",
        "messages.waitingBy",
        "messages.waitingCut",
        "messages.waitingDanger",
        "messages.way",
        "place.pathSeparator",
        "ticket.place",
        "ticket.state",
    ]
}
