import Facility
public import Ledger

extension Ticket {
    /// What a stream of events comes to.
    ///
    /// - Parameter events: one ticket's, from the first on, in order; one history, never half of it.
    /// - Returns: nil for no events.
    /// - Throws: `TicketFoldFault` where the events aren't a ticket's history.
    public static func folding(_ events: [RecordedEvent<TicketFact>]) throws(TicketFoldFault) -> Ticket? {
        guard let first = events.first else { return nil }
        var ticket = try Ticket(beginning: first)
        // By index: no event is copied.
        for index in events.indices.dropFirst() {
            guard events[index].envelope.number == ticket.revision + 1 else {
                throw .gap(expected: ticket.revision + 1, found: events[index].envelope.number)
            }
            ticket.apply(events[index].fact, at: events[index].envelope.happenedAt)
        }
        return ticket
    }

    private init(beginning event: RecordedEvent<TicketFact>) throws(TicketFoldFault) {
        let id = TicketID(event.envelope.stream.number)
        guard event.envelope.number == 1 else { throw .gap(expected: 1, found: event.envelope.number) }
        guard let ticket = Ticket(id: id, opening: event.fact, at: event.envelope.happenedAt) else {
            throw .opening(event.fact.kind)
        }
        self = ticket
    }

    /// The ticket that a fact opens.
    ///
    /// - Returns: nil unless the fact is `reported`, `splitOff` or `incidentProposed`.
    public init?(id: TicketID, opening fact: TicketFact, at instant: Instant) {
        switch fact {
        case .reported(let payload):
            self.init(
                id: id, reports: [payload.report], place: payload.report.place, path: payload.path,
                device: payload.report.device, category: payload.report.category,
                isHazard: payload.report.isHazard,
                reworkOf: payload.reworkOf, at: instant)
            (switches, notices) = (payload.switches ?? [], payload.notices ?? [])
            isPractice = payload.isPractice ?? false
        case .incidentProposed(let payload): self.init(id: id, proposed: payload, at: instant)
        case .splitOff(let payload):
            guard !payload.reports.isEmpty else { return nil }
            self.init(
                id: id, reports: payload.reports, place: payload.place, path: payload.path,
                device: payload.device,
                category: payload.category, isHazard: payload.isHazard, reworkOf: payload.reworkOf,
                at: payload.openedAt ?? instant)
            (stateSince, changedAt) = (instant, instant)
            isGrouped = true
            isPractice = payload.isPractice ?? false
            take(payload.urges)
            for index in reports.indices where payload.openedAt == nil { reports[index].reportedAt = instant }
        default: return nil
        }
    }

    init(
        id: TicketID, reports: [Report], firstReporter: PersonID? = nil, place: TicketPlace,
        path: [PlaceStep], device: DeviceID?,
        category: FaultCategoryKey?, isHazard: Bool, reworkOf: TicketID?, at instant: Instant
    ) {
        self.id = id
        self.firstReporter = firstReporter ?? reports[0].reporter
        self.reports = reports.map { ReportStanding(report: $0, reportedAt: instant) }
        self.place = place
        self.path = path
        self.device = device
        self.category = category
        self.isHazard = isHazard
        self.reworkOf = reworkOf
        firstContact = reports.lazy.compactMap(\.recordedBy).first
        state = .reported
        priority = isHazard ? .hazard : .normal
        assistants = []
        (openedAt, stateSince, changedAt, givenAt) = (instant, instant, instant, instant)
        lessonsSince = instant
        urgeCount = 0
        (revision, workRevision) = (1, 1)
        if mayHurt { oversight.hazardAskedAt = instant }
    }

    /// The ticket after one more fact.
    ///
    /// - Parameter instant: when it happened: as claimed, else as recorded.
    public func applying(_ fact: TicketFact, at instant: Instant) -> Ticket {
        var ticket = self
        ticket.apply(fact, at: instant)
        return ticket
    }

    public func applying(_ facts: [TicketFact], at instant: Instant) -> Ticket {
        var ticket = self
        for fact in facts { ticket.apply(fact, at: instant) }
        return ticket
    }

    mutating func apply(_ fact: TicketFact, at instant: Instant) {
        revision += 1
        changedAt = max(changedAt, instant)
        if fact.changesWork { workRevision = revision }
        if fact.gives { givenAt = max(givenAt, instant) }
        let before = watched
        let held = hold
        applyFiling(fact, at: instant)
        applyDispatch(fact, at: instant)
        applyWork(fact, at: instant)
        applyEnding(fact, at: instant)
        applyHanding(fact, at: instant)
        applyAppointments(fact, at: instant)
        applyQuestions(fact, at: instant)
        applyExtensions(fact, at: instant)
        applyProving(fact, at: instant)
        applyClocks(fact, at: instant, pausedBy: held)
        applyOversight(fact, at: instant, before: before)
        applyIncident(fact, at: instant)
        applyFinding(fact, at: instant)
    }

    mutating func enter(_ new: TicketState, at instant: Instant) {
        if new != state { stateSince = max(stateSince, instant) }
        if new != .onHold { hold = nil }
        if new != .referred { referral = nil }
        state = new
    }
}

/// Why events aren't a ticket's history.
public enum TicketFoldFault: Error, Hashable, Sendable {
    /// An event is missing or stands twice.
    case gap(expected: Int64, found: Int64)
    /// The first event opens no ticket.
    case opening(EventKind)
}

extension TicketFact {
    /// Whether somebody is given the ticket by it, or asked to take it.
    fileprivate var gives: Bool {
        switch self {
        case .routed, .assigned, .offered, .reassigned, .transferred: true
        default: false
        }
    }

    /// Whether whoever hasn't seen it may decide wrongly: it changed state, place, assignment or the set of
    /// reports.
    var changesWork: Bool {
        switch self {
        case .joined,
            .routed,
            .classified,
            .reprioritised,
            .commented,
            .amended,
            .urged,
            .lateNoted,
            .followedUp,
            .reportClosed,
            .reworked,
            .overdue,
            .appointed,
            .appointmentNear,
            .appointmentMissed,
            .reporterAsked,
            .reporterAnswered,
            .extensionRequested,
            .extensionDecided,
            .extensionLapsed,
            .partsUsed,
            .signedOff,
            .entryAmended,
            .redacted,
            .escalated,
            .listedLate,
            .acknowledged,
            .hazardPassedOn,
            .urgeAnswered,
            .urgeOverdue,
            .supervised,
            .supervisionRead,
            .supervisionAnswered,
            .supervisionOverdue,
            .followUpMissed,
            .followUpChosen,
            .contactRevealed,
            .contactShown,
            .incidentGrew,
            .dispatchFrozen,
            .dispatchResumed,
            .faultRepeated,
            .findingClosed,
            .appointmentCancelled,
            .signOffOverdue,
            .signOffLapsed,
            .referralOverdue,
            .recalculated:
            false
        default: true
        }
    }
}
