import Facility
import Ledger

extension Decision {
    func overseeing(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .acknowledge(let until, let words): return try acknowledge(until, words)
        case .urge(let report, let words): return try urge(report, words)
        case .answerUrge(let report, let answer): return try answerUrge(report, answer)
        case .supervise(let notice, let due): return try supervise(notice, due)
        case .readSupervision(let number): return try readSupervision(number)
        case .answerSupervision(let number, let answer): return try answerSupervision(number, answer)
        default: return []
        }
    }

    private func acknowledge(_ until: Instant?, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let latest = context.at + policy.oversight.escalation.acknowledgementMax
        // Without a date until it is due, or where that has passed as long as may be.
        let dueAhead = ticket.resolutionDue.flatMap { $0 > context.at ? min($0, latest) : nil }
        let until = until ?? dueAhead ?? latest
        guard until > context.at, until <= latest else {
            throw .date(field: "until", after: context.at, latest: latest, found: until)
        }
        return [.acknowledged(TicketFact.Acknowledged(until: until, words: try optional(words, "words")))]
    }

    private func urge(_ report: ReportID, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let owner = try standing(report).report.reporter
        let rules = policy.oversight.urging
        if let next = ticket.oversight.nextUrge(of: report, under: rules), context.happenedAt < next {
            throw .urgedLately(report, next: next)
        }
        let due = policy.serviceTime(rules.answerWithin, after: context.happenedAt, ticket)
        let urged = TicketFact.urged(
            TicketFact.Urged(report: report, words: try optional(words, "words", of: owner), answerDue: due))
        // Urges that came with reports may have gone beyond.
        let isSupervised = ticket.oversight.supervisions.contains { $0.cause == .urges }
        guard ticket.urgeCount + 1 >= rules.supervisionAt, !isSupervised else { return [urged] }
        return [urged, supervised(.urges, notice: nil, due: nil)]
    }

    private func answerUrge(_ report: ReportID, _ answer: String) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let owner = try standing(report).report.reporter
        guard !ticket.oversight.openUrges(of: report).isEmpty else { throw .noUrge(report) }
        guard let answer = try optional(answer, "answer", of: owner) else {
            throw .emptyText(field: "answer")
        }
        return [.urgeAnswered(TicketFact.UrgeAnswered(report: report, answer: answer))]
    }

    private func supervise(_ notice: String, _ due: Instant?) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open.union([.resolved]))
        if let due { try checkDate(due, "due") }
        return [supervised(.order, notice: try text(notice, "notice"), due: due)]
    }

    private func supervised(
        _ cause: TicketFact.Supervised.Cause, notice: Personal<String>?, due: Instant?
    ) -> TicketFact {
        let within = policy.oversight.supervision.answerWithin
        return .supervised(
            TicketFact.Supervised(
                number: ticket.oversight.supervisions.count + 1, cause: cause,
                due: due ?? policy.serviceTime(within, after: context.happenedAt, ticket), notice: notice))
    }

    private func readSupervision(_ number: Int) throws(Refusal) -> [TicketFact] {
        let supervision = try supervision(number)
        guard supervision.readAt == nil else { throw .unchanged(command) }
        return [.supervisionRead(TicketFact.SupervisionRead(number: number))]
    }

    private func answerSupervision(_ number: Int, _ answer: String) throws(Refusal) -> [TicketFact] {
        let supervision = try supervision(number)
        guard supervision.answeredAt == nil else { throw .unchanged(command) }
        return [
            .supervisionAnswered(
                TicketFact.SupervisionAnswered(number: number, answer: try text(answer, "answer")))
        ]
    }

    /// One that whoever asks has to read and answer: the lead, or who stands in.
    private func supervision(_ number: Int) throws(Refusal) -> Oversight.Supervision {
        guard let found = ticket.oversight.supervisions.first(where: { $0.number == number }) else {
            throw .unknownSupervision(number, count: ticket.oversight.supervisions.count)
        }
        try checkLead()
        return found
    }

    /// All rungs that were reached, as one: the highest of the clock whose rung came first.
    var escalated: [TicketFact] {
        let reached = ticket.openRungs(under: policy).filter { $0.at <= context.at }
        guard let first = reached.first else { return [] }
        let same = reached.filter { $0.clock == first.clock }
        guard let highest = same.max(by: { $0.step.percent < $1.step.percent }) else { return [] }
        return [
            .escalated(
                TicketFact.Escalated(
                    clock: highest.clock, due: highest.due, percent: highest.step.percent,
                    passed: same.map(\.step.percent).filter { $0 < highest.step.percent }.sorted(),
                    receivers: highest.step.receivers))
        ]
    }

    /// What watching over comes to when a deadline of that kind is due.
    func oversightFacts(at deadline: Deadline) -> [TicketFact] {
        switch deadline.kind {
        case .escalation: return escalated
        case .weeklyList:
            let due = ticket.lateSince ?? deadline.due
            let receivers = policy.oversight.escalation.weekly?.receivers ?? []
            return [.listedLate(TicketFact.ListedLate(due: due, receivers: receivers))]
        case .hazardHop:
            let hop = ticket.oversight.hazardHops + 1
            guard let receiver = policy.oversight.hazard.receiver(hop: hop) else { return [] }
            return [.hazardPassedOn(TicketFact.HazardPassedOn(hop: hop, receiver: receiver))]
        case .urgeAnswer:
            guard let urge = ticket.overdueUrge, let due = urge.due else { return [] }
            return [.urgeOverdue(TicketFact.UrgeOverdue(report: urge.report, number: urge.number, due: due))]
        case .supervision:
            guard let late = ticket.overdueSupervision else { return [] }
            return [.supervisionOverdue(TicketFact.SupervisionOverdue(number: late.number, due: late.due))]
        default: return []
        }
    }
}
