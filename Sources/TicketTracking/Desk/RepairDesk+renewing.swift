import Facility
import Ledger

extension RepairDesk {
    /// Tickets that are read before others get their turn.
    private static let renewedAtOnce = 100

    /// Gives every ticket that isn't finished the deadlines that follow from its events under the policy in force: after an
    /// upgrade that knows new kinds of them, or under other rules, none waits for its next event to get them.
    ///
    /// Nothing is told by it. What it finds overdue comes due at the next sweep, which takes the rungs of a ladder that were
    /// passed as one.
    ///
    /// - Returns: how many tickets were looked at.
    @discardableResult
    public func renewDeadlines() async throws -> Int {
        var (count, last) = (0, TicketID?.none)
        while true {
            let page = try await tickets.unfinished(after: last, limit: Self.renewedAtOnce)
            guard let end = page.last else { return count }
            for id in page {
                // Whoever came in between wrote them anew.
                if let ticket = try await ticket(id) { try await renewDeadlines(of: ticket) }
            }
            (count, last) = (count + page.count, end)
            await Task.yield()
        }
    }

    /// - Returns: whether the ticket still stood so; else nothing was written.
    @discardableResult
    func renewDeadlines(of ticket: Ticket) async throws -> Bool {
        try await tickets.renew(ticket.deadlines(under: policy), of: ticket.id, revision: ticket.revision)
    }
}
