public import Ledger

/// A report that was made, now or by an earlier sending of the same command.
public struct FiledReport: Hashable, Sendable {
    public var row: ReportRow
    /// All events of the ticket that this very call opened for it; nil: the ticket was there before, read it.
    public var opening: [RecordedEvent<TicketFact>]?

    public init(row: ReportRow, opening: [RecordedEvent<TicketFact>]?) {
        self.row = row
        self.opening = opening
    }
}
