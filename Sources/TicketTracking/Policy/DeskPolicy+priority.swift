import Facility
import Ledger

extension DeskPolicy {
    /// The priority that routing gives, and why.
    ///
    /// What may hurt somebody comes first; then what a dispatcher set; then the rule's own; then the matrix; else normal.
    /// A lesson raises what comes out, and what had been raised before isn't lowered.
    func priority(
        of ticket: Ticket, _ subject: RoutingSubject, by rule: RoutingRule, at instant: Instant
    ) -> (priority: Priority, why: PriorityDecision) {
        var why = decision(on: ticket, subject, isLesson: false)
        let calm = why.cell
        if ticket.isHazard || ticket.priority == .hazard {
            why.ground = .hazard
            return (.hazard, why)
        }
        if ticket.isPriorityByHand {
            why.ground = .byHand
            return (ticket.priority, why)
        }
        var priority = rule.priority ?? calm ?? .normal
        why.ground = rule.priority != nil ? .rule : calm != nil ? .matrix : .usual
        if !ticket.promises.isEmpty, ticket.priority < priority {
            (priority, why.ground) = (ticket.priority, .raised)
        }
        guard timetable.hasLessons(along: subject.references) else { return (priority, why) }
        let lively = decision(on: ticket, subject, isLesson: true)
        guard let raised = Self.raised(priority, calm: calm, lesson: lively.cell), raised < priority else {
            return (priority, why)
        }
        guard lesson(along: subject.references, around: instant) != nil else {
            why.lessonPriority = raised
            return (priority, why)
        }
        why = lively
        why.ground = .lesson
        return (raised, why)
    }

    /// Without a matrix a lesson raises by one step, up to high; with one it raises where its cell does.
    private static func raised(_ priority: Priority, calm: Priority?, lesson: Priority?) -> Priority? {
        guard let calm, let lesson else {
            return priority > .high ? Priority(rawValue: priority.rawValue - 1) : nil
        }
        return lesson < calm ? lesson : nil
    }

    /// What the matrix says of a ticket as it stands.
    func decision(on ticket: Ticket, _ subject: RoutingSubject, isLesson: Bool) -> PriorityDecision {
        guard let priorities else { return PriorityDecision(ground: .usual) }
        let circumstances = PriorityRules.Circumstances(
            reports: ticket.standingReports.count, isLesson: isLesson)
        let (impact, urgency) = priorities.assessed(subject, circumstances)
        return PriorityDecision(
            ground: .matrix, impact: impact, urgency: urgency,
            cell: priorities[impact.level, urgency.level])
    }
}

extension Decision {
    /// A higher priority, where the matrix gives one for what has become of the ticket and didn't before.
    ///
    /// A priority is never lowered so, and one that a dispatcher set stays; danger is another matter.
    ///
    /// - Parameters:
    ///   - facts: what has been decided about it so far.
    ///   - words: that came with them; nil: none.
    ///   - path: from the campus down to where it is now.
    func raised(
        by facts: [TicketFact], _ cause: PriorityCause, words: String? = nil, along path: [Place]
    ) -> [TicketFact] {
        guard policy.priorities != nil, ticket.team != nil, !ticket.isPriorityByHand else { return [] }
        var step = self
        step.ticket = ticket.applying(facts, at: context.happenedAt)
        guard !step.ticket.isHazard else { return [] }
        let first = ticket.reports.first?.report.words?.value
        let before = why(of: ticket, words: first, along: context.ticketPath ?? context.path)
        let said = [first, words].compactMap(\.self).joined(separator: "\n")
        var after = why(of: step.ticket, words: said, along: path)
        guard let was = before.cell, let now = after.cell, now < was, now < step.ticket.priority else {
            return []
        }
        after.ground = .raised
        return [step.reprioritised(now, words: nil, cause: cause, why: after)]
    }

    private func why(of ticket: Ticket, words: String?, along path: [Place]) -> PriorityDecision {
        let subject = policy.subject(ticket, words: words, along: path, at: context.happenedAt)
        let isLesson = policy.lesson(along: subject.references, around: context.happenedAt) != nil
        return policy.decision(on: ticket, subject, isLesson: isLesson)
    }

    /// When a lesson nears in the room of a ticket that waits for that.
    var raisedByLesson: [TicketFact] {
        guard ticket.team != nil, let priority = ticket.lessonPriority else { return [] }
        let why = PriorityDecision(ground: .lesson)
        return [reprioritised(priority, words: nil, cause: .lesson, why: why)]
    }
}

extension Ticket {
    /// When a lesson is so near that the priority rises; nil: it wouldn't, or there is none to come.
    func lessonNears(under policy: DeskPolicy) -> Instant? {
        guard let lessonPriority, lessonPriority < priority, !isPriorityByHand, place.isLocated else {
            return nil
        }
        let references = path.map(\.reference)
        return policy.timetable.firstLesson(
            along: references, endingAfter: lessonsSince, by: policy.lessonCalendar(along: references)
        ).map { max($0.lowerBound - Timetable.lead, lessonsSince) }
    }
}
