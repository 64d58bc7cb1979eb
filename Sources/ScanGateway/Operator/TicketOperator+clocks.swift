import Facility
import Ledger
import TicketTracking

extension TicketOperator {
    func clocks(_ number: String, at instant: Instant) async throws -> ClocksReport {
        let ticket = try await ticket(number)
        return ClocksReport(
            ticket.clocks(at: instant, under: desk.policy), number: self.number(of: ticket.id))
    }

    /// - Parameter numbers: empty: every open ticket.
    /// - Returns: those that were counted anew, or asked for by number and refused.
    func recalculate(_ numbers: [String], _ words: String, _ act: Act) async throws -> [RecalculatedTicket] {
        var tickets: [TicketID] = []
        for number in numbers { tickets.append(try await ticket(number).id) }
        var told: [RecalculatedTicket] = []
        for done in try await desk.recalculate(numbers.isEmpty ? nil : tickets, words: words, act: act) {
            var line = RecalculatedTicket(ticket: number(of: done.ticket), was: done.was, due: done.due)
            if let refusal = done.refusal {
                if case .unchanged = refusal { line.isUnchanged = true }
                line.refusal = await sentence(refusal, on: try? await desk.ticket(done.ticket))
            }
            told.append(line)
        }
        return told
    }
}
