public import Ledger

/// A use case of the repair desk, from any channel.
public enum DeskRequest: Hashable, Sendable, Codable {
    case report(NewReport)
    /// "Me too". A merged ticket is followed to the one that has its reports; an ended one makes a new
    /// ticket.
    case joinReport(NewReport, to: TicketID)
    /// - `basedOn`: the number of the last event that the sender had seen; nil: not said.
    /// - `occurredAt`: when it happened as claimed; nil: now.
    case act(TicketCommand, on: TicketID, basedOn: Int64? = nil, occurredAt: Instant? = nil)
}
