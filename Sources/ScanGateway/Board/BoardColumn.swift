import Facility
import Ledger
import TicketTracking

/// A column of the dispatcher's board, by what needs doing; a ticket stands in the first that fits.
enum BoardColumn: String, CaseIterable, Sendable {
    /// 群障 that waits for a yes or no.
    case proposals
    /// 待定位.
    case unlocated
    /// The running clock has ended.
    case late
    /// As of `TicketRow.isAtRisk`.
    case soon
    /// Nobody has it: 已报修.
    case new
    /// 已派单, not accepted yet.
    case unaccepted
    case onHold
    case referred

    /// Whether a ticket that was read for the column stands in it.
    func includes(_ row: TicketRow, at now: Instant) -> Bool {
        guard self == .soon, let due = row.clockDue else { return true }
        return TicketRow.isAtRisk(due: due, openedAt: row.openedAt, at: now)
    }

    /// What the column is read by.
    func query(at now: Instant) -> TicketQuery {
        switch self {
        case .proposals: TicketQuery(proposalsOnly: true)
        case .unlocated: TicketQuery(states: TicketState.open, unlocatedOnly: true)
        case .late: TicketQuery(due: Instant(microseconds: .min)..<now)
        case .soon: TicketQuery(due: now..<now + TicketRow.riskSpan)
        case .new: TicketQuery(states: [.reported])
        case .unaccepted: TicketQuery(states: [.assigned])
        case .onHold: TicketQuery(states: [.onHold])
        case .referred: TicketQuery(states: [.referred])
        }
    }
}
