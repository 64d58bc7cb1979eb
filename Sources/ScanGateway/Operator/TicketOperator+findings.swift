import Ledger
import TicketTracking

extension TicketOperator {
    func findings(closedToo: Bool) async throws -> [FindingSummary] {
        var summaries: [FindingSummary] = []
        for row in try await desk.tickets.findings(closedToo: closedToo, limit: 1_000) {
            var subject = "–"
            if let place = row.place { subject = await names.place(place) }
            if let device = row.device { subject = await names.device(device) }
            let closing = try await closing(of: row)
            summaries.append(
                FindingSummary(
                    ticket: number(of: row.ticket), subject: subject, isDevice: row.device != nil,
                    count: row.count, since: row.since, foundAt: row.foundAt, closedAt: row.closedAt,
                    closedBy: closing?.by, words: closing?.words))
        }
        return summaries
    }

    /// Who closed a finding and with which words; nil: nobody has.
    private func closing(of row: FindingRow) async throws -> (by: String, words: String?)? {
        guard row.closedAt != nil else { return nil }
        let events = try await desk.tickets.events(of: row.ticket)
        let shown = ShownEvents(events)
        for event in events.reversed() {
            guard case .findingClosed(let payload) = shown.fact(event) else { continue }
            return (try await name(of: event.envelope.actor), payload.words.value)
        }
        return nil
    }
}
