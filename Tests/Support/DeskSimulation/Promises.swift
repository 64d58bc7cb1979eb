import Facility
import Ledger
import TicketTracking

/// What is promised beside the ticket's own standing, counted a second time from the facts alone.
struct Promises {
    /// As the site's rules have it.
    private static let hop = Duration.seconds(300)
    private static let freeze = Duration.seconds(600)

    /// Since when somebody is waited for to acknowledge a hazard.
    private var asked: [TicketID: Instant] = [:]
    /// On hold since nobody knew of any danger.
    private var calmlyHeld: Set<TicketID> = []
    /// Since when a ticket waits for an incident's yes or no.
    private var frozen: [TicketID: Instant] = [:]
    private var proposed: [TicketID: Instant] = [:]
    private var hands: [TicketID: Set<PersonID>] = [:]
    private var rungs: Set<Rung> = []
    private var moments: [OutboxEntry.Recipient: Set<Instant>] = [:]

    private struct Rung: Hashable {
        var ticket: TicketID
        var clock: ServiceClock
        var due: Instant
        var percent: Int
    }

    /// - Parameter decidedAt: by the desk's clock, which may be wrong; nil: nobody sent it.
    mutating func watch(
        _ event: RecordedEvent<TicketFact>, _ before: Ticket?, _ after: Ticket, decidedAt: Instant?
    ) throws(Broken) {
        let (id, at) = (after.id, event.envelope.happenedAt)
        watchHazard(event.fact, before, after, at)
        switch event.fact {
        case .dispatchFrozen: frozen[id] = at
        case .incidentProposed: proposed[id] = at
        case .escalated(let payload):
            let rung = Rung(ticket: id, clock: payload.clock, due: payload.due, percent: payload.percent)
            guard rungs.insert(rung).inserted else {
                throw Broken(.rungOnce, "\(rung) was taken twice")
            }
        case .accepted(let payload):
            if payload.isClaimed == true { try checkClaim(before, payload) }
            note(payload.lead, id)
        case .arrived(let payload): note(payload.person, id)
        case .remoteWorkStarted(let payload): note(payload.person, id)
        case .resolved(let payload):
            note(payload.resolution.person, id)
            note(before?.lead, id)
            for person in before?.assistants ?? [] { note(person, id) }
        case .urgeAnswered, .reopened: break
        case .followedUp(let call): try checkCaller(call, id)
        case .reported(let payload): try checkNotices(payload, decidedAt ?? at)
        case .closed(let payload): try checkSigned(payload, before)
        default: break
        }
    }

    private mutating func watchHazard(
        _ fact: TicketFact, _ before: Ticket?, _ after: Ticket, _ at: Instant
    ) {
        func mayHurt(_ ticket: Ticket?) -> Bool {
            ticket.map { $0.isHazard || $0.priority == .hazard } ?? false
        }
        func isNobodys(_ ticket: Ticket?) -> Bool {
            mayHurt(ticket) && (ticket?.state == .reported || ticket?.state == .assigned)
        }
        if case .held = fact, !mayHurt(before) { calmlyHeld.insert(after.id) }
        if after.state != .onHold { calmlyHeld.remove(after.id) }
        if !mayHurt(after) || !after.state.isOpen || Self.seesToIt(fact) {
            asked[after.id] = nil
        } else if !mayHurt(before) || !isNobodys(before) && isNobodys(after) {
            asked[after.id] = at
        } else if case .hazardPassedOn = fact {
            asked[after.id] = at
        } else if case .assignmentDeclined = fact, asked[after.id] == nil {
            // Whoever acknowledged counted on them.
            asked[after.id] = at
        }
    }

    /// Whoever does one of these knows of the danger.
    private static func seesToIt(_ fact: TicketFact) -> Bool {
        switch fact {
        case .acknowledged, .accepted, .arrived, .remoteWorkStarted, .held, .referred: true
        default: false
        }
    }

    private mutating func note(_ person: PersonID?, _ ticket: TicketID) {
        if let person { hands[ticket, default: []].insert(person) }
    }

    private func checkClaim(_ before: Ticket?, _ payload: TicketFact.Accepted) throws(Broken) {
        guard let before, before.state == .assigned, before.lead == nil, before.offer?.how == .pool else {
            throw Broken(
                .claim,
                "person \(String(describing: payload.lead)) claimed ticket \(String(describing: before?.id)), "
                    + "which \(String(describing: before?.lead)) has")
        }
    }

    private func checkCaller(_ call: TicketFact.FollowedUp, _ ticket: TicketID) throws(Broken) {
        guard !call.isUnasked, let caller = call.caller, hands[ticket, default: []].contains(caller) else {
            return
        }
        throw Broken(.caller, "person \(caller), who repaired ticket \(ticket), called report \(call.report)")
    }

    private func checkNotices(_ payload: TicketFact.Reported, _ at: Instant) throws(Broken) {
        let notice = SimulatedCampus.notice
        let isUnder = payload.path.contains { $0.id == SimulatedCampus.noticedPlace }
        let stands = notice.terms.from <= at && at < notice.terms.until ?? at
        let told = payload.notices?.map(\.number) ?? []
        guard told == (isUnder && stands ? [notice.number] : []) else {
            throw Broken(.notice, "report \(payload.report.id) at \(at) knows notices \(told)")
        }
    }

    private func checkSigned(_ payload: TicketFact.Closed, _ before: Ticket?) throws(Broken) {
        guard let before, [.satisfied, .mended, .dissatisfied, .unreached, .noContact].contains(payload.how),
            (before.resolution?.category ?? before.category)?.rawValue == "power"
        else { return }
        guard before.signedOffAt != nil || before.signOffStep == .lapse else {
            throw Broken(.signOff, "ticket \(before.id) is closed, and nobody signed it off")
        }
    }

    /// The register's events come with the ticket's and never without.
    func checkExchange(_ commit: TicketVault.Written) throws(Broken) {
        let told = commit.events.count { if case .deviceReplaced = $0.fact { true } else { false } }
        guard commit.devices.count == told * 2 else {
            throw Broken(
                .exchange, "\(told) exchanges on tickets, \(commit.devices.count) events of devices")
        }
    }

    /// Nobody is disturbed twice in a spell but by what may hurt somebody.
    mutating func checkQuiet(_ entry: OutboxEntry, _ ticket: Ticket?) throws(Broken) {
        guard let quiet = entry.quiet, let moment = entry.notBefore else {
            let isWatched = ["ticket.escalated", "ticket.listedLate", "ticket.urgeOverdue"].contains(
                entry.template)
            guard !isWatched || ticket?.mayHurt == true else {
                throw Broken(.quiet, "\(entry) waits for nothing")
            }
            return
        }
        let others = moments[entry.recipient, default: []]
        if let near = others.first(where: { $0 != moment && max($0, moment) - min($0, moment) < quiet }) {
            throw Broken(.quiet, "\(entry.recipient) is disturbed at \(near) and at \(moment)")
        }
        moments[entry.recipient, default: []].insert(moment)
    }

    /// What a ticket is owed has a deadline, and none later than was promised.
    func checkOwed(_ ticket: Ticket, _ dues: [Deadline], _ policy: DeskPolicy) throws(Broken) {
        func due(_ kind: Deadline.Kind) -> Instant? { dues.first { $0.kind == kind }?.due }
        func demand(
            _ kind: Deadline.Kind, by latest: Instant?, _ invariant: Invariant
        ) throws(Broken) {
            guard let found = due(kind), latest.map({ found <= $0 }) ?? true else {
                throw Broken(
                    invariant,
                    "ticket \(ticket.id) is owed \(kind.rawValue) by \(String(describing: latest)), "
                        + "found \(String(describing: due(kind)))")
            }
        }
        if ticket.state == .resolved, ticket.lacksSignOff(policy.work) {
            try demand(.signOff, by: nil, .signOff)
        }
        guard ticket.state.isOpen else { return }
        if ticket.mayHurt, calmlyHeld.contains(ticket.id) {
            throw Broken(.hazard, "ticket \(ticket.id) became a hazard and is on hold still")
        }
        if let since = asked[ticket.id] { try demand(.hazardHop, by: since + Self.hop, .hop) }
        if ticket.freeze != nil, let since = frozen[ticket.id] {
            try demand(.freezeEnds, by: since + Self.freeze, .freeze)
        }
        if ticket.incident?.stage == .proposed, let since = proposed[ticket.id] {
            try demand(.incidentLapses, by: since + Self.freeze, .incident)
        }
        let waits = ticket.oversight.urges.contains { urge in
            urge.answeredAt == nil && !urge.isOverdue && urge.due != nil
                && ticket.standing(of: urge.report).map { $0.closing != .withdrawn } == true
        }
        if waits { try demand(.urgeAnswer, by: nil, .urge) }
        let isOffered =
            ticket.state == .assigned || ticket.state == .reported && ticket.offer?.how == .dutyDesk
        if isOffered, ticket.offer?.due != nil { try demand(.acceptance, by: nil, .offer) }
    }
}
