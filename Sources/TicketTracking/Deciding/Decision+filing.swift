import Facility
import Ledger

extension Decision {
    func filing(_ command: TicketCommand) throws(Refusal) -> [TicketFact] {
        switch command {
        case .joinReport(let report): return try join(report)
        case .split(let reports): return try split(reports)
        case .merge(let into, let isConfirmed): return try merge(into, isConfirmed)
        case .locate(let place): return try locate(place)
        case .relocate(let place): return try relocate(place)
        case .classify(let category, let isHazard, let isConfirmed):
            return try classify(category, isHazard, isConfirmed)
        case .comment(let words, let isPublic, let photos, let report):
            return try comment(words, isPublic, photos, report)
        case .amend(let report, let contact): return try amend(report, contact)
        default: return []
        }
    }

    private func join(_ report: Report) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        guard ticket.isPractice == policy.isPractice else { throw .practiceMixed }
        try Filing(context: context).check(report)
        guard ticket.reports.count < ReportLimits.reportsMax else {
            throw .tooMany(field: "reports", max: ReportLimits.reportsMax, found: ticket.reports.count + 1)
        }
        let joined = TicketFact.joined(TicketFact.Joined(report: report, path: context.path.map(\.step)))
        // A hazard that a further reporter tells of, by the box or in words, makes the ticket one.
        guard !ticket.isHazard, report.isHazard || policy.classify(report.words?.value).isHazard else {
            return [joined]
                + raised(
                    by: [joined], .joined, words: report.words?.value,
                    along: context.ticketPath ?? context.path)
        }
        let told = TicketFact.classified(
            TicketFact.Classified(category: ticket.category, isHazard: true))
        return endangered(by: report.isHazard ? [joined] : [joined, told])
    }

    func reprioritised(
        _ priority: Priority, words: Personal<String>?, confirmedBy: PersonID? = nil,
        cause: PriorityCause? = nil, why: PriorityDecision? = nil
    ) -> TicketFact {
        let isRaise = cause?.isRaise == true
        let subject = isRaise ? ticket.raised(to: priority, at: context.happenedAt) : ticket
        let due = policy.due(of: subject, priority)
        return .reprioritised(
            TicketFact.Reprioritised(
                priority: priority, words: words, responseDue: ticket.respondedAt == nil ? due.response : nil,
                resolutionDue: due.resolution, policyVersion: policy.version, confirmedBy: confirmedBy,
                acceptDue: acceptance(whenRaisedTo: priority),
                arrivalDue: ticket.arrivedAt == nil ? due.arrival : nil, cause: cause, why: why))
    }

    private func split(_ ids: [ReportID]) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open.union([.resolved]))
        let wanted = Set(ids)
        for id in ids { try checkMovable(try standing(id).report) }
        let count = ticket.standingReports.count
        guard !wanted.isEmpty, wanted.count < count, let new = context.newTicket else {
            throw .splitSize(found: wanted.count, of: count)
        }
        return visitOff(for: ids) + [
            .reportsReleased(TicketFact.ReportsReleased(to: new, reports: wanted.sorted()))
        ]
    }

    /// The facts that open the ticket which reports were split off to.
    ///
    /// - Parameters:
    ///   - openedAt: since when its clocks run; nil: now.
    ///   - reworkOf: the ended ticket that it takes up again.
    ///   - said: what its reporter says now; nil: nothing.
    func splitOff(
        _ ids: [ReportID], to new: TicketID, openedAt: Instant? = nil, reworkOf: TicketID? = nil,
        said: String? = nil
    ) -> [TicketFact] {
        let reports = ticket.reports.filter { ids.contains($0.report.id) }.map(\.report.withoutErased)
        // A report from elsewhere than its ticket's first goes back to where it was made.
        let home = reports.first.flatMap { $0.place.place == context.namedPath.last?.id ? $0 : nil }
        let opened = TicketFact.splitOff(
            TicketFact.SplitOff(
                from: ticket.id, reports: reports, place: home?.place ?? ticket.place,
                path: home == nil ? ticket.path : context.namedPath.map(\.step), device: ticket.device,
                category: ticket.category, isHazard: ticket.isHazard, openedAt: openedAt, reworkOf: reworkOf,
                urges: ticket.oversight.moved(with: ids), isPractice: ticket.isPractice ? true : nil))
        guard let made = Ticket(id: new, opening: opened, at: context.at) else { return [] }
        let words = [reports.first?.words?.value, said].compactMap(\.self)
        var filing = Filing(context: context)
        if home != nil { filing.context.path = context.namedPath }
        return [opened]
            + filing.classifyAndRoute(made, words: words.isEmpty ? nil : words.joined(separator: "\n"))
    }

    private func merge(_ into: TicketID, _ isConfirmed: Bool) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        guard into != ticket.id else { throw .mergeIntoItself }
        for standing in ticket.standingReports { try checkMovable(standing.report) }
        let confirmer = try hazardConfirmer(isConfirmed)
        return visitOff(for: ticket.reports.map(\.report.id)) + [
            .merged(TicketFact.Merged(into: into, confirmedBy: confirmer))
        ]
    }

    /// What the ticket that takes a merged one's reports records.
    func take(reportsOf loser: Ticket) throws(Refusal) -> [TicketFact] {
        guard ticket.state.isOpen else { throw .mergeTarget(ticket.id, found: ticket.state) }
        guard ticket.isPractice == loser.isPractice else { throw .practiceMixed }
        let reports = loser.standingReports.map(\.report.withoutErased)
        let count = ticket.reports.count + reports.count
        guard count <= ReportLimits.reportsMax else {
            throw .tooMany(field: "reports", max: ReportLimits.reportsMax, found: count)
        }
        let taken = TicketFact.reportsTaken(
            TicketFact.ReportsTaken(
                from: loser.id, reports: reports, urges: loser.oversight.moved(with: reports.map(\.id))))
        var facts = [taken]
        if loser.isHazard, !ticket.isHazard {
            facts.append(.classified(TicketFact.Classified(category: ticket.category, isHazard: true)))
        }
        guard loser.mayHurt, !ticket.mayHurt else {
            let words = loser.reports.first?.report.words?.value
            return facts + raised(by: facts, .merged, words: words, along: context.path)
        }
        return endangered(by: facts)
    }

    func checkMovable(_ report: Report) throws(Refusal) {
        if case .erased = report.place.words { throw .erasedReport(report.id) }
    }

    private func locate(_ place: PlaceID) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        if ticket.place.isLocated, let known = ticket.place.place { throw .alreadyLocated(known) }
        var located = try located(place)
        guard ticket.state == .reported else {
            if let team = ticket.team {
                located.dues = policy.moved(ticket, to: team, along: located.path, at: context.happenedAt)
            }
            let fact = TicketFact.located(located)
            return [fact] + raised(by: [fact], .relocated, along: context.namedPath)
        }
        let fact = TicketFact.located(located)
        // The desk for the unlocated has done its part; now the table knows where it belongs.
        var rerouted = Filing(context: context)
        rerouted.context.path = context.namedPath
        let words = ticket.reports.first?.report.words?.value
        return [fact] + rerouted.classifyAndRoute(ticket.applying(fact, at: context.happenedAt), words: words)
    }

    private func relocate(_ place: PlaceID) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        guard ticket.place.isLocated else { throw .notLocated }
        guard ticket.place.place != place else { throw .samePlace(place) }
        var relocated = try located(place)
        if let team = ticket.team {
            relocated.dues = policy.moved(ticket, to: team, along: relocated.path, at: context.happenedAt)
        }
        let fact = TicketFact.relocated(relocated)
        return [fact] + raised(by: [fact], .relocated, along: context.namedPath)
    }

    private func located(_ place: PlaceID) throws(Refusal) -> TicketFact.Located {
        guard context.namedPath.last?.id == place else { throw .unknownPlace(place) }
        return TicketFact.Located(place: place, path: context.namedPath.map(\.step), was: ticket.place.place)
    }

    private func classify(
        _ category: FaultCategoryKey?, _ isHazard: Bool?, _ isConfirmed: Bool
    ) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open)
        if let category, policy.category(category) == nil { throw .unknownCategory(category) }
        let (category, isHazard) = (category ?? ticket.category, isHazard ?? ticket.isHazard)
        guard category != ticket.category || isHazard != ticket.isHazard else { throw .unchanged(command) }
        let confirmer = ticket.isHazard && !isHazard ? try hazardConfirmer(isConfirmed) : nil
        let fact = TicketFact.classified(
            TicketFact.Classified(category: category, isHazard: isHazard, confirmedBy: confirmer))
        guard isHazard, !ticket.mayHurt else {
            return [fact] + raised(by: [fact], .classified, along: context.path)
        }
        return endangered(by: [fact])
    }

    /// What was worked on may still be called about; what ended otherwise is nobody's to call.
    private func amend(_ id: ReportID, _ given: Contact) throws(Refusal) -> [TicketFact] {
        try demand(TicketState.open.union([.resolved, .closed]))
        let report = try standing(id).report
        if let closing = ticket.closing, !closing.isAfterWork { throw .reportEnded(id, closing) }
        guard !report.isErased else { throw .erasedReport(id) }
        guard given.isReachable else { throw .emptyText(field: "contact") }
        try Filing(context: context).check(given)
        var contact = given
        contact.name = given.name ?? report.contact?.value?.name
        guard contact != report.contact?.value else { throw .unchanged(command) }
        return [
            .amended(
                TicketFact.Amended(
                    report: id, contact: .clear(contact, of: report.reporter), isReachable: true))
        ]
    }

    private func comment(
        _ words: String, _ isPublic: Bool, _ photos: [PhotoReference], _ report: ReportID?
    ) throws(Refusal) -> [TicketFact] {
        let owner: PersonID? = if let report { try standing(report).report.reporter } else { nil }
        guard let words = try optional(words, "words", of: owner) else { throw .emptyText(field: "words") }
        guard photos.count <= ReportLimits.photosMax else {
            throw .tooMany(field: "photos", max: ReportLimits.photosMax, found: photos.count)
        }
        return [
            .commented(
                TicketFact.Commented(
                    words: words, isPublic: isPublic && report == nil, photos: photos, report: report,
                    isByMachine: context.principal.actor.isMachine ? true : nil))
        ]
    }
}

extension EventActor {
    /// A program: what it writes is no contact with anybody. An operator at the command line is none.
    var isMachine: Bool {
        switch self {
        case .apiClient: true
        case .system(let name): name != "operator"
        case .reporter, .staff: false
        }
    }
}
