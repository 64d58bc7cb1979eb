import Facility
import Ledger

extension RepairDesk {
    /// How many tickets a report is followed through.
    private static let carriersMax = 64

    /// What is blacked out of a report is so on every ticket that carries it or once did: its words stand in each one's
    /// events.
    func addRedactions(
        _ plan: inout DeskPlan, _ target: RedactionTarget, _ words: String, _ ticket: Ticket,
        _ context: DecisionContext
    ) async throws {
        let concerned: [ReportID]
        switch target {
        case .report(let id): concerned = [id]
        case .event(let number):
            let events = try await tickets.events(of: ticket.id)
            concerned = events.first { $0.envelope.number == number }?.fact.carried ?? []
        }
        for id in concerned {
            for other in try await carriers(of: id, beside: ticket.id) {
                // A ticket that two of the reports went through is changed once for both.
                let index = plan.changes.firstIndex { $0.ticket.id == other }
                let present: Ticket
                if let index {
                    present = plan.changes[index].ticket
                } else {
                    present = try await self.present(other)
                }
                guard !present.redactions.contains(.report(id)) else { continue }
                let decision = Decision(ticket: present, command: .redact, context: context)
                let facts = try decision.redact(.report(id), words)
                if let index {
                    plan.changes[index].append(facts, at: context.at)
                } else {
                    plan.changes.append(DeskPlan.Change(present, facts, at: context.at))
                }
            }
        }
    }

    /// Tickets whose events say what a report says, but one.
    private func carriers(of report: ReportID, beside first: TicketID) async throws -> [TicketID] {
        var (carriers, seen, open): ([TicketID], Set<TicketID>, [TicketID]) = ([], [first], [first])
        while let id = open.popLast(), seen.count <= Self.carriersMax {
            let facts = try await tickets.events(of: id).map(\.fact)
            guard facts.contains(where: { $0.carried.contains(report) }) else { continue }
            if id != first { carriers.append(id) }
            for next in facts.compactMap({ $0.neighbour(by: report) }) where seen.insert(next).inserted {
                open.append(next)
            }
        }
        return carriers.sorted()
    }
}

extension TicketFact {
    /// Reports whose words it says.
    fileprivate var carried: [ReportID] {
        switch self {
        case .reported(let payload): [payload.report.id]
        case .joined(let payload): [payload.report.id]
        case .reportsTaken(let payload): payload.reports.map(\.id)
        case .splitOff(let payload): payload.reports.map(\.id)
        default: []
        }
    }

    /// The ticket from which or to which a report may have gone by it; nil: it moves none, or not that one.
    fileprivate func neighbour(by report: ReportID) -> TicketID? {
        switch self {
        case .merged(let payload): payload.into
        case .reportsTaken(let payload): payload.reports.contains { $0.id == report } ? payload.from : nil
        case .reportsReleased(let payload): payload.reports.contains(report) ? payload.to : nil
        case .splitOff(let payload): payload.reports.contains { $0.id == report } ? payload.from : nil
        default: nil
        }
    }
}
