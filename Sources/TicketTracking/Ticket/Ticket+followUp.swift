import Ledger

extension Ticket {
    /// Reports whose reporters are called in round 1, in order: all that left a contact, or of an incident a
    /// sample
    /// spread evenly over them.
    public func reportsToCall(_ rules: FollowUpRules) -> [ReportStanding] {
        let reachable = standingReports.filter(\.report.isReachable)
        guard reachable.count > rules.sampleAbove, rules.sampleSize > 0 else { return reachable }
        return (0..<rules.sampleSize).map { reachable[$0 * reachable.count / rules.sampleSize] }
    }

    /// Everything that will have to be done about it by itself, at most one of a kind.
    public func deadlines(under policy: DeskPolicy) -> [Deadline] {
        var deadlines: [Deadline] = []
        func add(_ kind: Deadline.Kind, _ due: Instant?) {
            if let due { deadlines.append(Deadline(ticket: id, kind: kind, due: due)) }
        }
        if state.isOpen {
            if respondedAt == nil, !hasMissed(.response, responseDue) { add(.response, responseDue) }
            if hold?.pausesClock != true, !hasMissed(.resolution, resolutionDue) {
                add(.resolution, resolutionDue)
            }
            add(.holdEnds, hold?.until)
            if incident?.stage == .proposed { add(.incidentLapses, incident?.until) }
            add(.freezeEnds, freeze?.until)
            if extensionRequest != nil, hold?.pausesClock != true { add(.extensionLapses, resolutionDue) }
            if let appointment, !appointment.isMissed {
                if !appointment.isReminded, let before = policy.work.appointmentReminder {
                    add(.appointmentNears, appointment.from - before)
                }
                add(.appointmentEnds, appointment.until)
            }
        }
        if state == .resolved, let resolvedAt, let round = policy.followUp.round(1) {
            let isAnyCalled = !reportsToCall(policy.followUp).isEmpty
            add(.followUp, resolvedAt + (isAnyCalled ? round.closesAfter : round.opensAfter))
        }
        return deadlines
    }

    /// What lists show of it.
    public var row: TicketRow {
        TicketRow(
            id: id, state: state, place: place.place, isLocated: place.isLocated, device: device,
            category: category,
            isHazard: isHazard, priority: priority, team: team, lead: lead, openedAt: openedAt,
            changedAt: changedAt,
            responseDue: respondedAt == nil ? responseDue : nil, resolutionDue: resolutionDue,
            holdUntil: hold?.until, reportCount: standingReports.count, mergedInto: mergedInto,
            revision: revision, path: path.map(\.id),
            switches: incident.map { [$0.device].compactMap(\.self) } ?? switches, grouping: grouping)
    }
}

extension Closing {
    /// The worst in the order dissatisfied, unreached, noContact, satisfied; anything else counts after
    /// these.
    ///
    /// - Returns: `noContact` for none.
    static func worst(of closings: [Closing]) -> Closing {
        let order: [Closing] = [.dissatisfied, .unreached, .noContact, .satisfied]
        return order.first(where: closings.contains) ?? closings.first ?? .noContact
    }
}
