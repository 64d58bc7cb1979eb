public import Ledger

/// What lists show of a supervision (督办单), brought up to date with its ticket.
public struct SupervisionRow: Hashable, Sendable {
    public var ticket: TicketID
    /// Of the ticket's supervisions, 1 and up.
    public var number: Int
    public var cause: TicketFact.Supervised.Cause
    public var openedAt: Instant
    public var due: Instant
    public var readAt: Instant?
    public var answeredAt: Instant?

    public init(
        ticket: TicketID, number: Int, cause: TicketFact.Supervised.Cause, openedAt: Instant, due: Instant,
        readAt: Instant? = nil, answeredAt: Instant? = nil
    ) {
        self.ticket = ticket
        self.number = number
        self.cause = cause
        self.openedAt = openedAt
        self.due = due
        self.readAt = readAt
        self.answeredAt = answeredAt
    }
}

extension Ticket {
    /// One for each of its supervisions, in order.
    public var supervisionRows: [SupervisionRow] {
        oversight.supervisions.map { supervision in
            SupervisionRow(
                ticket: id, number: supervision.number, cause: supervision.cause,
                openedAt: supervision.openedAt, due: supervision.due, readAt: supervision.readAt,
                answeredAt: supervision.answeredAt)
        }
    }
}
