import Facility
public import Ledger

extension Decision {
    func holding(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .hold(let reason, let until, let words, let workaround, let isConfirmed):
            return [try held(reason, until, words, workaround, isConfirmed)]
        case .resume:
            try demand([.onHold])
            try checkLead()
            return [resumed]
        case .askReporter(let report, let question, let until, let workaround, let isConfirmed):
            try demand(Self.holdable)
            let owner = try standing(report).report.reporter
            let held = try held(.reporter, until, nil, workaround, isConfirmed)
            guard let question = try optional(question, "question", of: owner) else {
                throw .emptyText(field: "question")
            }
            return [.reporterAsked(TicketFact.ReporterAsked(report: report, question: question)), held]
        case .answerDesk(let report, let answer): return try answerDesk(report, answer)
        default: return []
        }
    }

    private static let holdable: Set<TicketState> = [.reported, .assigned, .accepted, .working]

    private func held(
        _ reason: HoldReason, _ until: Instant, _ words: String?, _ workaround: String?, _ isConfirmed: Bool
    ) throws(Refusal) -> TicketFact {
        try demand(Self.holdable)
        try checkLead()
        try checkDate(until, "until")
        let confirmer = try hazardConfirmer(isConfirmed)
        let workaround = try optional(workaround, "workaround")
        let grounds = policy.holdGrounds(of: ticket, from: context.happenedAt, until: until)
        if !grounds.isEmpty, workaround == nil || !mayDispatch {
            throw .holdNeedsLead(grounds, roles: TicketRight.of(.assign).roles)
        }
        return .held(
            TicketFact.Held(
                reason: reason, until: until, words: try optional(words, "words"),
                pausesClock: policy.limits.pausingHolds.contains(reason), workaround: workaround,
                confirmedBy: confirmer, countsFrom: countsFrom))
    }

    /// A clock that ran out before the desk heard of the hold stood still for nobody: it counts from now.
    private var countsFrom: Instant? {
        guard context.occurredAt != nil, let due = ticket.resolutionDue, due <= context.at else { return nil }
        return context.at
    }

    /// Back to where the hold came from; the clock goes on from where it stood still, which is no longer than the
    /// hold was to last, however late its end is noted.
    var resumed: TicketFact { resumed(endsByItself: nil) }

    func resumed(endsByItself: Bool?) -> TicketFact {
        guard let hold = ticket.hold else { return .resumed(TicketFact.Resumed(to: .reported)) }
        guard hold.pausesClock, let due = ticket.resolutionDue else {
            return .resumed(TicketFact.Resumed(to: hold.from, endsByItself: endsByItself))
        }
        let course = policy.course(of: ticket)
        let paused = course.time(from: hold.since, to: max(hold.since, min(context.happenedAt, hold.until)))
        var resumed = TicketFact.Resumed(
            to: hold.from, resolutionDue: credited(hold, on: due, by: course),
            pausedSeconds: paused.components.seconds, endsByItself: endsByItself)
        // Each of several promises stood still for its own time, and another one may be the earliest now.
        if !ticket.promises.isEmpty, ticket.extended == nil {
            let after = ticket.applying(.resumed(resumed), at: context.happenedAt)
            resumed.resolutionDue = policy.due(of: after, after.priority).resolution
        }
        return .resumed(resumed)
    }

    /// A due later by what its clock stood still in the hold that it is on.
    private func credited(_ hold: Hold, on due: Instant, by course: ServiceCourse) -> Instant {
        let end = max(hold.creditFrom, min(context.happenedAt, hold.until))
        return course.adding(course.time(from: hold.creditFrom, to: end), to: due)
    }

    /// When the resolution would be due if a hold that it is on ended now; nil: nobody promised it.
    var resolutionDueNow: Instant? {
        guard let due = ticket.resolutionDue, let hold = ticket.hold, hold.pausesClock else {
            return ticket.resolutionDue
        }
        return credited(hold, on: due, by: policy.course(of: ticket))
    }

    /// The hold for that question ends with its answer; where it has ended already, the answer is kept all the same.
    private func answerDesk(_ report: ReportID, _ answer: String) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let owner = try standing(report).report.reporter
        guard let question = ticket.question, question.report == report else { throw .noQuestion(report) }
        guard let answer = try optional(answer, "answer", of: owner) else {
            throw .emptyText(field: "answer")
        }
        let answered = TicketFact.reporterAnswered(
            TicketFact.ReporterAnswered(report: report, answer: answer))
        return [answered] + (ticket.hold?.reason == .reporter ? [resumed] : [])
    }
}

/// Why a hold needs a team lead or a dispatcher, and a stated workaround.
public enum HoldGround: Hashable, Sendable {
    /// Working days that it would last.
    case days(found: Int, max: Int)
    /// The ticket was on hold before: it would be the second time, the third.
    case again(count: Int)
}

extension DeskPolicy {
    /// Why whoever works on a ticket can't hold it alone, all of it; empty: they can.
    ///
    /// - Parameter until: nil where it isn't known yet.
    public func holdGrounds(of ticket: Ticket, from start: Instant, until: Instant?) -> [HoldGround] {
        var grounds: [HoldGround] = []
        if ticket.holdCount > 0 { grounds.append(.again(count: ticket.holdCount + 1)) }
        guard let until else { return grounds }
        let days = workingDays(from: start, to: until, ticket.priority, ticket.team, along: ticket.path)
        if days > work.holdDaysMax { grounds.append(.days(found: days, max: work.holdDaysMax)) }
        return grounds
    }

    /// Working days after the first up to the last; every day where the priority counts round the clock.
    func workingDays(
        from start: Instant, to end: Instant, _ priority: Priority, _ team: TeamKey?,
        along path: [PlaceStep] = []
    ) -> Int {
        guard let team else { return 0 }
        let calendar = calendar(of: team, along: path)
        let (first, last) = (calendar.zone.local(start).day, calendar.zone.local(end).day)
        guard first < last else { return 0 }
        if targets[priority].isRoundTheClock { return Int(last.number - first.number) }
        return (1...(last.number - first.number)).count { step in
            !calendar.segments(on: first.advanced(by: step)).isEmpty
        }
    }
}
