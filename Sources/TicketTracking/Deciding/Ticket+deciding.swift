import Facility
public import Ledger

extension Ticket {
    /// What a command comes to: the facts, in order, or why not. Nothing is changed.
    ///
    /// - Parameter ticket: as it stands; nil: none yet, which suits `report` only.
    /// - Returns: at least one fact. A command that came too late to change anything, but tells of something
    ///   that
    ///   happened (arrive, workRemotely, resolve), gives one `lateNoted`.
    public static func decide(
        _ command: TicketCommand, on ticket: Ticket?, id: TicketID, in context: DecisionContext
    ) throws(Refusal) -> [TicketFact] {
        if case .report(let report, let reworkOf) = command {
            if let ticket { throw .wrongState(.report, expected: [], found: ticket.state) }
            return try Filing(context: context).open(id, report, reworkOf: reworkOf)
        }
        guard let ticket else { throw .unknownTicket(id) }
        let decision = Decision(ticket: ticket, command: command.name, context: context)
        try decision.permit(about: command.report)
        try decision.checkTime()
        try decision.checkIncident()
        if decision.isLate {
            switch command.lateness {
            case .harmless: break
            case .refused: throw .late(command.name, basedOn: context.basedOn, newest: ticket.revision)
            case .noted: return [try decision.note(command)]
            }
        }
        return decision.heeding(command.reporterWords, after: try decision.facts(for: command))
    }
}

extension TicketCommand {
    /// What becomes of a command whose sender hadn't seen the ticket's last move.
    enum Lateness { case harmless, refused, noted }

    var lateness: Lateness {
        switch self {
        case .report, .joinReport, .comment, .amend, .urge, .withdraw, .recordFollowUp, .sweep, .classify,
            .confirmMine, .answerDesk, .recordParts, .amendEntry, .redact, .acknowledge, .answerUrge,
            .supervise, .readSupervision, .answerSupervision, .claim, .revealContact, .showContact,
            .chooseFollowUp, .mineDiffers, .acceptIncident, .refuseIncident, .recalculate, .closeFinding:
            .harmless
        case .arrive, .workRemotely, .resolve, .replaceDevice: .noted
        default: .refused
        }
    }

    /// What a reporter says in it, about the ticket as it stays; nil: nothing.
    var reporterWords: String? {
        switch self {
        case .comment(let words, _, _, let report): report == nil ? nil : words
        case .urge(_, let words): words
        case .reopen(let report, let words): report == nil ? nil : words
        case .answerDesk(_, let answer): answer
        case .recordFollowUp(_, _, _, let words): words
        default: nil
        }
    }

    /// The report that it is about; nil: the whole ticket.
    var report: ReportID? {
        switch self {
        case .withdraw(let report, _, _), .urge(let report, _), .recordFollowUp(let report, _, _, _): report
        case .amend(let report, _), .confirmMine(let report, _, _), .revealContact(let report, _): report
        case .chooseFollowUp(let chosen): chosen.report
        case .reopen(let report, _), .comment(_, _, _, let report), .signOff(let report, _): report
        case .answerUrge(let report, _), .mineDiffers(let report, _): report
        case .cancelAppointment(let report, _), .showContact(let report, _): report
        case .appoint(let report, _, _, _), .askReporter(let report, _, _, _, _), .answerDesk(let report, _):
            report
        default: nil
        }
    }
}

/// One command on one ticket, being decided.
struct Decision {
    var ticket: Ticket
    var command: TicketCommandName
    var context: DecisionContext

    var policy: DeskPolicy { context.policy }

    func facts(for command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .report, .joinReport, .split, .merge, .locate, .relocate, .classify, .comment, .amend:
            try filing(command)
        case .confirmMine(let report, let isMended, let words):
            try confirmMine(report, isMended: isMended, words)
        case .reprioritise, .assign, .accept, .declineAssignment, .refer, .answerReferral, .claim:
            try dispatching(command)
        case .arrive, .workRemotely, .resolve, .reopen: try working(command)
        case .hold, .resume, .askReporter, .answerDesk: try holding(command)
        case .assist, .reassign, .transfer, .appoint, .cancelAppointment: try handing(command)
        case .requestExtension, .decideExtension: try extending(command)
        case .recordParts, .replaceDevice, .signOff, .amendEntry, .redact: try proving(command)
        case .acknowledge, .urge, .answerUrge, .supervise, .readSupervision, .answerSupervision:
            try overseeing(command)
        case .acceptIncident, .refuseIncident, .mineDiffers: try grouping(command)
        case .recalculate(let words): try recalculate(words)
        case .closeFinding(let words): try closeFinding(words)
        case .withdraw, .dismiss, .adviseAndClose, .recordFollowUp, .close, .sweep: try ending(command)
        case .revealContact(let report, let round): try revealContact(report, round)
        case .showContact(let report, let purpose): try showContact(report, purpose)
        case .chooseFollowUp(let chosen): try choose(chosen)
        }
    }

    func demand(_ states: Set<TicketState>) throws(Refusal) {
        guard states.contains(ticket.state) else {
            throw .wrongState(command, expected: states, found: ticket.state)
        }
    }

    func permit(about report: ReportID?) throws(Refusal) {
        let right = TicketRight.of(command)
        let reporter = report.flatMap(ticket.standing(of:))?.report.reporter
        guard
            right.isHeld(
                by: context.principal, at: context.at, on: ticket, path: context.path, reporter: reporter)
                || mayAsDutyDesk
        else { throw .notPermitted(command, roles: right.roles) }
    }

    /// A claimed time lies between the ticket's opening and now.
    func checkTime() throws(Refusal) {
        guard let claimed = context.occurredAt else { return }
        let latest = context.at + policy.limits.clockSkewMax
        guard claimed >= ticket.openedAt, claimed <= latest else {
            throw .occurredAt(claimed: claimed, earliest: ticket.openedAt, latest: latest)
        }
    }

    /// Whether the ticket moved after what the sender had seen, or after when it claims to have acted; whoever had seen
    /// all of it may have a slow clock.
    var isLate: Bool {
        if let seen = context.basedOn, seen < ticket.workRevision { return true }
        guard let claimed = context.occurredAt else { return false }
        let slack = context.basedOn == nil ? .zero : policy.limits.clockSkewMax
        return claimed + slack < max(ticket.stateSince, ticket.givenAt)
    }

    func note(_ command: TicketCommand) throws(Refusal) -> TicketFact {
        var words: Personal<String>?
        if case .resolve(let solution) = command { words = try text(solution.answer, "answer") }
        if case .replaceDevice(_, _, _, let said) = command { words = try text(said, "words") }
        return .lateNoted(
            TicketFact.LateNoted(
                command: self.command.rawValue, basedOn: context.basedOn, found: ticket.state, words: words))
    }

    /// Words of the desk, sealed with the reporter's data.
    func text(_ text: String, _ field: String) throws(Refusal) -> Personal<String> {
        guard let sealed = try optional(text, field) else { throw .emptyText(field: field) }
        return sealed
    }

    func optional(_ text: String?, _ field: String, of owner: PersonID? = nil) throws(Refusal) -> Personal<
        String
    >? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        guard text.count <= ReportLimits.wordsMax else {
            throw .textTooLong(field: field, charactersMax: ReportLimits.wordsMax, found: text.count)
        }
        return .clear(text, of: owner ?? wordsOwner)
    }

    /// The first reporter whose data weren't erased; where all were, whoever writes.
    private var wordsOwner: PersonID {
        let kept = ticket.reports.first { !$0.report.isErased }?.report.reporter
        return kept ?? context.principal.actor.person ?? ticket.firstReporter
    }

    func standing(_ id: ReportID) throws(Refusal) -> ReportStanding {
        guard let standing = ticket.standing(of: id) else { throw .unknownReport(id) }
        if standing.closing == .withdrawn { throw .reportEnded(id, .withdrawn) }
        return standing
    }
}
