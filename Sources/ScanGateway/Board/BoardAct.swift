import Crypto
import Facility
import Foundation
import Ledger
import TicketTracking

/// What is done to every chosen ticket, as the form says it.
enum BoardAct: Hashable, Sendable {
    case assign(TeamKey, lead: PersonID?)
    case reprioritise(Priority, words: String?)
    case hold(HoldReason, until: Instant, words: String?, workaround: String?)
    case resume

    /// As the button that sends it is called.
    enum Name: String, CaseIterable, Sendable {
        case assign, reprioritise, hold, resume
    }

    var name: Name {
        switch self {
        case .assign: .assign
        case .reprioritise: .reprioritise
        case .hold: .hold
        case .resume: .resume
        }
    }

    var command: TicketCommand {
        switch self {
        case .assign(let team, let lead): .assign(team, lead: lead, assistants: [])
        case .reprioritise(let priority, let words): .reprioritise(priority, words: words)
        case .hold(let reason, let until, let words, let workaround):
            .hold(reason, until: until, words: words, workaround: workaround)
        case .resume: .resume
        }
    }

    /// The command that brings a ticket back to what it was before an act.
    ///
    /// - Parameters:
    ///   - first: what the act did first.
    ///   - before: the ticket as it was then.
    ///   - words: why, for what was assigned to nobody before.
    /// - Returns: nil where no command of the desk does: who has accepted would be asked anew, and a hold that ended has
    ///   let its clock run.
    static func undoing(_ first: TicketFact, before: Ticket, words: String) -> TicketCommand? {
        switch first {
        case .assigned:
            guard let team = before.team else { return nil }
            return switch before.state {
            case .reported: .declineAssignment(words: words, givingBackTo: team)
            case .assigned: .assign(team, lead: before.lead, assistants: before.assistants)
            default: nil
            }
        case .reprioritised: return .reprioritise(before.priority, words: nil)
        case .held: return .resume
        default: return nil
        }
    }
}

/// A ticket that was ticked, with the event up to which whoever ticked it had seen it.
struct BoardChoice: Hashable, Sendable {
    var number: TicketNumber
    var revision: Int64

    /// Reads `XXXX-XXXX.12`.
    init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let number = try? TicketNumber(String(parts[0])),
            let revision = Int64(parts[1])
        else { return nil }
        (self.number, self.revision) = (number, revision)
    }
}

extension CommandID {
    /// A key of its own for each ticket of an act on many: the same again for the same two.
    func derived(for ticket: TicketID) -> CommandID {
        let hash = SHA256.hash(data: Data(bytes + Array("ticket \(ticket.rawValue)".utf8)))
        let words = hash.withUnsafeBytes { bytes in
            (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        return CommandID(at: madeAt, random: words)
    }
}
