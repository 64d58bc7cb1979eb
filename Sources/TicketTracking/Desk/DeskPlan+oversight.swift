import Facility
import Ledger

extension DeskPlan {
    /// Everything that people are told.
    func outbox(under policy: DeskPolicy, at now: Instant) -> [OutboxEntry] {
        changes.flatMap { change in
            change.messages.map { change.waiting($0, under: policy, at: now) }
                + change.oversightMessages(under: policy, at: now)
        }
    }
}

extension DeskPlan.Change {
    /// Whom watching over tells of these facts, and when.
    func oversightMessages(under policy: DeskPolicy, at now: Instant) -> [OutboxEntry] {
        facts.enumerated().flatMap { index, fact in
            oversightMessages(
                of: fact, number: revisionBefore + Int64(index) + 1, under: policy, at: now)
        }
    }

    /// Templates of what happens by itself at a date, which is often a midnight, and can wait until somebody works.
    private static let patient: Set<String> = [
        "ticket.holdEnded", "report.holdEnded", "ticket.extensionLapsed",
    ]

    /// The message, put off to the hours of the ticket's team where nobody disturbs anybody before; a hazard's isn't.
    fileprivate func waiting(_ entry: OutboxEntry, under policy: DeskPolicy, at now: Instant) -> OutboxEntry {
        guard Self.patient.contains(entry.template), let opening = policy.workingHours(ticket, from: now),
            opening > now
        else { return entry }
        var entry = entry
        entry.notBefore = opening
        return entry
    }

    /// What watching over tells people of a fact: within the hours of the ticket's team and gathered, but a hazard at
    /// once and by itself.
    ///
    /// - Parameter number: the fact's in its stream.
    private func oversightMessages(
        of fact: TicketFact, number: Int64, under policy: DeskPolicy, at now: Instant
    )
        -> [OutboxEntry]
    {
        let quiet = ticket.mayHurt ? nil : policy.oversight.escalation.quiet
        let opening = ticket.mayHurt ? nil : policy.workingHours(ticket, from: now) ?? now
        return told(of: fact, policy).map { receiver, template in
            OutboxEntry(
                recipient: receiver, template: template, ticket: ticket.id, event: number,
                notBefore: opening, quiet: quiet)
        }
    }

    private func told(of fact: TicketFact, _ policy: DeskPolicy) -> [(OutboxEntry.Recipient, String)] {
        let rules = policy.oversight
        func all(
            _ receivers: [EscalationRules.Receiver], _ template: String
        ) -> [(OutboxEntry.Recipient, String)] {
            receivers.compactMap { recipient($0, policy) }.map { ($0, template) }
        }
        return switch fact {
        case .escalated(let payload): all(payload.receivers, "ticket.escalated")
        case .listedLate(let payload): all(payload.receivers, "ticket.listedLate")
        case .hazardPassedOn(let payload): all([payload.receiver], "ticket.hazardUnacknowledged")
        case .urged(let payload): all(urged(payload, rules.urging), "ticket.urged")
        // Whoever has it, or was asked to take it, hears of the danger at once.
        case .reprioritised(let payload): payload.priority == .hazard ? all([.assignee], "ticket.hazard") : []
        case .signOffOverdue(let payload): all(payload.receivers, "ticket.signOffOverdue")
        case .signOffLapsed(let payload): all(payload.receivers, "ticket.signOffLapsed")
        case .urgeOverdue: all([.teamLead], "ticket.urgeOverdue")
        case .referralOverdue: all([.teamLead], "ticket.referralOverdue")
        case .supervised: all([.assignee, .teamLead], "ticket.supervised")
        case .supervisionAnswered: all([.supervisor], "ticket.supervisionAnswered")
        case .faultRepeated: all([.teamLead], "finding.opened")
        case .supervisionOverdue: all([.head], "ticket.supervisionOverdue")
        case .overdue(let payload):
            // Where the clock has a ladder, that tells of it.
            (rules.escalation.steps[payload.clock] ?? []).isEmpty ? all([.team], "ticket.overdue") : []
        default: []
        }
    }

    private func urged(
        _ payload: TicketFact.Urged, _ rules: UrgingRules
    ) -> [EscalationRules.Receiver] {
        let number = ticket.oversight.urges.last { $0.report == payload.report }?.number ?? ticket.urgeCount
        return number >= rules.leadFrom ? [.team, .teamLead] : [.team]
    }

    private func recipient(
        _ receiver: EscalationRules.Receiver, _ policy: DeskPolicy
    ) -> OutboxEntry.Recipient? {
        switch receiver {
        case .assignee: ticket.lead.map { .person($0) } ?? ticket.team.map { .team($0) }
        case .team: ticket.team.map { .team($0) }
        // Where the rules name no desk, whoever dispatches for the team.
        case .dutyDesk: policy.dispatch.dutyDesk.map { .team($0) } ?? .role(.dispatcher, ticket.team)
        case .teamLead, .supervisor, .head: receiver.role.map { .role($0, ticket.team) }
        }
    }
}
