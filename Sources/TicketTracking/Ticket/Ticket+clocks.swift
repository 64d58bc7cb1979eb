import Facility
public import Ledger

extension Ticket {
    /// As though a team had had it from its opening on, at its present place.
    func stint(of team: TeamKey) -> Stint { Stint(since: openedAt, team: team, path: path) }

    /// The service time from an instant on for which the resolution's clock stood still in pauses that are over.
    func stoodStill(by course: ServiceCourse, since instant: Instant) -> Duration {
        pauses.reduce(.zero) { $0 + course.time(from: max($1.since, instant), to: $1.until) }
    }

    /// The due instant of a clock; nil: nobody promised it.
    public func due(_ clock: ServiceClock) -> Instant? {
        switch clock {
        case .response: responseDue
        case .arrival: arrivalDue
        case .resolution: resolutionDue
        }
    }

    /// Whether a clock runs no more, on time or late.
    public func isOver(_ clock: ServiceClock) -> Bool {
        guard state.isOpen else { return true }
        return switch clock {
        case .response: respondedAt != nil
        case .arrival: arrivedAt != nil
        case .resolution: false
        }
    }

    /// Folds what ends clocks and by whose hours they run; comes after the parts that change state and holder.
    mutating func applyClocks(_ fact: TicketFact, at instant: Instant, pausedBy hold: Hold?) {
        if endsResponse(fact) { respondedAt = respondedAt ?? instant }
        if fact.endsArrival { arrivedAt = arrivedAt ?? instant }
        applyStints(fact, at: instant)
        if let hold, hold.pausesClock, self.hold == nil {
            let until = max(hold.since, min(instant, hold.until))
            let isCredited = if case .resumed = fact { true } else { false }
            pauses.append(
                Pause(reason: hold.reason, since: hold.since, until: until, isCredited: isCredited))
        }
        for clock in ServiceClock.allCases {
            if !isOver(clock) {
                clockEnds[clock] = nil
            } else if clockEnds[clock] == nil {
                clockEnds[clock] = ClockEnd(at: instant, by: fact.shortName, event: revision)
            }
        }
    }

    private func endsResponse(_ fact: TicketFact) -> Bool {
        switch fact {
        case .appointed, .resolved: true
        case .accepted, .arrived, .remoteWorkStarted: responseEnds == .accept
        case .reporterAsked, .urgeAnswered: responseEnds == .contact
        case .commented(let payload):
            responseEnds == .contact && payload.isPublic && payload.report == nil
                && payload.isByMachine != true
        default: false
        }
    }

    private mutating func applyStints(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .routed(let payload):
            arrivalDue = payload.arrivalDue
            (calendarVersion, responseEnds) = (payload.calendarVersion, payload.responseEnds ?? .accept)
            stints = [stint(of: payload.team)]
        case .assigned(let payload):
            if arrivedAt == nil { arrivalDue = payload.arrivalDue }
            stints = [stint(of: payload.team)]
        case .reprioritised(let payload):
            if arrivedAt == nil { arrivalDue = payload.arrivalDue }
        case .reassigned(let payload), .transferred(let payload): move(payload.dues, at: instant)
        case .relocated(let payload): move(payload.dues, at: instant)
        case .recalculated(let payload): recalculate(payload)
        // Before it was routed it was nobody's; after that, its team has it at a place from now on.
        case .located(let payload): move(payload.dues, at: instant)
        default: break
        }
    }

    private mutating func recalculate(_ payload: TicketFact.Recalculated) {
        calendarVersion = payload.calendarVersion
        if respondedAt == nil { responseDue = payload.dues.response ?? responseDue }
        if arrivedAt == nil { arrivalDue = payload.dues.arrival }
        if let due = payload.dues.resolution { setResolutionDue(due) }
    }

    /// - Parameter dues: nil: recorded before hours were looked at: all of it counts by those of whoever has it now.
    private mutating func move(_ dues: MovedDues?, at instant: Instant) {
        guard let team else { return }
        guard let dues else {
            stints = [stint(of: team)]
            return
        }
        stints.append(Stint(since: instant, team: team, path: path))
        responseDue = dues.response ?? responseDue
        arrivalDue = dues.arrival ?? arrivalDue
        resolutionDue = dues.resolution ?? resolutionDue
    }
}

extension TicketFact {
    fileprivate var endsArrival: Bool {
        switch self {
        case .arrived, .remoteWorkStarted, .resolved: true
        default: false
        }
    }

    /// The kind without its stream.
    var shortName: String { String(kind.name.dropFirst("ticket.".count)) }
}

extension ServiceClock {
    /// The deadline at which it is noted that it ran out.
    var deadline: Deadline.Kind {
        switch self {
        case .response: .response
        case .arrival: .arrival
        case .resolution: .resolution
        }
    }
}
