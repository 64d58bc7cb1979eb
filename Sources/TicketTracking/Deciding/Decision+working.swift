import Facility
import Ledger

extension Decision {
    func working(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .arrive(let evidence, let label, let place): return try arrive(evidence, label, place)
        case .workRemotely:
            try demand([.assigned, .accepted, .onHold])
            try checkLead()
            try checkPool()
            let sender = context.principal.actor.person
            let begun = TicketFact.RemoteWorkStarted(person: sender)
            return beforeWork(of: sender) + [.remoteWorkStarted(begun)]
        case .resolve(let solution): return try resolve(solution)
        case .reopen(let report, let words): return try reopen(report, words)
        default: return []
        }
    }

    private func arrive(
        _ evidence: ArrivalEvidence, _ label: LabelCode?, _ place: PlaceID?
    ) throws(Refusal) -> [TicketFact] {
        try demand([.assigned, .accepted, .working, .onHold])
        try checkLead()
        if let place, context.namedPath.last?.id != place { throw .unknownPlace(place) }
        let worker = try worker()
        let arrived = TicketFact.Arrived(
            evidence: evidence, person: worker, label: label, scannedPlace: place,
            isElsewhere: place.map { !isHere($0) } ?? false)
        return missedAppointment + beforeWork(of: worker) + [.arrived(arrived)]
    }

    /// Who begins to work: the sender, or where a building's keeper says that somebody came, whoever has the ticket.
    private func worker() throws(Refusal) -> PersonID? {
        try checkPool()
        guard let sender = context.principal.actor.person, !mayWork else {
            return context.principal.actor.person
        }
        guard let lead = ticket.lead else { throw .nobodyHasIt }
        return lead == sender ? sender : lead
    }

    private var mayWork: Bool {
        TicketRight.of(.workRemotely).isHeld(
            by: context.principal, at: context.at, on: ticket, path: context.path, reporter: nil)
    }

    /// Who begins with what all of a pool may take takes it.
    private func checkPool() throws(Refusal) {
        guard ticket.state == .assigned, ticket.lead == nil, ticket.offer?.how == .pool,
            let team = ticket.team,
            !mayDispatch
        else { return }
        try demandDuty(of: context.principal.actor.person, in: team)
    }

    /// A scan proves presence at the ticket's place, at what lies below it, and at the room or cabinet around
    /// it.
    private func isHere(_ place: PlaceID) -> Bool {
        guard let wanted = ticket.place.place else { return true }
        if context.namedPath.contains(where: { $0.id == wanted }) { return true }
        let rooms: Set<PlaceKind> = [.room, .telecomCloset, .rack, .plate, .outdoor]
        return context.path.contains { $0.id == place && rooms.contains($0.kind) }
    }

    /// Only dispatchers step in for a lead who is somebody else; assistants work beside the lead.
    func checkLead() throws(Refusal) {
        guard let sender = context.principal.actor.person, let lead = ticket.lead, lead != sender,
            !ticket.assistants.contains(sender)
        else { return }
        let right = TicketRight(roles: [.dispatcher, .teamLead, .buildingKeeper])
        let steps = right.isHeld(
            by: context.principal, at: context.at, on: ticket, path: context.path, reporter: nil)
        guard steps else { throw .assignedToAnother(lead) }
    }

    /// Whoever begins to work has accepted, for the lead where there is one, and a hold is over.
    private func beforeWork(of worker: PersonID?) -> [TicketFact] {
        switch ticket.state {
        case .assigned: [.accepted(TicketFact.Accepted(lead: ticket.lead ?? worker))]
        case .onHold: [resumed]
        default: []
        }
    }

    private func resolve(_ solution: Solution) throws(Refusal) -> [TicketFact] {
        try demand([.assigned, .accepted, .working])
        try checkLead()
        let answer = try text(solution.answer, "answer")
        if let category = solution.category, policy.category(category) == nil {
            throw .unknownCategory(category)
        }
        try check(solution.cause, policy.codes.causes, "causes")
        try check(solution.action, policy.codes.actions, "actions")
        try check(solution.responsibility, policy.codes.responsibilities, "responsibilities")
        guard solution.photos.count <= ReportLimits.photosMax else {
            throw .tooMany(field: "photos", max: ReportLimits.photosMax, found: solution.photos.count)
        }
        return [
            .resolved(
                TicketFact.Resolved(
                    resolution: Resolution(
                        mode: solution.mode, answer: answer, category: solution.category,
                        cause: solution.cause,
                        action: solution.action, responsibility: solution.responsibility,
                        photos: solution.photos,
                        person: context.principal.actor.person),
                    heardAt: context.occurredAt == nil ? nil : context.at))
        ]
    }

    private func check(_ code: CodeKey?, _ list: [CodedEntry], _ name: String) throws(Refusal) {
        guard let code, !list.contains(where: { $0.key == code }) else { return }
        throw .unknownCode(code, list: name)
    }

    private func reopen(_ report: ReportID?, _ words: String?) throws(Refusal) -> [TicketFact] {
        let states: Set<TicketState> =
            report == nil ? [.resolved, .closed, .dismissed] : [.resolved, .closed]
        try demand(states)
        let owner: PersonID? = if let report { try standing(report).report.reporter } else { nil }
        if let closing = ticket.closing, !closing.isAfterWork {
            throw .wrongState(.reopen, expected: states.subtracting([.closed]), found: .closed)
        }
        if let report, !isReopenable { return try confirmMine(report, isMended: false, words) }
        return [
            try reopened(report == nil ? .review : .reporter, report, try optional(words, "words", of: owner))
        ]
    }

    func reopened(
        _ reason: ReopenReason, _ report: ReportID?, _ words: Personal<String>?
    ) throws(Refusal) -> TicketFact {
        if ticket.state != .dismissed, !isReopenable {
            throw reopenWindowOver
        }
        let to: TicketState = ticket.state == .dismissed ? .reported : .assigned
        return .reopened(TicketFact.Reopened(reason: reason, report: report, words: words, to: to))
    }

    var isReopenable: Bool {
        ticket.answeredAt.map { context.happenedAt <= $0 + policy.limits.reopenWindow } ?? false
    }
}

extension Closing {
    /// Whether the work had been done, so that it can turn out not to have been.
    public var isAfterWork: Bool {
        switch self {
        case .satisfied, .dissatisfied, .unreached, .noContact, .mended: true
        case .advised, .withdrawn, .merged: false
        }
    }
}
