import Facility
import Ledger

/// What one command writes, before it is written.
struct DeskPlan {
    /// One ticket's part.
    struct Change {
        /// As it stands after the facts.
        var ticket: Ticket
        var facts: [TicketFact]
        /// As it stood before them; nil: they open it.
        fileprivate var before: Ticket?
        /// Who its events name; nil: as the plan says.
        var actor: EventActor?

        /// Whether the facts open it.
        var isNew: Bool { before == nil }

        var revisionBefore: Int64 { ticket.revision - Int64(facts.count) }
    }

    var changes: [Change]
    /// Events of the register that belong to them.
    var register: [EventDraft] = []
    var reports: [ReportRow] = []
    /// Those of `reports` that are made by it.
    var newReports: Set<ReportID> = []
    var newSubjects: [PersonID] = []
    var receipt: DeskReceipt
    /// Who the events name; nil: the act's own actor.
    var actor: EventActor?
    var basedOn: Int64?
    var occurredAt: Instant?

    /// All that happened to the first ticket where this plan opens it; nil: it was there before.
    ///
    /// - Parameter events: of all changes in order, as they were written.
    func opening(_ events: [EventEnvelope]) -> [RecordedEvent<TicketFact>]? {
        guard let first = changes.first, first.revisionBefore == 0, events.count >= first.facts.count else {
            return nil
        }
        return zip(events, first.facts).map { RecordedEvent(envelope: $0, fact: $1) }
    }

    /// Brings the rows to the instant at which the events are recorded.
    ///
    /// - Parameter planned: the instant at which the plan was made, and its rows with it.
    func record(
        _ commit: inout TicketCommit, at instant: Instant, plannedAt planned: Instant,
        under policy: DeskPolicy
    ) {
        for index in commit.reports.indices where newReports.contains(commit.reports[index].id) {
            commit.reports[index].reportedAt = instant
        }
        commit.givings = givings(at: instant)
        guard instant != planned else { return }
        let tickets = changes.enumerated().map { order, change in
            change.ticket(at: order == 0 ? occurredAt ?? instant : instant)
        }
        commit.tickets = tickets.map(\.row)
        commit.supervisions = tickets.flatMap(\.supervisionRows)
        commit.findings = tickets.flatMap(\.findingRows)
        commit.deadlines = tickets.flatMap { $0.deadlines(under: policy) }
    }

    /// Who is given a ticket by it.
    func givings(at instant: Instant) -> [Giving] {
        changes.flatMap { $0.facts.compactMap(\.given) }.map { Giving(person: $0, at: instant) }
    }

    func drafts(_ act: Act) -> [EventDraft] {
        changes.enumerated().flatMap { order, change in
            change.facts.enumerated().map { index, fact in
                // What the sender had seen and claims is about the ticket that it named: the first.
                EventDraft(
                    stream: StreamID(.ticket, change.ticket.id.rawValue),
                    number: change.revisionBefore + Int64(index) + 1,
                    occurredAt: order == 0 ? occurredAt : nil,
                    basedOn: order == 0 ? basedOn : nil, actor: change.actor ?? actor ?? act.by.actor,
                    channel: act.channel,
                    command: act.command, fact: fact)
            }
        } + register
    }
}

extension DeskPlan.Change {
    /// A ticket that a first fact opens.
    ///
    /// - Returns: nil unless it does.
    init?(opening id: TicketID, _ facts: [TicketFact], at instant: Instant) {
        guard let first = facts.first, let ticket = Ticket(id: id, opening: first, at: instant) else {
            return nil
        }
        self.init(
            ticket: ticket.applying(Array(facts.dropFirst()), at: instant), facts: facts, before: nil)
    }

    init(_ ticket: Ticket, _ facts: [TicketFact], at instant: Instant) {
        self.init(ticket: ticket.applying(facts, at: instant), facts: facts, before: ticket)
    }

    /// Further facts after those that it has.
    mutating func append(_ more: [TicketFact], at instant: Instant) {
        facts += more
        ticket = ticket.applying(more, at: instant)
    }

    /// As a fold of the events gives it.
    fileprivate func ticket(at instant: Instant) -> Ticket {
        if let before { return before.applying(facts, at: instant) }
        return Self(opening: ticket.id, facts, at: instant)?.ticket ?? ticket
    }

    /// Who is told of these facts at once, by which template.
    var messages: [OutboxEntry] {
        facts.enumerated().flatMap { index, fact in
            let number = revisionBefore + Int64(index) + 1
            // Whoever made two of the reports, or has two parts in it, is told once.
            var told: Set<OutboxEntry.Recipient> = []
            return recipients(of: fact, isFollowedBy: facts.dropFirst(index + 1).first).filter {
                told.insert($0.0).inserted
            }.map {
                OutboxEntry(recipient: $0.0, template: $0.1, ticket: ticket.id, event: number)
            }
        }
    }

    /// - Parameter next: the fact after it; nil: it is the last.
    private func recipients(
        of fact: TicketFact, isFollowedBy next: TicketFact?
    ) -> [(OutboxEntry.Recipient, String)] {
        // Whoever is asked hears of it; the rest of the team isn't disturbed.
        if case .routed = fact, case .offered = next { return [] }
        if case .assignmentDeclined = fact, case .offered = next { return [] }
        if case .assigned = fact, case .offered = next { return [] }
        // Given back as soon as it is there: it is to be assigned, of which those hear who dispatch.
        if case .assigned = fact, case .assignmentDeclined = next { return [] }
        return switch fact {
        case .reported(let payload): reporter(payload.report, "report.received")
        case .joined(let payload): reporter(payload.report, "report.received")
        // Whoever is to get it is told once it is clear that it goes its own way.
        case .routed where isHeldBack, .offered where isHeldBack: []
        case .routed(let payload):
            [(.team(payload.team), payload.isAssigned ? "ticket.assigned" : "ticket.toAssign")]
        case .assignmentDeclined: [(.role(.dispatcher, ticket.team), "ticket.toAssign")]
        case .assigned(let payload):
            [(payload.lead.map { .person($0) } ?? .team(payload.team), "ticket.assigned")]
        case .accepted: reporters("report.accepted")
        // Whoever is asked something is told the question instead.
        case .held(let payload):
            payload.reason == .reporter && ticket.question == nil ? reporters("report.held") : []
        case .resolved: reporters("report.resolved")
        case .dismissed: reporters("report.dismissed") + lead("ticket.dismissed")
        case .closed(let payload):
            switch payload.how {
            case .advised: reporters("report.advised")
            // Of a danger that was taken back hears the team, too, where nobody leads yet.
            case .withdrawn: ticket.mayHurt ? workers("ticket.withdrawn") : lead("ticket.withdrawn")
            default: []
            }
        case .merged: lead("ticket.merged")
        case .relocated: lead("ticket.relocated")
        case .referralAnswered: workers("ticket.referralAnswered")
        case .referralOverdue:
            (ticket.referral?.firstContact).map { [(.person($0), "ticket.referralOverdue")] } ?? []
        case .commented(let payload): payload.isPublic ? reporters("report.commented") : []
        case .reopened: team("ticket.reopened")
        case .resumed(let payload):
            payload.endsByItself == true ? workers("ticket.holdEnded") + reporters("report.holdEnded") : []
        case .reassigned(let payload), .transferred(let payload):
            if case .offered = next { former(payload) } else { taker(payload) + former(payload) }
        case .assisted(let payload): payload.added.map { (.person($0), "ticket.assisting") }
        case .appointed(let payload): reporter(payload.report, "report.appointed")
        case .appointmentNear: workers("ticket.appointmentNear")
        case .appointmentMissed(let payload):
            workers("ticket.appointmentMissed") + reporter(payload.report, "report.appointmentMissed")
        case .appointmentCancelled(let payload):
            payload.isByReporter
                ? workers("ticket.appointmentCancelled")
                : reporter(payload.report, "report.appointmentCancelled")
                    + (next?.movesReports == true ? workers("ticket.appointmentCancelled") : [])
        case .signOffOverdue(let payload): payload.step == .remind ? reporters("report.signOffWaiting") : []
        case .reporterAsked(let payload): reporter(payload.report, "report.asked")
        case .reporterAnswered: workers("ticket.answered")
        case .extensionRequested: team("ticket.extensionRequested")
        case .extensionDecided(let payload):
            asker(payload.askedBy, payload.isGranted ? "ticket.extensionGranted" : "ticket.extensionRefused")
                + (payload.isGranted ? reporters("report.extended") : [])
        case .entryAmended(let payload): payload.isPublic ? reporters("report.corrected") : []
        case .extensionLapsed(let payload):
            asker(payload.askedBy, "ticket.extensionLapsed") + team("ticket.extensionLapsed")
        case .urgeAnswered(let payload):
            ticket.standing(of: payload.report).map { reporter($0.report, "report.urgeAnswered") } ?? []
        case .offered(let payload): offered(payload)
        case .incidentProposed: team("incident.proposed")
        case .incidentWidened: team("incident.widened")
        // Whoever sets a priority by hand knows whom to tell.
        // Of danger they hear in other words.
        case .reprioritised(let payload):
            payload.cause == nil || payload.priority == .hazard ? [] : workers("ticket.raised")
        case .dispatchResumed: workers("ticket.dispatchResumed")
        case .recalculated(let payload): payload.isLater ? reporters("report.postponed") : []
        default: []
        }
    }

    /// Whether an incident's yes or no is waited for first.
    private var isHeldBack: Bool { ticket.freeze != nil && !ticket.mayHurt }

    /// The lead, or the team where nobody leads.
    private func workers(_ template: String) -> [(OutboxEntry.Recipient, String)] {
        ticket.lead.map { [(.person($0), template)] } ?? team(template)
    }

    /// Whoever leads it; nobody where nobody does.
    private func lead(_ template: String) -> [(OutboxEntry.Recipient, String)] {
        ticket.lead.map { [(.person($0), template)] } ?? []
    }

    private func asker(_ person: PersonID?, _ template: String) -> [(OutboxEntry.Recipient, String)] {
        person.map { [(.person($0), template)] } ?? team(template)
    }

    private func taker(_ payload: TicketFact.HandedOver) -> [(OutboxEntry.Recipient, String)] {
        [(payload.lead.map { .person($0) } ?? .team(payload.team), "ticket.assigned")]
    }

    private func former(_ payload: TicketFact.HandedOver) -> [(OutboxEntry.Recipient, String)] {
        guard let former = payload.fromLead, former != payload.lead else { return [] }
        return [(.person(former), "ticket.handedOver")]
    }

    /// Of a report that leaves the ticket by these facts too.
    private func reporter(_ id: ReportID, _ template: String) -> [(OutboxEntry.Recipient, String)] {
        (ticket.standing(of: id) ?? before?.standing(of: id)).map { reporter($0.report, template) } ?? []
    }

    private func offered(_ offer: TicketFact.Offered) -> [(OutboxEntry.Recipient, String)] {
        switch offer.how {
        case .person: offer.to.map { [(.person($0), "ticket.assigned")] } ?? []
        case .pool: [(.team(offer.team), "ticket.toClaim")]
        case .dutyDesk: [(.team(offer.team), "ticket.toAssign")]
        case .team: [(.team(offer.team), "ticket.assigned")]
        }
    }

    private func team(_ template: String) -> [(OutboxEntry.Recipient, String)] {
        ticket.team.map { [(.team($0), template)] } ?? []
    }

    private func reporter(_ report: Report, _ template: String) -> [(OutboxEntry.Recipient, String)] {
        report.isReachable ? [(.person(report.reporter), template)] : []
    }

    private func reporters(_ template: String) -> [(OutboxEntry.Recipient, String)] {
        ticket.standingReports.flatMap { reporter($0.report, template) }
    }
}

extension TicketFact {
    /// Whether reports leave the ticket by it.
    var movesReports: Bool {
        switch self {
        case .merged, .reportsReleased: true
        default: false
        }
    }
}
