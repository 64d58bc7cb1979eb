import Facility
import Ledger

extension RepairDesk {
    /// A new ticket: three numbers from blocks in memory, one read of the path, no other.
    ///
    /// - Parameters:
    ///   - isGrouping: whether it is looked for an incident that it belongs to; one more read then.
    ///   - numbered: numbers that are reserved for it already; nil: none are.
    func plan(
        report statement: NewReport, _ act: Act, isGrouping: Bool = true,
        numbered: (ticket: TicketID, report: ReportID)? = nil
    ) async throws -> DeskPlan {
        let path = try await path(of: statement)
        let (report, isNew) = try await made(statement, path, act, numbered: numbered?.report)
        var context = DecisionContext(
            by: act.by, at: act.at, policy: policy,
            path: report.place.isLocated ? path : cut(path, report.place))
        if isGrouping, report.place.isLocated { context.switches = try await switches(of: path) }
        let id: TicketID
        if let given = numbered?.ticket { id = given } else { id = try await newTicket() }
        let command = TicketCommand.report(report, reworkOf: statement.reworkOf)
        let facts = try await decidingWithRosters(&context, near: context.path) { context throws(Refusal) in
            try Ticket.decide(command, on: nil, id: id, in: context)
        }
        guard let change = DeskPlan.Change(opening: id, facts, at: act.at) else {
            throw Refusal.unknownTicket(id)
        }
        let plan = plan(change, report, isNew: isNew, act)
        return isGrouping ? try await grouped(plan, statement, path, act) : plan
    }

    /// - Parameters:
    ///   - isAutomatic: nobody said so: it lies in the scope of an incident.
    ///   - isGrouping: whether an incident that nobody has said yes to gets it for a member.
    func plan(
        join statement: NewReport, to asked: TicketID, _ act: Act, isAutomatic: Bool = false,
        isGrouping: Bool = true
    ) async throws -> DeskPlan {
        let ticket = try await unmerged(asked)
        if let incident = ticket.incident, incident.stage != .accepted {
            return try await plan(beside: ticket, statement, act, isGrouping: isGrouping)
        }
        guard ticket.state.isOpen else {
            // The fault was mended meanwhile and is back: that is new work, which names the old.
            var rework = statement
            rework.reworkOf = ticket.id
            rework.place = statement.place ?? ticket.place.place
            return try await plan(report: rework, act)
        }
        let path = try await path(of: statement)
        var (report, isNew) = try await made(statement, path, act)
        // "Me too" without a place means the ticket's.
        if statement.place == nil, statement.placeWords == nil, let place = ticket.place.place {
            report.place = .at(place)
        }
        var context = DecisionContext(
            by: act.by, at: act.at, policy: policy, path: try await self.path(to: report.place.place))
        if policy.priorities != nil, report.place.place != ticket.place.place {
            context.ticketPath = try await self.path(to: ticket.place.place)
        }
        let facts = try Ticket.decide(.joinReport(report), on: ticket, id: ticket.id, in: context).map {
            fact in
            guard isAutomatic, case .joined(var joined) = fact else { return fact }
            joined.isAutomatic = true
            return .joined(joined)
        }
        return plan(DeskPlan.Change(ticket, facts, at: act.at), report, isNew: isNew, act)
    }

    /// "Me too" said of an incident that nobody has said yes to, or that was refused: a report of its own about the same,
    /// which waits with the others where it may.
    private func plan(
        beside incident: Ticket, _ statement: NewReport, _ act: Act, isGrouping: Bool
    ) async throws -> DeskPlan {
        var own = statement
        if own.place == nil, own.placeWords == nil { own.place = incident.place.place }
        own.category = own.category ?? incident.category
        let plan = try await plan(report: own, act, isGrouping: false)
        let ticket = plan.changes[0].ticket
        guard isGrouping, ticket.place.isLocated, !ticket.mayHurt else { return plan }
        return try await gathered(plan, into: incident, own, act) ?? plan
    }

    private func plan(_ change: DeskPlan.Change, _ report: Report, isNew: Bool, _ act: Act) -> DeskPlan {
        let ticket = change.ticket
        return DeskPlan(
            changes: [change],
            reports: [
                ReportRow(
                    id: report.id, ticket: ticket.id, reporter: report.reporter, reportedAt: act.at,
                    contact: report.contact?.value)
            ], newReports: [report.id], newSubjects: isNew ? [report.reporter] : [],
            receipt: DeskReceipt(
                ticket: ticket.id, state: ticket.state, revision: ticket.revision, report: report.id),
            actor: act.isByReporter ? .reporter(report.reporter) : nil)
    }

    /// Follows merges to the ticket that has the reports now.
    private func unmerged(_ id: TicketID) async throws -> Ticket {
        var ticket = try await present(id)
        for _ in 0..<Self.mergesMax {
            guard let into = ticket.mergedInto else { return ticket }
            ticket = try await present(into)
        }
        return ticket
    }

    private func path(of statement: NewReport) async throws -> [Place] {
        try await path(to: statement.place)
    }

    /// From the campus down; empty for nil.
    func path(to place: PlaceID?) async throws -> [Place] {
        guard let place else { return [] }
        let path = try await register.path(to: place)
        guard path.last?.id == place else { throw Refusal.unknownPlace(place) }
        return path
    }

    /// The part of a path down to the subtree that a place names.
    private func cut(_ path: [Place], _ place: TicketPlace) -> [Place] {
        guard let index = path.firstIndex(where: { $0.id == place.place }) else { return [] }
        return Array(path[...index])
    }

    func newTicket() async throws -> TicketID {
        TicketID(try await tickets.reserve(.ticket, count: 1))
    }

    func newReport() async throws -> ReportID {
        ReportID(try await tickets.reserve(.report, count: 1))
    }

    private func made(
        _ statement: NewReport, _ path: [Place], _ act: Act, numbered: ReportID? = nil
    ) async throws -> (Report, isNew: Bool) {
        // A known person has a key; whoever makes the statement without an account gets one with it.
        let isKnown = statement.reporter != nil && statement.reporter == act.by.actor.person
        let reporter: PersonID
        if let given = statement.reporter { reporter = given } else { reporter = try await newReporter() }
        let id: ReportID
        if let numbered { id = numbered } else { id = try await newReport() }
        return (statement.report(id, by: reporter, path, act), !isKnown)
    }
}

extension Act {
    /// Whether a person without an account is at the other end: the way names it, not the program between.
    var isByReporter: Bool {
        guard case .system = by.actor else { return false }
        return channel != .commandLine && channel != .system && channel != .imported
    }
}
