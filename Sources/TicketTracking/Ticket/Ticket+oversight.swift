import Ledger

extension Ticket {
    /// The due instant of a clock that still runs.
    func runningDue(_ clock: ServiceClock) -> Instant? {
        if isOver(clock) || clock == .resolution && hold?.pausesClock == true { return nil }
        return due(clock)
    }

    /// Urges of the reports that it carries, for whose answer somebody waits; in their order.
    public var openUrges: [Oversight.Urge] {
        let reports = Set(reports.map(\.report.id))
        return oversight.urges.filter { $0.answeredAt == nil && reports.contains($0.report) }
    }

    /// Folds what concerns the watching-over; comes after the other parts, whose outcome it looks at.
    mutating func applyOversight(_ fact: TicketFact, at instant: Instant, before: Watched) {
        switch fact {
        case .escalated(let payload):
            oversight.marks[payload.clock] = Oversight.Mark(
                due: payload.due, percent: payload.percent, takenAt: instant)
            let before = oversight.taken[payload.clock]?[payload.due] ?? 0
            oversight.taken[payload.clock, default: [:]][payload.due] = max(before, payload.percent)
        case .listedLate: oversight.listedLateAt = instant
        case .acknowledged(let payload): oversight.acknowledgedUntil = payload.until
        case .hazardPassedOn(let payload):
            oversight.hazardHops = payload.hop
            oversight.hazardAskedAt = instant
        case .urged(let payload):
            oversight.urges.append(
                Oversight.Urge(
                    report: payload.report, number: urgeCount, at: instant, due: payload.answerDue))
        case .reportsTaken(let payload): take(payload.urges)
        // An answer to everybody is one to whoever urged.
        case .resolved, .closed, .dismissed:
            for index in oversight.urges.indices where oversight.urges[index].answeredAt == nil {
                oversight.urges[index].answeredAt = instant
            }
        case .urgeAnswered(let payload):
            answerUrges(of: payload.report, at: instant)
        case .urgeOverdue(let payload):
            for index in oversight.urges.indices where oversight.urges[index].number == payload.number {
                oversight.urges[index].isOverdue = true
            }
        case .supervised(let payload):
            oversight.supervisions.append(
                Oversight.Supervision(
                    number: payload.number, cause: payload.cause, openedAt: instant, due: payload.due,
                    notice: payload.notice))
        case .supervisionRead(let payload):
            change(payload.number) { $0.readAt = $0.readAt ?? instant }
        case .supervisionAnswered(let payload):
            change(payload.number) {
                $0.readAt = $0.readAt ?? instant
                $0.answeredAt = instant
                $0.answer = payload.answer
            }
        case .supervisionOverdue(let payload): change(payload.number) { $0.isOverdue = true }
        default: break
        }
        watchDues(before, at: instant)
        watchHazard(fact, before, at: instant)
    }

    /// Urges that came with their reports count here.
    mutating func take(_ moved: [TicketFact.MovedUrge]?) {
        for urge in moved ?? [] {
            urgeCount += 1
            oversight.urges.append(
                Oversight.Urge(
                    report: urge.report, number: urgeCount, at: urge.at, due: urge.due,
                    isOverdue: urge.isOverdue ?? false))
        }
    }

    private mutating func answerUrges(of report: ReportID, at instant: Instant) {
        for index in oversight.urges.indices
        where oversight.urges[index].report == report && oversight.urges[index].answeredAt == nil {
            oversight.urges[index].answeredAt = instant
        }
    }

    private mutating func change(_ number: Int, _ body: (inout Oversight.Supervision) -> Void) {
        guard let index = oversight.supervisions.firstIndex(where: { $0.number == number }) else { return }
        body(&oversight.supervisions[index])
    }

    private mutating func watchDues(_ before: Watched, at instant: Instant) {
        if responseDue != before.responseDue { oversight.dueSince[.response] = instant }
        if arrivalDue != before.arrivalDue { oversight.dueSince[.arrival] = instant }
        if resolutionDue != before.resolutionDue { oversight.dueSince[.resolution] = instant }
    }

    /// A hazard waits for somebody from when it became one, whoever had accepted what was none yet, and from when it came
    /// back to where it is nobody's; until it is acknowledged, or somebody sees to it as the hazard that it is.
    private mutating func watchHazard(_ fact: TicketFact, _ before: Watched, at instant: Instant) {
        if !mayHurt || !state.isOpen || fact.seesToHazard {
            oversight.hazardAskedAt = nil
        } else if !before.mayHurt || !before.isNobodysHazard && watched.isNobodysHazard
            || fact.leavesAcknowledged && oversight.hazardAskedAt == nil
        {
            oversight.hazardAskedAt = instant
            oversight.hazardHops = 0
        }
        // What was seen to before was no danger yet.
        if !before.mayHurt, mayHurt { oversight.acknowledgedUntil = nil }
    }

    /// What watching over looks at before and after a fact.
    struct Watched {
        var responseDue: Instant?
        var arrivalDue: Instant?
        var resolutionDue: Instant?
        var mayHurt: Bool
        var isNobodysHazard: Bool
    }

    var watched: Watched {
        Watched(
            responseDue: responseDue, arrivalDue: arrivalDue, resolutionDue: resolutionDue, mayHurt: mayHurt,
            isNobodysHazard: mayHurt && (state == .reported || state == .assigned))
    }
}

extension TicketFact {
    /// Whether a person takes a hazard on, or answers for putting it off.
    fileprivate var seesToHazard: Bool {
        switch self {
        case .acknowledged, .accepted, .arrived, .remoteWorkStarted, .held, .referred: true
        default: false
        }
    }

    /// Whether whoever acknowledged a hazard for those who were to have it can't count on them any more.
    fileprivate var leavesAcknowledged: Bool {
        switch self {
        case .assignmentDeclined: true
        default: false
        }
    }
}
