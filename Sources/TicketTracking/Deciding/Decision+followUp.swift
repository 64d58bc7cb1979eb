import Facility
import Ledger

extension Decision {
    /// Records one call, or what a reporter said unasked.
    func followUp(
        _ id: ReportID, _ number: Int, _ outcome: FollowUpOutcome, _ words: String?
    ) throws(Refusal) -> [TicketFact] {
        let (standing, round, window) = try openRound(number, of: id)
        try checkCaller(of: standing)
        try checkCalled(standing, number)
        try check(outcome, number)
        return try followUp(standing, round, window, number, outcome, words)
    }

    /// What a reporter said of the work, passed on by whoever was told: that it is mended, and nothing of the service.
    func confirmed(_ id: ReportID, _ words: String?) throws(Refusal) -> [TicketFact] {
        try checkHands()
        return try passedOn(.confirmed, id, round: 1, words)
    }

    /// An answer to a round that nobody called for.
    func passedOn(
        _ outcome: FollowUpOutcome, _ id: ReportID, round number: Int, _ words: String? = nil
    ) throws(Refusal) -> [TicketFact] {
        let (standing, round, window) = try openRound(number, of: id)
        return try followUp(standing, round, window, number, outcome, words)
    }

    private func followUp(
        _ standing: ReportStanding, _ round: FollowUpRules.Round, _ window: FollowUpWindow, _ number: Int,
        _ outcome: FollowUpOutcome, _ words: String?
    ) throws(Refusal) -> [TicketFact] {
        let times = policy.callTimes(of: ticket)
        let earlier = standing.attempts(of: number).filter(\.call.usesAttempt)
        let isRepeated =
            !outcome.finishesRound
            && earlier.contains { times.isSameStretch($0.at, context.happenedAt) }
        let fact = TicketFact.FollowedUp(
            report: standing.report.id, round: number, attempt: standing.attempts(in: number) + 1,
            outcome: outcome, isEarly: context.happenedAt < window.opens,
            scriptVersion: policy.followUp.scriptVersion,
            words: try optional(words, "words", of: standing.report.reporter),
            caller: isOwn(standing) ? nil : context.principal.actor.person, isUnasked: isOwn(standing),
            isRepeated: isRepeated)
        guard number > 1 else { return [.followedUp(fact)] + (try afterRoundOne(fact, standing, round)) }
        return [.followedUp(fact)] + usedUp(by: fact, round)
    }

    /// A later round ends with its last attempt as it does with its window: unreached.
    private func usedUp(by call: TicketFact.FollowedUp, _ round: FollowUpRules.Round) -> [TicketFact] {
        let called = ticket.applying(.followedUp(call), at: context.happenedAt)
        guard !call.outcome.finishesRound, let standing = called.standing(of: call.report),
            standing.isFinished(round: call.round, attemptsMax: round.attemptsMax)
        else { return [] }
        return [
            .followUpMissed(
                TicketFact.FollowUpMissed(
                    report: call.report, round: call.round, attempts: standing.attempts(in: call.round)))
        ]
    }

    /// Shows one number for one attempt.
    func revealContact(_ id: ReportID, _ number: Int) throws(Refusal) -> [TicketFact] {
        let (standing, _, _) = try openRound(number, of: id)
        try checkCaller(of: standing)
        try checkCalled(standing, number)
        guard standing.report.contact?.value?.isReachable == true else { throw .nothingToCall(id) }
        if let open = standing.openAttempt(at: context.at), open.person != context.principal.actor.person {
            throw .callOpen(by: open.person, since: open.openedAt)
        }
        return [
            .contactRevealed(
                TicketFact.ContactRevealed(
                    report: id, round: number, attempt: standing.attempts(in: number) + 1,
                    person: context.principal.actor.person))
        ]
    }

    /// Shows one reporter's number or address while there is work to do. Afterwards those who follow up see it, call by call.
    func showContact(_ id: ReportID, _ purpose: ContactPurpose) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open.union([.resolved]))
        guard try standing(id).report.contact?.value?.isReachable == true else { throw .nothingToCall(id) }
        return [.contactShown(TicketFact.ContactShown(report: id, purpose: purpose))]
    }

    /// A report is drawn for round 3.
    func choose(_ chosen: TicketFact.FollowUpChosen) throws(Refusal) -> [TicketFact] {
        try demand([.closed])
        let standing = try standing(chosen.report)
        if let closing = ticket.closing, !closing.isAfterWork { throw .reportEnded(chosen.report, closing) }
        guard standing.chosen == nil else { throw .unchanged(command) }
        return [.followUpChosen(chosen)]
    }

    private func openRound(
        _ number: Int, of id: ReportID
    ) throws(Refusal) -> (ReportStanding, FollowUpRules.Round, FollowUpWindow) {
        try demand([.resolved, .closed])
        let standing = try standing(id)
        // What was merged, withdrawn or advised was never worked on.
        if let closing = ticket.closing, !closing.isAfterWork { throw .reportEnded(id, closing) }
        let expected = ticket.state == .resolved ? 1...1 : 2...FollowUpRules.roundCount
        guard expected.contains(number), let round = policy.followUp.round(number),
            let window = policy.followUpWindow(number, of: ticket)
        else { throw .followUpRound(found: number, expected: expected) }
        guard !standing.isFinished(round: number, attemptsMax: round.attemptsMax) else {
            throw .followUpFinished(id, round: number)
        }
        return (standing, round, window)
    }

    private func isOwn(_ standing: ReportStanding) -> Bool {
        context.principal.actor.person == standing.report.reporter
    }

    /// Whoever repaired asks nobody how it was, and nobody is called at night. A reporter who speaks unasked isn't
    /// called.
    private func checkCaller(of standing: ReportStanding) throws(Refusal) {
        try checkHands()
        guard !isOwn(standing) else { return }
        try checkCallTime(context.happenedAt)
    }

    private func checkHands() throws(Refusal) {
        if !mayFollowUp, let person = context.principal.actor.person { throw .callerRepaired(person) }
    }

    /// Whether whoever sends it had no part in the repair.
    var mayFollowUp: Bool {
        context.principal.actor.person.map { !ticket.hands.contains($0) } ?? true
    }

    private func checkCallTime(_ instant: Instant) throws(Refusal) {
        let times = policy.callTimes(of: ticket)
        guard times.isCallHour(instant) else {
            throw .callHours(policy.followUp.hours, found: instant)
        }
        guard times.isCallDay(instant) else {
            throw .callDay(next: times.next(from: instant), found: instant)
        }
    }

    /// A number is shown, and a call recorded, for those only whom the rules have called in that round.
    private func checkCalled(_ standing: ReportStanding, _ number: Int) throws(Refusal) {
        guard !isOwn(standing) else { return }
        guard standing.report.isReachable else { throw .nothingToCall(standing.report.id) }
        let called = ticket.reportsToCall(round: number, policy.followUp)
        guard called.contains(where: { $0.report.id == standing.report.id }) else {
            throw .notCalled(standing.report.id, round: number)
        }
    }

    private func check(_ outcome: FollowUpOutcome, _ number: Int) throws(Refusal) {
        switch outcome {
        case .reached(let isMended, let satisfaction, _):
            // Silence is never satisfaction: what ends a report as satisfied was said.
            let isEnough = satisfaction != nil || (number == 1 ? isMended == false : isMended != nil)
            guard isEnough else { throw .followUpAnswers(round: number) }
        case .callBack(let at):
            let latest = context.at + FollowUpRules.callBackMax
            guard at > context.at, at <= latest else {
                throw .date(field: "callBack", after: context.at, latest: latest, found: at)
            }
            try checkCallTime(at)
        case .language(let tag):
            guard (1...Self.languageMax).contains(tag.count) else {
                throw .textTooLong(field: "language", charactersMax: Self.languageMax, found: tag.count)
            }
        default: break
        }
    }

    /// Characters of a language tag (RFC 5646, 4.4.1).
    private static let languageMax = 35

    private func afterRoundOne(
        _ call: TicketFact.FollowedUp, _ standing: ReportStanding, _ round: FollowUpRules.Round
    ) throws(Refusal) -> [TicketFact] {
        if call.outcome.isMended == false, isReopenable { return [try reopened(.followUp, call.report, nil)] }
        let called = ticket.applying([.followedUp(call)], at: context.happenedAt)
        guard let how = closing(after: call, called.standing(of: call.report), round) else { return [] }
        let covered = call.isUnasked ? [] : called.reportsCovered(by: call.report)
        let closed = ([call.report] + covered.map(\.report.id)).map {
            TicketFact.reportClosed(TicketFact.ReportClosed(report: $0, how: how))
        }
        let after = Decision(
            ticket: called.applying(closed, at: context.happenedAt), command: command, context: context)
        let isOver = after.pending.isEmpty && !after.ticket.lacksSignOff(policy.work)
        return closed + (isOver ? after.closingFacts : [])
    }

    /// How a report ends by a call of round 1; nil: the round goes on.
    private func closing(
        after call: TicketFact.FollowedUp, _ standing: ReportStanding?, _ round: FollowUpRules.Round
    ) -> Closing? {
        switch call.outcome {
        case .reached(let isMended, let satisfaction, _):
            if isMended == false || satisfaction == .dissatisfied { return .dissatisfied }
            return satisfaction == nil ? .mended : .satisfied
        case .refused, .wrongNumber, .notMe: return .unreached
        case .noContact: return .noContact
        case .noAnswer, .busy, .off, .callBack, .language:
            return standing?.isFinished(round: 1, attemptsMax: round.attemptsMax) == true ? .unreached : nil
        }
    }

    /// Somebody was called, and nobody is left to be; or the time for it is over.
    var isFollowedUp: Bool {
        isRoundOneOver || pending.isEmpty && !ticket.reportsToCall(policy.followUp).isEmpty
    }

    /// Reports whose round 1 isn't over.
    var pending: [ReportID] { ticket.pendingReports(round: 1, policy.followUp).map(\.report.id) }

    /// What is said of the reports that a round's window left behind.
    func missedFacts(round: Int) -> [TicketFact] {
        ticket.pendingReports(round: round, policy.followUp).map {
            .followUpMissed(
                TicketFact.FollowUpMissed(
                    report: $0.report.id, round: round, attempts: $0.attempts(in: round)))
        }
    }

    /// How each report ends that hasn't yet, and the ticket by the worst of them.
    var closingFacts: [TicketFact] {
        let called = ticket.reportsToCall(policy.followUp)
        var facts: [TicketFact] = []
        for standing in ticket.standingReports where standing.closing == nil {
            // Those outside an incident's sample weren't called: nothing is said of them.
            guard !standing.report.isReachable || called.contains(where: { $0.isSamePerson(as: standing) })
            else { continue }
            let how: Closing = standing.report.isReachable ? .unreached : .noContact
            facts.append(.reportClosed(TicketFact.ReportClosed(report: standing.report.id, how: how)))
        }
        let ended = ticket.applying(facts, at: context.happenedAt)
        let worst = Closing.worst(of: ended.standingReports.compactMap(\.closing))
        return facts + [.closed(TicketFact.Closed(how: worst))]
    }
}
