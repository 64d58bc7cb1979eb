import Ledger

extension Ticket {
    mutating func applyFiling(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .joined(let payload):
            var standing = ReportStanding(report: payload.report, reportedAt: instant)
            standing.isAutomatic = payload.isAutomatic ?? false
            reports.append(standing)
            isHazard = isHazard || payload.report.isHazard
        case .reportsTaken(let payload):
            reports += payload.reports.map { ReportStanding(report: $0, reportedAt: instant) }
        case .reportsReleased(let payload):
            reports.removeAll { payload.reports.contains($0.report.id) }
        case .merged(let payload): end(.merged(into: payload.into), at: instant)
        case .located(let payload), .relocated(let payload):
            place = .at(payload.place)
            path = payload.path
        case .classified(let payload):
            category = payload.category
            isHazard = payload.isHazard
        case .amended(let payload):
            guard let index = reports.firstIndex(where: { $0.report.id == payload.report }) else { return }
            reports[index].report.contact = payload.contact
            reports[index].report.isReachable = payload.isReachable
        case .urged: urgeCount += 1
        default: break
        }
    }

    mutating func applyDispatch(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .routed(let payload):
            (team, organisation, priority) = (payload.team, payload.organisation, payload.priority)
            (responseDue, resolutionDue) = (payload.responseDue, payload.resolutionDue)
            if payload.isAssigned { enter(.assigned, at: instant) }
        case .reprioritised(let payload):
            priority = payload.priority
            resolutionDue = payload.resolutionDue
            if respondedAt == nil { responseDue = payload.responseDue ?? responseDue }
        case .assigned(let payload):
            (team, organisation) = (payload.team, payload.organisation)
            (lead, assistants) = (payload.lead, payload.assistants)
            resolutionDue = payload.resolutionDue
            if respondedAt == nil { responseDue = payload.responseDue ?? responseDue }
            enter(.assigned, at: instant)
        case .accepted(let payload):
            lead = payload.lead ?? lead
            respond(at: instant)
            enter(.accepted, at: instant)
        case .assignmentDeclined:
            (lead, assistants) = (nil, [])
            enter(.reported, at: instant)
        case .referred(let payload):
            let from = state
            enter(.referred, at: instant)
            referral = Referral(
                organisation: payload.organisation, due: payload.due, firstContact: payload.firstContact,
                from: from)
        case .referralAnswered(let payload): enter(payload.to, at: instant)
        default: break
        }
    }

    mutating func applyWork(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .arrived(let payload): beginWork(payload.person, at: instant)
        case .remoteWorkStarted(let payload): beginWork(payload.person, at: instant)
        case .held(let payload):
            let from = state
            enter(.onHold, at: instant)
            hold = Hold(
                reason: payload.reason, until: payload.until, since: instant, from: from,
                pausesClock: payload.pausesClock, creditFrom: instant)
        case .resumed(let payload):
            resolutionDue = payload.resolutionDue ?? resolutionDue
            pausedSeconds += payload.pausedSeconds
            enter(payload.to, at: instant)
        case .overdue(let payload): missed[payload.clock, default: []].insert(payload.due)
        case .resolved(let payload):
            resolution = payload.resolution
            resolvedAt = instant
            respond(at: instant)
            enter(.resolved, at: instant)
        case .reopened(let payload):
            for index in reports.indices where reports[index].closing != .withdrawn {
                reports[index].closing = nil
                reports[index].followUps = []
            }
            (resolution, resolvedAt, closedAt, closing) = (nil, nil, nil, nil)
            enter(payload.to, at: instant)
        default: break
        }
    }

    mutating func applyEnding(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .withdrawn(let payload): close(payload.report, .withdrawn)
        case .dismissed:
            closedAt = instant
            enter(.dismissed, at: instant)
        case .reportClosed(let payload): close(payload.report, payload.how)
        case .closed(let payload): end(payload.how, at: instant)
        case .followedUp(let payload):
            guard let index = reports.firstIndex(where: { $0.report.id == payload.report }) else { return }
            reports[index].followUps.append(payload)
        default: break
        }
    }

    private mutating func close(_ report: ReportID, _ how: Closing) {
        guard let index = reports.firstIndex(where: { $0.report.id == report }) else { return }
        reports[index].closing = how
    }

    private mutating func end(_ how: Closing, at instant: Instant) {
        closing = how
        closedAt = instant
        enter(.closed, at: instant)
    }

    private mutating func beginWork(_ person: PersonID?, at instant: Instant) {
        lead = lead ?? person
        respond(at: instant)
        enter(.working, at: instant)
    }

    private mutating func respond(at instant: Instant) { respondedAt = respondedAt ?? instant }
}
