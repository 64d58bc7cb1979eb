import Facility
import Ledger

extension Decision {
    private static let handable: Set<TicketState> = [.assigned, .accepted, .working, .onHold]

    func handing(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .assist(let added, let removed): return try assist(added, removed)
        case .reassign(let team, let lead, let words):
            try demand(Self.handable)
            return handing(TicketFact.reassigned(try handedOver(to: team, lead, words)), to: team, lead)
        case .transfer(let team, let lead, let words):
            try demand(Self.handable)
            try checkHolder()
            guard let team = team ?? ticket.team else { throw .unchanged(self.command) }
            return handing(TicketFact.transferred(try handedOver(to: team, lead, words)), to: team, lead)
        case .appoint(let report, let from, let until, let words):
            return try appoint(report, from, until, words)
        case .cancelAppointment(let report, let words): return try cancel(report, words)
        default: return []
        }
    }

    private func assist(_ added: [PersonID], _ removed: [PersonID]) throws(Refusal) -> [TicketFact] {
        try demand(Self.handable)
        let known = Set(ticket.assistants)
        let leaving = Set(removed).intersection(known)
        var coming: [PersonID] = []
        for person in added where person != ticket.lead && !known.contains(person) && !coming.contains(person)
        {
            coming.append(person)
        }
        guard !coming.isEmpty || !leaving.isEmpty else { throw .unchanged(command) }
        let count = known.count - leaving.count + coming.count
        guard count <= Self.assistantsMax else {
            throw .tooMany(field: "assistants", max: Self.assistantsMax, found: count)
        }
        try demandFitAssistants(coming)
        return [.assisted(TicketFact.Assisted(added: coming, removed: leaving.sorted()))]
    }

    /// Only whoever has it passes it on; a dispatcher or team lead reassigns it.
    private func checkHolder() throws(Refusal) {
        guard let sender = context.principal.actor.person, sender != ticket.lead else { return }
        guard let lead = ticket.lead else { throw .nobodyHasIt }
        throw .assignedToAnother(lead)
    }

    private func handing(_ fact: TicketFact, to team: TeamKey, _ lead: PersonID?) -> [TicketFact] {
        let facts = beforeHandingOver + [fact]
        guard lead == nil else { return facts }
        return facts + asked(after: facts, team, but: [ticket.lead].compactMap(\.self))
    }

    /// A hold is over where somebody else is to take it on; its clock goes on from where it stood still.
    private var beforeHandingOver: [TicketFact] { ticket.state == .onHold ? [resumed] : [] }

    private func handedOver(
        to key: TeamKey, _ lead: PersonID?, _ words: String
    ) throws(Refusal) -> TicketFact.HandedOver {
        guard let team = policy.team(key) else { throw .unknownTeam(key) }
        guard key != ticket.team || lead != ticket.lead else { throw .unchanged(command) }
        let resumed = ticket.applying(beforeHandingOver, at: context.happenedAt)
        let handed = TicketFact.HandedOver(
            team: key, organisation: team.organisation, lead: lead, fromTeam: ticket.team,
            fromLead: ticket.lead, words: try text(words, "words"),
            dues: policy.moved(resumed, to: key, along: ticket.path, at: context.happenedAt))
        if let lead {
            try demandFit(lead, for: ticket.applying([.reassigned(handed)], at: context.at), of: key)
        }
        return handed
    }

    private func appoint(
        _ report: ReportID, _ from: Instant, _ until: Instant, _ words: String?
    ) throws(Refusal) -> [TicketFact] {
        try demand(Self.handable)
        try checkLead()
        let owner = try standing(report).report.reporter
        try checkDate(from, "from")
        let latest = from + Self.appointmentMax
        guard until > from, until <= latest else {
            throw .date(field: "until", after: from, latest: latest, found: until)
        }
        let appointed = TicketFact.Appointed(
            report: report, from: from, until: until, words: try optional(words, "words", of: owner))
        if let now = ticket.appointment, now.report == report, now.from == from, now.until == until {
            throw .unchanged(command)
        }
        return missedAppointment + [.appointed(appointed)]
    }

    private func cancel(_ report: ReportID, _ words: String?) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        let owner = try standing(report).report.reporter
        let isByReporter = context.principal.actor.person == owner
        if !isByReporter { try checkLead() }
        guard let kept = ticket.appointment, kept.report == report, !kept.isMissed else {
            throw .noAppointment(report)
        }
        return [
            .appointmentCancelled(
                TicketFact.AppointmentCancelled(
                    report: report, from: kept.from, until: kept.until, isByReporter: isByReporter,
                    words: try optional(words, "words", of: owner)))
        ]
    }

    private static let appointmentMax = Duration.seconds(24 * 3600)

    /// An appointment that nobody kept, where nobody noted it yet.
    var missedAppointment: [TicketFact] {
        guard let kept = ticket.appointment, !kept.isMissed, kept.until < context.happenedAt else {
            return []
        }
        return [.appointmentMissed(kept.due)]
    }

    /// A visit that was agreed with one of these reports, which go to another ticket: whoever has that one agrees anew.
    func visitOff(for leaving: [ReportID]) -> [TicketFact] {
        guard let agreed = ticket.appointment, leaving.contains(agreed.report) else { return [] }
        return [
            .appointmentCancelled(
                TicketFact.AppointmentCancelled(
                    report: agreed.report, from: agreed.from, until: agreed.until, isByReporter: false))
        ]
    }
}

extension Appointment {
    var due: TicketFact.AppointmentDue { TicketFact.AppointmentDue(report: report, from: from, until: until) }
}
