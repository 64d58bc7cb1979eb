import Facility
import Ledger

extension Decision {
    private static let dispatchable: Set<TicketState> = [.reported, .assigned, .accepted, .working]

    func dispatching(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .reprioritise(let priority, let words, let isConfirmed):
            try demand(TicketState.open)
            guard priority != ticket.priority, ticket.team != nil else { throw .unchanged(self.command) }
            let confirmer = priority > ticket.priority ? try hazardConfirmer(isConfirmed) : nil
            let raised = reprioritised(priority, words: try optional(words, "words"), confirmedBy: confirmer)
            return priority == .hazard ? endangered(by: [raised]) : [raised]
        case .assign(let team, let lead, let assistants): return try assign(team, lead, assistants)
        case .accept(let person): return try accept(person)
        case .declineAssignment(let words, let former):
            try demand(former == nil ? [.assigned, .accepted] : [.assigned])
            try checkDecliner()
            return if let former { try takeBack(words, to: former) } else { try decline(words) }
        case .claim: return try claim()
        case .refer(let organisation, let due, let reference, let words, let isConfirmed):
            return try refer(organisation, due, reference, words, isConfirmed)
        case .answerReferral(let answer, let isDone):
            try demand([.referred])
            let to = ticket.referral?.from ?? .reported
            return [
                .referralAnswered(
                    TicketFact.ReferralAnswered(answer: try text(answer, "answer"), isDone: isDone, to: to))
            ]
        default: return []
        }
    }

    private func assign(
        _ key: TeamKey, _ lead: PersonID?, _ assistants: [PersonID]
    ) throws(Refusal) -> [TicketFact] {
        try demand(Self.dispatchable)
        guard let team = policy.team(key) else { throw .unknownTeam(key) }
        guard assistants.count <= Self.assistantsMax else {
            throw .tooMany(field: "assistants", max: Self.assistantsMax, found: assistants.count)
        }
        let assigned = assigned(to: team, lead: lead, assistants: assistants)
        if let lead { try demandFit(lead, for: ticket.applying([assigned], at: context.at), of: key) }
        try demandFitAssistants(assistants)
        return [assigned] + (lead == nil && assistants.isEmpty ? asked(after: [assigned], key) : [])
    }

    /// Who of a team that gets it with nobody named is asked to take it.
    ///
    /// - Parameter former: who isn't: whoever passed it on.
    func asked(after facts: [TicketFact], _ team: TeamKey, but former: [PersonID] = []) -> [TicketFact] {
        let given = ticket.applying(facts, at: context.happenedAt)
        return [context.offer(given, handedTo: team, by: former)].compactMap(\.self)
    }

    /// Whoever assists could accept some ticket, wherever.
    func demandFitAssistants(_ assistants: [PersonID]) throws(Refusal) {
        let roles = TicketRight.of(.accept).roles
        for assistant in assistants where grants(of: assistant).allSatisfy({ !roles.contains($0.role) }) {
            throw .unfitAssistant(assistant, roles: roles)
        }
    }

    /// Whoever leads could accept the ticket.
    func demandFit(_ lead: PersonID, for ticket: Ticket, of team: TeamKey) throws(Refusal) {
        let right = TicketRight.of(.accept)
        let principal = Principal(actor: .staff(lead), grants: grants(of: lead))
        guard right.isHeld(by: principal, at: context.at, on: ticket, path: context.path, reporter: nil)
        else {
            throw .unfitLead(lead, team, roles: right.roles)
        }
    }

    private func grants(of person: PersonID) -> Set<Grant> {
        (context.named[person] ?? []).filter { $0.holds(at: context.at) }
    }

    /// Nobody gives away what a colleague has, nor what all may take.
    private func checkDecliner() throws(Refusal) {
        guard let sender = context.principal.actor.person, sender != ticket.lead, !mayDispatch else { return }
        if let lead = ticket.lead { throw .assignedToAnother(lead) }
        guard ticket.offer?.how != .pool else {
            throw .notPermitted(command, roles: TicketRight.of(.assign).roles)
        }
    }

    /// Back to those who assign; where the rules had chosen the lead, on to the next one.
    private func decline(_ words: String) throws(Refusal) -> [TicketFact] {
        let declined = TicketFact.assignmentDeclined(
            TicketFact.AssignmentDeclined(words: try text(words, "words")))
        guard ticket.offer?.how == .person else { return [declined] }
        return [declined] + [handOn(.declined)].compactMap { $0 }
    }

    /// As it was before it was assigned: the rules ask nobody else.
    private func takeBack(_ words: String, to key: TeamKey) throws(Refusal) -> [TicketFact] {
        guard mayDispatch else { throw .notPermitted(command, roles: TicketRight.of(.assign).roles) }
        guard let team = policy.team(key) else { throw .unknownTeam(key) }
        let declined = TicketFact.assignmentDeclined(
            TicketFact.AssignmentDeclined(words: try text(words, "words")))
        if key == ticket.team { return [declined] }
        return [assigned(to: team, lead: nil, assistants: []), declined]
    }

    private func assigned(to team: Team, lead: PersonID?, assistants: [PersonID]) -> TicketFact {
        let due = policy.due(of: ticket, ticket.priority, team.key)
        return .assigned(
            TicketFact.Assigned(
                team: team.key, organisation: team.organisation, lead: lead, assistants: assistants,
                responseDue: ticket.respondedAt == nil ? due.response : nil, resolutionDue: due.resolution,
                arrivalDue: ticket.arrivedAt == nil ? due.arrival : nil))
    }

    static let assistantsMax = 20

    private func accept(_ person: PersonID?) throws(Refusal) -> [TicketFact] {
        try demand([.assigned])
        let sender = context.principal.actor.person
        let lead = person ?? sender
        if let chosen = ticket.lead, chosen != lead { throw .assignedToAnother(chosen) }
        // Who accepts from a pool for oneself claims.
        if ticket.offer?.how == .pool, ticket.lead == nil, person == nil, sender != nil { return try claim() }
        if let person, let sender, person != sender, !mayDispatch {
            throw .notPermitted(.accept, roles: [.dispatcher, .teamLead])
        }
        let fact = TicketFact.accepted(TicketFact.Accepted(lead: lead))
        if let person, person != sender, let team = ticket.team {
            try demandFit(person, for: ticket.applying([fact], at: context.at), of: team)
        }
        return [fact]
    }

    var mayDispatch: Bool {
        TicketRight.of(.assign).isHeld(
            by: context.principal, at: context.at, on: ticket, path: context.path, reporter: nil)
    }

    private func refer(
        _ organisation: OrganisationKey, _ due: Instant, _ reference: String?, _ words: String?,
        _ isConfirmed: Bool
    ) throws(Refusal) -> [TicketFact] {
        try demand(Self.dispatchable)
        guard policy.organisation(organisation) != nil else { throw .unknownOrganisation(organisation) }
        try checkDate(due, "due")
        let confirmer = try hazardConfirmer(isConfirmed)
        if let count = reference?.count, count > ReportLimits.contactMax {
            throw .textTooLong(field: "reference", charactersMax: ReportLimits.contactMax, found: count)
        }
        return [
            .referred(
                TicketFact.Referred(
                    organisation: organisation, due: due, reference: reference,
                    firstContact: ticket.firstContact ?? context.principal.actor.person ?? ticket.lead,
                    words: try optional(words, "words"), confirmedBy: confirmer))
        ]
    }

    func checkDate(_ date: Instant, _ field: String) throws(Refusal) {
        let latest = context.at + policy.limits.holdMax
        guard date > context.at, date <= latest else {
            throw .date(field: field, after: context.at, latest: latest, found: date)
        }
    }
}
