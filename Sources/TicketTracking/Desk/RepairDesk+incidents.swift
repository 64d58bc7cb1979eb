import Facility
import Ledger

extension RepairDesk {
    /// Plates of a room that are looked into for points.
    private static let platesMax = 12

    /// Switches on which a place hangs: its own cable's, or those of the points in it.
    func switches(of path: [Place]) async throws -> [DeviceID] {
        guard policy.incidents.rules[.sameSwitch] != nil, let place = path.last else { return [] }
        if let own = place.uplink?.port.device { return [own] }
        guard [.room, .plate, .telecomCloset].contains(place.kind) else { return [] }
        let children = try await register.children(of: place.id)
        var points = children
        for plate in children.filter({ $0.kind == .plate }).prefix(Self.platesMax) {
            points += try await register.children(of: plate.id)
        }
        return Set(points.compactMap { $0.uplink?.port.device }).sorted()
    }

    /// A plan for a new report, changed where it belongs to an incident: filed with one that was accepted, held with one
    /// that is proposed, or the last that one needed to be proposed.
    func grouped(_ plan: DeskPlan, _ statement: NewReport, _ path: [Place], _ act: Act) async throws
        -> DeskPlan
    {
        let rules = policy.incidents
        let ticket = plan.changes[0].ticket
        // Practice proposes none: what is real and what isn't would stand in one.
        guard !policy.isPractice, !rules.rules.isEmpty, statement.reworkOf == nil, ticket.place.isLocated,
            !ticket.isHazard, ticket.priority != .hazard, let category = ticket.category
        else { return plan }
        let subject = IncidentDetector.Subject(path: path, switches: ticket.switches, category: category)
        guard let house = subject.house else { return plan }
        var query = GroupingQuery(
            .incidents, house: house, family: category.family, switches: subject.switches,
            since: act.at - rules.window, limit: IncidentRules.looksMax)
        let incidents = try await tickets.groupable(query)
        let detector = IncidentDetector(rules: rules)
        if let row = detector.incident(for: subject, among: incidents) {
            let incident = try await present(row.id)
            return try await gathered(plan, into: incident, statement, act) ?? plan
        }
        if let row = detector.widenable(for: subject, among: incidents) {
            query.wanted = .tickets
            let rows = try await tickets.groupable(query)
            if let wider = try await widened(plan, row.id, subject, rows, detector, act) { return wider }
        }
        // A report seldom makes an incident: the members are read only where so many places have reported.
        query.wanted = .newestAtEachPlace
        let newest = try await tickets.groupable(query)
        guard detector.finding(for: subject, among: newest, at: act.at) != nil else { return plan }
        query.wanted = .tickets
        let rows = try await tickets.groupable(query)
        guard let finding = detector.finding(for: subject, among: rows, at: act.at) else { return plan }
        return try await proposed(plan, finding, category, act)
    }

    /// nil where the incident has gone on since, or is full.
    func gathered(
        _ plan: DeskPlan, into incident: Ticket, _ statement: NewReport, _ act: Act
    ) async throws -> DeskPlan? {
        switch incident.incident?.stage {
        case .accepted:
            guard incident.state.isOpen, incident.reports.count < ReportLimits.reportsMax else { return nil }
            return try await self.plan(join: statement, to: incident.id, act, isAutomatic: true)
        case .proposed:
            guard let until = incident.incident?.until, act.at < until,
                incident.incident.map({ $0.members.count < ReportLimits.reportsMax }) ?? false
            else { return nil }
            var plan = plan
            plan.freeze(0, for: incident.id, until: until, at: act.at)
            let grew = TicketFact.incidentGrew(TicketFact.IncidentGrew(member: plan.changes[0].ticket.id))
            plan.add(DeskPlan.Change(incident, [grew], at: act.at))
            return plan
        case .refused, nil: return nil
        }
    }

    /// nil where the building's proposal isn't widened by this report.
    private func widened(
        _ plan: DeskPlan, _ proposal: TicketID, _ subject: IncidentDetector.Subject, _ rows: [TicketRow],
        _ detector: IncidentDetector, _ act: Act
    ) async throws -> DeskPlan? {
        let incident = try await present(proposal)
        guard let standing = incident.incident, standing.stage == .proposed, act.at < standing.until else {
            return nil
        }
        var known: [TicketRow] = []
        for member in standing.members.prefix(IncidentRules.membersMax) {
            if let row = try await tickets.ticketRow(member), row.state.isOpen { known.append(row) }
        }
        guard let (building, coming) = detector.widening(for: subject, by: known, among: rows, at: act.at)
        else { return nil }
        var plan = plan
        var members = try await freeze(coming, for: incident.id, until: standing.until, in: &plan, act)
        plan.freeze(0, for: incident.id, until: standing.until, at: act.at)
        members.append(plan.changes[0].ticket.id)
        let path = try await path(to: building)
        let fact = TicketFact.incidentWidened(
            TicketFact.IncidentWidened(
                grouping: .building, place: building, path: path.map(\.step), members: members))
        plan.add(DeskPlan.Change(incident, [fact], at: act.at))
        return plan
    }

    /// - Returns: those that may still wait, which do from now on.
    private func freeze(
        _ tickets: [TicketID], for incident: TicketID, until: Instant, in plan: inout DeskPlan, _ act: Act
    ) async throws -> [TicketID] {
        var frozen: [TicketID] = []
        for member in tickets {
            let ticket = try await present(member)
            guard ticket.grouping == .free, IncidentDetector.joinable.contains(ticket.state), !ticket.mayHurt
            else { continue }
            let fact = TicketFact.dispatchFrozen(TicketFact.DispatchFrozen(incident: incident, until: until))
            plan.add(DeskPlan.Change(ticket, [fact], at: act.at))
            frozen.append(member)
        }
        return frozen
    }

    private func proposed(
        _ plan: DeskPlan, _ finding: IncidentDetector.Finding, _ category: FaultCategoryKey, _ act: Act
    ) async throws -> DeskPlan {
        var place = finding.place
        if let device = finding.device, let home = try await register.device(device)?.installation?.place {
            place = home
        }
        let path = try await path(to: place)
        // Whatever the table says last is the desk that assigns by hand.
        let last = policy.routing.rules.last.flatMap { policy.team(of: $0.target) }
        let team = policy.incidents.dutyDesk.flatMap(policy.team) ?? last ?? policy.teams[0]
        let until = act.at + policy.incidents.freeze
        let id = TicketID(try await tickets.reserve(.ticket, count: 1))
        var plan = plan
        var members = try await freeze(finding.members, for: id, until: until, in: &plan, act)
        plan.freeze(0, for: id, until: until, at: act.at)
        members.append(plan.changes[0].ticket.id)
        let proposed = TicketFact.incidentProposed(
            TicketFact.IncidentProposed(
                grouping: finding.grouping, place: place, path: path.map(\.step), device: finding.device,
                category: category, members: members, reporter: plan.changes[0].ticket.firstReporter,
                openedAt: finding.openedAt, until: until, team: team.key, organisation: team.organisation))
        if let change = DeskPlan.Change(opening: id, [proposed], at: act.at) { plan.add(change) }
        return plan
    }

    /// 群障 accepted: each member's reports come to it; a member that has become a hazard, or went on otherwise, doesn't.
    func addMembers(_ plan: inout DeskPlan, of incident: Ticket, _ context: DecisionContext) async throws {
        var facts = plan.changes[0].facts
        var whole = incident.applying(facts, at: context.at)
        for id in incident.incident?.members ?? [] {
            let member = try await present(id)
            guard member.freeze?.incident == incident.id else { continue }
            let isJoining = !member.isHazard && member.priority != .hazard && member.state.isOpen
            let decision = Decision(ticket: whole, command: .merge, context: context)
            guard isJoining, let taken = try? decision.take(reportsOf: member) else {
                plan.add(Self.resumed(member, incident.id, at: context.at))
                continue
            }
            facts += taken
            whole = whole.applying(taken, at: context.at)
            let leaving = Decision(ticket: member, command: .merge, context: context)
                .visitOff(for: member.reports.map(\.report.id))
            plan.add(
                DeskPlan.Change(
                    member, leaving + [.merged(TicketFact.Merged(into: incident.id))], at: context.at))
            plan.reports += try await moved(member.standingReports.map(\.report.id), to: incident.id)
        }
        plan.changes[0] = DeskPlan.Change(incident, facts, at: context.at)
        plan.receipt.revision = plan.changes[0].ticket.revision
    }

    /// 群障 refused: each member goes its own way.
    func releaseMembers(_ plan: inout DeskPlan, of incident: Ticket, _ context: DecisionContext) async throws
    {
        for id in incident.incident?.members ?? [] {
            let member = try await present(id)
            guard member.freeze?.incident == incident.id else { continue }
            plan.add(Self.resumed(member, incident.id, at: context.at))
        }
    }

    private static func resumed(_ member: Ticket, _ incident: TicketID, at instant: Instant)
        -> DeskPlan.Change
    {
        let fact = TicketFact.dispatchResumed(TicketFact.DispatchResumed(incident: incident, isLapse: false))
        return DeskPlan.Change(member, [fact], at: instant)
    }
}

extension DeskPlan {
    /// One more ticket that changes by itself, as a consequence.
    fileprivate mutating func add(_ change: Change) {
        var change = change
        // Whoever reported last did nothing to the others.
        if case .reporter = actor { change.actor = .system("desk") }
        changes.append(change)
    }

    fileprivate mutating func freeze(
        _ index: Int, for incident: TicketID, until: Instant, at instant: Instant
    ) {
        let frozen = TicketFact.dispatchFrozen(TicketFact.DispatchFrozen(incident: incident, until: until))
        changes[index].ticket = changes[index].ticket.applying(frozen, at: instant)
        changes[index].facts.append(frozen)
        receipt.revision = changes[index].ticket.revision
    }
}
