import TicketTracking

extension TicketOperator {
    func findings(closedToo: Bool) async throws -> [FindingSummary] {
        var summaries: [FindingSummary] = []
        for row in try await desk.tickets.findings(closedToo: closedToo, limit: 1_000) {
            var subject = "–"
            if let place = row.place { subject = await names.place(place) }
            if let device = row.device { subject = await names.device(device) }
            summaries.append(
                FindingSummary(
                    ticket: number(of: row.ticket), subject: subject, isDevice: row.device != nil,
                    count: row.count, since: row.since, foundAt: row.foundAt, closedAt: row.closedAt))
        }
        return summaries
    }
}
