import Facility
import Ledger

@testable import TicketTracking

/// Calls about work that was answered on the first Monday.
enum SampleCalls {
    /// Tuesday at ten, an hour for calls.
    static let call = "2026-09-15T10:00:00+08:00"

    static func resolved(_ reports: [Report] = [SampleDesk.report()]) throws -> Ticket {
        var ticket = try SampleDesk.opened(reports[0])
        for report in reports.dropFirst() { ticket = try ticket.after(.joinReport(report)) }
        return try ticket.after(.accept(PersonID(7)), .resolve(SampleDesk.solved))
    }

    static func record(
        _ outcome: FollowUpOutcome, _ ticket: Ticket, round: Int = 1, report: Int64 = 1,
        by caller: Principal = SampleDesk.caller, at time: String = call
    ) throws -> Ticket {
        try ticket.after(
            .recordFollowUp(ReportID(report), round: round, outcome, words: nil),
            SampleDesk.context(by: caller, at: SampleDesk.instant(time)))
    }
}
