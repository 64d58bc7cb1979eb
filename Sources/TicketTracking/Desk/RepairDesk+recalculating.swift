public import Facility
public import Ledger

extension RepairDesk {
    /// What became of one ticket's dues.
    public struct Recalculation: Sendable {
        public var ticket: TicketID
        /// When its resolution was due, and is.
        public var was: Instant?
        public var due: Instant?
        /// nil: it was counted anew.
        public var refusal: Refusal?
    }

    /// Open tickets that are looked at in one go.
    private static let openAtOnce = 500

    /// Counts the dues of tickets anew by the calendars and targets in force, each in a commit of its own under a key that
    /// follows from the act's: sent again, it goes on where it stopped.
    ///
    /// - Parameter asked: nil: every open ticket; those that it would change nothing of are left out then.
    /// - Throws: as `perform`, but for refusals, which are told.
    public func recalculate(
        _ asked: [TicketID]?, words: String, act: Act
    ) async throws -> [Recalculation] {
        var done: [Recalculation] = []
        if let asked {
            for ticket in asked { done.append(try await recalculate(ticket, words, act)) }
            return done
        }
        var last: TicketID?
        while true {
            let some = try await tickets.unfinished(after: last, limit: Self.openAtOnce)
            for ticket in some where try await tickets.ticketRow(ticket)?.state.isOpen == true {
                let one = try await recalculate(ticket, words, act)
                if one.refusal != .unchanged(.recalculate) { done.append(one) }
            }
            guard let end = some.last else { return done }
            last = end
        }
    }

    private func recalculate(_ ticket: TicketID, _ words: String, _ act: Act) async throws -> Recalculation {
        let was = try await tickets.ticketRow(ticket)?.resolutionDue
        do {
            _ = try await perform(
                .act(.recalculate(words: words), on: ticket), act: act.part(ticket.rawValue))
        } catch let refusal as Refusal {
            return Recalculation(ticket: ticket, was: was, due: was, refusal: refusal)
        }
        return Recalculation(
            ticket: ticket, was: was, due: try await tickets.ticketRow(ticket)?.resolutionDue)
    }
}
