import TicketTracking

extension TicketOperator {
    /// What a dispatcher should know of a ticket beside what happened to it.
    func remarks(on ticket: Ticket) -> [String] {
        let years = desk.policy.uncoveredYears(of: ticket)
        guard !years.isEmpty else { return [] }
        let named = years.map(String.init).joined(separator: ", ")
        return ["Its dues are computed without the holidays of \(named): rules.yaml doesn't have them yet."]
    }

    /// An answer with the remarks on the ticket that it is about.
    func remarked(_ reply: TicketReply, on ticket: TicketID) async throws -> TicketReply {
        guard let ticket = try await desk.ticket(ticket) else { return reply }
        let remarks = remarks(on: ticket)
        return remarks.isEmpty ? reply : .remarked(reply, remarks)
    }
}
