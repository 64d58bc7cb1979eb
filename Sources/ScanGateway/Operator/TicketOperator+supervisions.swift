import TicketTracking

extension TicketOperator {
    func supervisions(answeredToo: Bool) async throws -> [SupervisionSummary] {
        try await desk.tickets.supervisions(answeredToo: answeredToo, limit: 1_000).map { row in
            SupervisionSummary(
                ticket: number(of: row.ticket), number: row.number, isOrdered: row.cause == .order,
                openedAt: row.openedAt, due: row.due, readAt: row.readAt, answeredAt: row.answeredAt)
        }
    }
}
