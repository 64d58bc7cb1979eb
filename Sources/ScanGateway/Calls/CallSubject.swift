import Facility
import Ledger
import TicketTracking

/// One report in one round, with the ticket that carries it.
struct CallSubject: Sendable {
    var ticket: Ticket
    var report: ReportID
    var mark: CallMark
    var window: FollowUpWindow?
    /// When it is to be called next; nil: the round is over for it.
    var next: Instant?
    /// Whether the round isn't over for it.
    var isPending: Bool

    init(ticket: Ticket, report: ReportID, mark: CallMark, under policy: DeskPolicy) {
        self.ticket = ticket
        self.report = report
        self.mark = mark
        window = policy.followUpWindow(mark.round, of: ticket)
        next = CallList.next(report, round: mark.round, on: ticket, under: policy)
        isPending = ticket.pendingReports(round: mark.round, policy.followUp)
            .contains { $0.report.id == report }
    }

    var round: Int { mark.round }
    var standing: ReportStanding? { ticket.standing(of: report) }
}
