public import Ledger

/// What a use case came to: the same whenever it is asked for again under its key.
public struct DeskReceipt: Hashable, Sendable, Codable {
    /// The one that carries the report, or that was acted on.
    public var ticket: TicketID
    public var state: TicketState
    public var revision: Int64
    /// The report that was made; nil: none was.
    public var report: ReportID?
    /// What a split made, or the rework of a fault that came back; nil: nothing.
    public var newTicket: TicketID?

    public init(
        ticket: TicketID, state: TicketState, revision: Int64, report: ReportID? = nil,
        newTicket: TicketID? = nil
    ) {
        self.ticket = ticket
        self.state = state
        self.revision = revision
        self.report = report
        self.newTicket = newTicket
    }
}
