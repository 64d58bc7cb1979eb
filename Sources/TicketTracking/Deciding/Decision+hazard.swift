import Facility
import Ledger

extension Decision {
    /// Who answers for putting off, handing away or playing down what may hurt somebody.
    ///
    /// - Parameter isConfirmed: whether the sender said so, explicitly.
    /// - Returns: nil where the ticket tells of no danger.
    /// - Throws: `Refusal.hazardUnconfirmed` unless a person of the desk confirms it: no sweep and no program can.
    func hazardConfirmer(_ isConfirmed: Bool) throws(Refusal) -> PersonID? {
        guard ticket.mayHurt else { return nil }
        let right = TicketRight(roles: [.dispatcher, .teamLead, .supervisor])
        guard isConfirmed, case .staff(let person) = context.principal.actor,
            right.isHeld(
                by: context.principal, at: context.at, on: ticket, path: context.path, reporter: nil)
        else { throw .hazardUnconfirmed(command, roles: right.roles) }
        return person
    }
}
