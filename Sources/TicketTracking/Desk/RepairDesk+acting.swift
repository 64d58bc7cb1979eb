import Facility
import Ledger

extension RepairDesk {
    func plan(
        _ asked: TicketCommand, on id: TicketID, basedOn: Int64?, occurredAt: Instant?, _ act: Act
    ) async throws -> DeskPlan {
        let ticket = try await present(id)
        let command = try await placed(asked)
        if case .revealContact(let report, _) = command { try await checkNoOtherCall(than: report, act) }
        var context = DecisionContext(
            by: act.by, at: act.at, policy: policy, path: try await path(to: ticket.place.place),
            namedPath: try await path(to: command.namedPlace),
            named: try await grants(of: command.namedPeople, at: act.at), basedOn: basedOn,
            occurredAt: occurredAt)
        if let report = command.splitting.first {
            if let home = try await self.home(of: report, leaving: ticket) { context.namedPath = home }
            context.newTicket = try await newTicket()
            context.newReport = try await newReport()
        }
        let near = context.namedPath.isEmpty ? context.path : context.namedPath
        try await addRoster(for: command, on: ticket, near: near, to: &context)
        let facts = try await decidingWithRosters(&context, near: near) { context throws(Refusal) in
            try Ticket.decide(command, on: ticket, id: id, in: context)
        }
        let change = DeskPlan.Change(ticket, facts, at: context.happenedAt)
        var plan = DeskPlan(
            changes: [change],
            receipt: DeskReceipt(ticket: id, state: change.ticket.state, revision: change.ticket.revision),
            basedOn: basedOn, occurredAt: occurredAt)
        try await addOthers(&plan, command, ticket, context, act)
        return plan
    }

    /// From the campus down to where a report goes back to that leaves a ticket; nil: it stays where the ticket is, or was
    /// made at no place.
    private func home(of report: ReportID, leaving ticket: Ticket) async throws -> [Place]? {
        guard let place = ticket.standing(of: report)?.report.place.place else { return nil }
        let home = try await path(to: place)
        let isBelow = home.dropLast().contains { $0.id == ticket.place.place }
        // Made at the place where the first report was made, it goes where that was found to belong.
        let isElsewhere = place != ticket.reports.first?.report.place.place
        // An incident is about what many places share, its reports are about theirs.
        return isBelow || isElsewhere || ticket.incident != nil ? home : nil
    }

    /// What people may do at a moment; an account that is switched off may nothing.
    private func grants(of people: [PersonID], at instant: Instant) async throws -> [PersonID: Set<Grant>] {
        var grants: [PersonID: Set<Grant>] = [:]
        for id in people {
            guard let person = try await register.person(id), !person.isDisabled else { continue }
            grants[id] = Set(person.grants.filter { $0.holds(at: instant) })
        }
        return grants
    }

    /// A scanned label names the place at which it hangs, or at which its device does.
    private func placed(_ command: TicketCommand) async throws -> TicketCommand {
        guard case .arrive(let evidence, let code?, nil) = command else { return command }
        guard let label = try await register.label(code) else { throw Refusal.unknownLabel(code) }
        let place: PlaceID? =
            switch label.target {
            case .place(let place): place
            case .device(let device): try await register.device(device)?.installation?.place
            case .blank: nil
            }
        return .arrive(evidence, label: code, at: place)
    }

    /// The tickets beside the one that was acted on: what a split makes, what a merge fills, what a rework
    /// opens.
    private func addOthers(
        _ plan: inout DeskPlan, _ command: TicketCommand, _ ticket: Ticket, _ context: DecisionContext,
        _ act: Act
    ) async throws {
        switch command {
        case .split(let reports): try await addSplit(&plan, reports, ticket, context)
        case .confirmMine(let report, isMended: false, let words), .mineDiffers(let report, let words),
            .reopen(let report?, let words):
            if case .reworked(let rework)? = plan.changes[0].facts.first {
                try await addRework(&plan, rework, words, ticket, act)
            } else {
                try await addUnmended(&plan, report, said: words, ticket, context)
            }
        case .merge(let into, _): try await addMerge(&plan, ticket, into, context)
        case .replaceDevice(_, _, _, let words):
            plan.register = try await exchange(plan.changes[0].facts.last, words, act)
        case .acceptIncident: try await addMembers(&plan, of: ticket, context)
        case .refuseIncident: try await releaseMembers(&plan, of: ticket, context)
        case .redact(let target, let words):
            try await addRedactions(&plan, target, words, ticket, context)
        case .amend(let report, _): try await addContact(&plan, of: report)
        case .recordFollowUp(let report, _, let outcome, let words) where outcome.isMended == false:
            guard !plan.changes[0].ticket.state.isOpen else { return }
            let rework = TicketFact.Reworked(
                report: report, to: try await newTicket(), newReport: try await newReport())
            plan.changes[0].append([.reworked(rework)], at: context.happenedAt)
            plan.receipt.revision = plan.changes[0].ticket.revision
            try await addRework(&plan, rework, words, ticket, act)
        default: break
        }
    }

    /// The register's part of a replacement: in the same commit, so that there is never one without the other.
    ///
    /// - Throws: `RegisterRefusal`.
    private func exchange(
        _ fact: TicketFact?, _ words: String, _ act: Act
    ) async throws -> [EventDraft] {
        guard case .deviceReplaced(let payload) = fact else { return [] }
        return try await Register(store: register).exchangeDrafts(
            payload.old, for: payload.new, retiringOld: payload.isOldRetired,
            reason: String(words.prefix(Register.reasonMax)), act: act)
    }

    /// The row by whose blind indexes the report is found under its new contact, and no more under the old one.
    private func addContact(_ plan: inout DeskPlan, of id: ReportID) async throws {
        guard var row = try await tickets.report(id) else { throw Refusal.unknownReport(id) }
        row.contact = plan.changes[0].ticket.standing(of: id)?.report.contact?.value
        plan.reports.append(row)
    }

    private func addSplit(
        _ plan: inout DeskPlan, _ reports: [ReportID], _ ticket: Ticket, _ context: DecisionContext
    ) async throws {
        guard let new = context.newTicket else { return }
        var context = context
        let near = context.namedPath.isEmpty ? context.path : context.namedPath
        let facts = try await decidingWithRosters(&context, near: near) { context in
            Decision(ticket: ticket, command: .split, context: context).splitOff(reports, to: new)
        }
        guard let change = DeskPlan.Change(opening: new, facts, at: context.at) else { return }
        plan.changes.append(change)
        plan.reports += try await moved(reports, to: new)
        plan.receipt.newTicket = new
    }

    /// The ticket of a report whose fault isn't gone, where the ticket keeps others. Within the reopening window its
    /// clock runs since it was reported; later it is new work that names the old (返修).
    private func addUnmended(
        _ plan: inout DeskPlan, _ report: ReportID, said words: String?, _ ticket: Ticket,
        _ context: DecisionContext
    ) async throws {
        guard let new = context.newTicket, plan.changes[0].facts.contains(where: \.movesReports) else {
            return
        }
        let decision = Decision(ticket: ticket, command: .confirmMine, context: context)
        let rows = try await moved([report], to: new)
        let isContinued = ticket.state.isOpen || decision.isReopenable
        var context = context
        let near = context.namedPath.isEmpty ? context.path : context.namedPath
        let facts = try await decidingWithRosters(&context, near: near) { context in
            Decision(ticket: ticket, command: .confirmMine, context: context).splitOff(
                [report], to: new, openedAt: isContinued ? rows.first?.reportedAt : nil,
                reworkOf: isContinued ? nil : ticket.id, said: words)
        }
        guard let change = DeskPlan.Change(opening: new, facts, at: context.at) else { return }
        plan.changes.append(change)
        plan.reports += rows
        plan.receipt.newTicket = new
        plan.receipt.report = report
    }

    private func addMerge(
        _ plan: inout DeskPlan, _ loser: Ticket, _ into: TicketID, _ context: DecisionContext
    ) async throws {
        let winner = try await present(into)
        var context = context
        context.path = try await path(to: winner.place.place)
        let decision = Decision(ticket: winner, command: .merge, context: context)
        // Both tickets lose or gain by it: the right is needed on both.
        try decision.permit(about: nil)
        plan.changes.append(
            DeskPlan.Change(winner, try decision.take(reportsOf: loser), at: context.at))
        plan.reports += try await moved(loser.standingReports.map(\.report.id), to: into)
    }

    /// Rows of reports that another ticket carries from now on; their links stay as they are.
    func moved(_ reports: [ReportID], to ticket: TicketID) async throws -> [ReportRow] {
        var rows: [ReportRow] = []
        for id in reports {
            guard var row = try await tickets.report(id) else { throw Refusal.unknownReport(id) }
            row.ticket = ticket
            row.contact = nil
            rows.append(row)
        }
        return rows
    }

    /// 返修: still broken where the ticket can't be reopened any more.
    private func addRework(
        _ plan: inout DeskPlan, _ fact: TicketFact.Reworked, _ words: String?, _ ticket: Ticket, _ act: Act
    ) async throws {
        guard let old = ticket.standing(of: fact.report)?.report else { return }
        let statement = NewReport(
            reporter: old.reporter, place: ticket.place.place, placeWords: ticket.place.words?.value,
            device: ticket.device,
            category: ticket.category, isHazard: ticket.isHazard, words: words ?? old.words?.value,
            contact: old.contact?.value, language: old.language, reworkOf: ticket.id)
        let rework = try await self.plan(
            report: statement, act, numbered: (ticket: fact.to, report: fact.newReport))
        plan.changes += rework.changes
        plan.reports += rework.reports
        plan.newReports.formUnion(rework.newReports)
        plan.receipt.newTicket = rework.receipt.ticket
        plan.receipt.report = rework.receipt.report
    }
}

extension TicketCommand {
    /// The people whom it gives the work to.
    fileprivate var namedPeople: [PersonID] {
        switch self {
        case .assign(_, let lead, let assistants): [lead].compactMap { $0 } + assistants
        case .accept(let person): [person].compactMap { $0 }
        case .assist(let people, _): people
        case .reassign(_, let lead, _), .transfer(_, let lead, _): [lead].compactMap { $0 }
        default: []
        }
    }

    /// Reports that it takes off the ticket.
    fileprivate var splitting: [ReportID] {
        switch self {
        case .split(let reports): reports
        case .confirmMine(let report, isMended: false, _), .mineDiffers(let report, _): [report]
        case .reopen(let report?, _): [report]
        default: []
        }
    }

    /// The place that it names beside the ticket's own.
    fileprivate var namedPlace: PlaceID? {
        switch self {
        case .locate(let place), .relocate(let place): place
        case .arrive(_, _, let place): place
        default: nil
        }
    }
}
