import Facility
import Ledger
import TicketTracking

extension Witness {
    /// Commands that do no harm where their sender hadn't seen the newest move.
    private static let harmless: Set<String> = [
        "comment", "amend", "urge", "withdraw", "recordFollowUp", "classify", "confirmMine", "answerDesk",
        "recordParts", "amendEntry", "redact", "acknowledge", "answerUrge", "supervise", "readSupervision",
        "answerSupervision", "claim", "revealContact", "showContact", "chooseFollowUp", "mineDiffers",
        "acceptIncident", "refuseIncident",
        "recalculate", "closeFinding",
    ]

    /// Hazards aren't put aside by the way, and nothing is overwritten by whoever hadn't seen it.
    ///
    /// - Parameter before: the tickets that the command changes, as they were; the first is the one that it names.
    func checkCare(
        _ commit: TicketVault.Written, _ asked: Asked, _ before: [Ticket]
    ) throws(Broken) {
        guard case .act(let command, _, let basedOn, _) = asked.request, let ticket = before.first else {
            return
        }
        let facts = commit.events.filter { $0.envelope.stream.number == ticket.id.rawValue }.map(\.fact)
        if ticket.isHazard, facts.contains(where: { $0.putsHazardAside(on: ticket, by: asked.principal) }) {
            guard command.isConfirmed, case .staff = asked.principal.actor else {
                throw Broken(
                    .hazard, "\(command.name.rawValue) on hazard \(ticket.id) by \(asked.principal.actor)")
            }
        }
        guard let basedOn, basedOn < ticket.workRevision, !Self.harmless.contains(command.name.rawValue)
        else { return }
        guard facts.allSatisfy({ if case .lateNoted = $0 { true } else { false } }) else {
            throw Broken(
                .late,
                "\(command.name.rawValue) based on \(basedOn) changed ticket \(ticket.id) at \(ticket.workRevision)"
            )
        }
    }
}

extension TicketFact {
    fileprivate func putsHazardAside(on ticket: Ticket, by principal: Principal) -> Bool {
        switch self {
        case .withdrawn(let taken):
            ticket.standingReports.count == 1
                && ticket.standing(of: taken.report)?.report.reporter != principal.actor.person
        case .merged, .held, .referred, .dismissed: true
        case .closed(let closed): closed.how == .advised
        case .classified(let told): !told.isHazard
        case .reprioritised(let moved): moved.priority > .hazard && ticket.priority == .hazard
        default: false
        }
    }
}

extension TicketCommand {
    /// Whether its sender says that a hazard is to be put aside.
    fileprivate var isConfirmed: Bool {
        switch self {
        case .merge(_, let confirms), .classify(_, _, let confirms), .reprioritise(_, _, let confirms):
            confirms
        case .refer(_, _, _, _, let confirms), .hold(_, _, _, _, let confirms): confirms
        case .askReporter(_, _, _, _, let confirms): confirms
        case .dismiss(_, _, let confirms), .adviseAndClose(_, let confirms), .withdraw(_, _, let confirms):
            confirms
        default: false
        }
    }

    /// For a desk that takes every hazard for confirmed.
    var confirmed: TicketCommand {
        switch self {
        case .merge(let into, _): .merge(into: into, confirmsHazard: true)
        case .withdraw(let report, let words, _): .withdraw(report, words: words, confirmsHazard: true)
        case .classify(let category, let isHazard, _):
            .classify(category, isHazard: isHazard, confirmsHazard: true)
        case .reprioritise(let priority, let words, _):
            .reprioritise(priority, words: words, confirmsHazard: true)
        case .hold(let reason, let until, let words, let workaround, _):
            .hold(reason, until: until, words: words, workaround: workaround, confirmsHazard: true)
        default: self
        }
    }
}
