import Ledger
import TicketTracking

extension Witness {
    /// What must hold of a ticket after each step.
    func check(_ id: TicketID, _ vault: TicketVault, _ policy: DeskPolicy) throws(Broken) {
        guard let ticket = tickets[id] else { return }
        let (row, dues) = vault.read { ($0.rows[id], $0.deadlines[id, default: []].map(\.deadline)) }
        guard row == ticket.row else {
            throw Broken(
                .row, "ticket \(id): events come to \(ticket.row), its row is \(String(describing: row))")
        }
        let expected = ticket.deadlines(under: policy)
        try promises.checkOwed(ticket, dues, policy)
        if ticket.state.isOpen {
            guard ticket.team != nil else {
                throw Broken(.owner, "ticket \(id) is \(ticket.state), of no team")
            }
            // An incident is promised to nobody before somebody says that it is one.
            let isProposed = ticket.incident?.stage == .proposed
            guard isProposed || ticket.resolutionDue != nil && ticket.responseDue != nil else {
                throw Broken(.deadline, "ticket \(id) is \(ticket.state) without a due")
            }
            let isMissed = ticket.resolutionDue.map(ticket.missed[.resolution, default: []].contains) ?? false
            guard !dues.isEmpty || isMissed else {
                throw Broken(.deadline, "ticket \(id) is \(ticket.state), without a deadline")
            }
        }
        guard dues == expected else {
            throw Broken(.deadline, "ticket \(id): events come to \(expected), its deadlines are \(dues)")
        }
        if ticket.state == .closed { try checkClosed(ticket, policy) }
    }

    private func checkClosed(_ ticket: Ticket, _ policy: DeskPolicy) throws(Broken) {
        guard let closing = ticket.closing else {
            throw Broken(.worst, "ticket \(ticket.id) is closed, nobody knows how")
        }
        let standing = ticket.reports.filter { $0.closing != .withdrawn }
        switch closing {
        case .merged: return
        case .withdrawn:
            guard standing.isEmpty else {
                throw Broken(.worst, "ticket \(ticket.id) is withdrawn, not all its reports")
            }
        case .advised:
            guard standing.allSatisfy({ $0.closing == .advised }) else {
                throw Broken(.answer, "ticket \(ticket.id) is advised, not all its reports")
            }
        case .satisfied, .mended, .noContact, .unreached, .dissatisfied:
            // An answer may have been blacked out since; that there was one is in the ledger.
            let correction = ticket.answerEvent.flatMap { ticket.corrections[$0] }
            let isBlackedOut = correction.map { ticket.redactions.contains(.event($0)) } ?? false
            guard
                ticket.answerEvent == nil || isBlackedOut || ticket.resolution?.answer.value?.isEmpty == false
            else {
                throw Broken(.answer, "ticket \(ticket.id) is closed without an answer")
            }
            let reachable = standing.count { $0.report.isReachable }
            if reachable <= policy.followUp.sampleAbove,
                let open = standing.first(where: { $0.closing == nil })
            {
                throw Broken(.answer, "report \(open.report.id) of closed ticket \(ticket.id) has no end")
            }
        }
    }

    static func checkWorst(_ ticket: Ticket) throws(Broken) {
        let ends = ticket.reports.map(\.closing).filter { $0 != .withdrawn }
        switch ticket.closing {
        case .satisfied, .mended, .noContact, .unreached, .dissatisfied:
            guard ticket.closing == worst(ends.compactMap(\.self)) else {
                throw Broken(
                    .worst,
                    "ticket \(ticket.id) is closed \(String(describing: ticket.closing)), its reports \(ends)"
                )
            }
        default: break
        }
    }

    private static func worst(_ closings: [Closing]) -> Closing {
        if closings.contains(.dissatisfied) { return .dissatisfied }
        if closings.contains(.unreached) { return .unreached }
        if closings.contains(.noContact) || closings.isEmpty { return .noContact }
        return closings.contains(.mended) ? .mended : .satisfied
    }
}
