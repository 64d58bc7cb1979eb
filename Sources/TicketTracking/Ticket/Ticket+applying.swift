import Ledger

extension Ticket {
    mutating func applyFiling(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .joined(let payload):
            var standing = ReportStanding(report: payload.report, reportedAt: instant, event: revision)
            standing.isAutomatic = payload.isAutomatic ?? false
            reports.append(standing)
            isHazard = isHazard || payload.report.isHazard
        case .reportsTaken(let payload):
            reports += payload.reports.map {
                ReportStanding(report: $0, reportedAt: instant, event: revision)
            }
        case .reportsReleased(let payload):
            for standing in reports where payload.reports.contains(standing.report.id) {
                released[standing.report.id] = standing.report.place
            }
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
            (team, organisation) = (payload.team, payload.organisation)
            // What was raised by itself keeps its promises as long as it keeps its priority.
            if payload.priority != priority { promises = [] }
            dropExtension(under: payload.priority)
            priority = payload.priority
            (lessonPriority, lessonsSince) = (payload.why?.lessonPriority, instant)
            (responseDue, resolutionDue) = (payload.responseDue, payload.resolutionDue)
            (lead, assistants, offer) = (nil, [], nil)
            if payload.isAssigned { enter(.assigned, at: instant) }
        case .reprioritised(let payload):
            reprioritise(payload, at: instant)
            if payload.cause?.isRaise == true {
                setRaisedDue(payload.resolutionDue, at: instant)
            } else {
                setResolutionDue(payload.resolutionDue)
            }
            if respondedAt == nil { responseDue = payload.responseDue ?? responseDue }
            shortenOffer(until: payload.acceptDue, at: instant)
        case .assigned(let payload):
            (team, organisation) = (payload.team, payload.organisation)
            (lead, assistants) = (payload.lead, payload.assistants)
            firstContact = firstContact ?? payload.lead
            resolutionDue = payload.resolutionDue
            if respondedAt == nil { responseDue = payload.responseDue ?? responseDue }
            offer = nil
            enter(.assigned, at: instant)
        case .accepted(let payload):
            lead = payload.lead ?? lead
            take(lead)
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
            firstContact = firstContact ?? payload.firstContact
        case .referralOverdue: referral?.isOverdue = true
        case .referralAnswered(let payload):
            enter(payload.to, at: instant)
            restartOffer(at: instant)
        case .offered(let payload): applyOffer(payload, at: instant)
        default: break
        }
    }

    mutating func applyWork(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .arrived(let payload): beginWork(payload.person, at: instant)
        case .remoteWorkStarted(let payload): beginWork(payload.person, at: instant)
        case .held(let payload):
            let (from, since) = (state, payload.countsFrom ?? instant)
            enter(.onHold, at: instant)
            hold = Hold(
                reason: payload.reason, until: payload.until, since: since, from: from,
                pausesClock: payload.pausesClock, creditFrom: since)
        case .resumed(let payload):
            resolutionDue = payload.resolutionDue ?? resolutionDue
            pausedSeconds += payload.pausedSeconds
            enter(payload.to, at: instant)
            restartOffer(at: instant)
        case .overdue(let payload): missed[payload.clock, default: []].insert(payload.due)
        case .resolved(let payload):
            resolution = payload.resolution
            repairers.formUnion([payload.resolution.person, lead].compactMap { $0 } + assistants)
            (resolvedAt, answeredAt) = (instant, payload.heardAt ?? instant)
            // Nobody is waited for any more to take it.
            offer = nil
            enter(.resolved, at: instant)
        case .reopened(let payload):
            for index in reports.indices where reports[index].closing != .withdrawn {
                reports[index].closing = nil
                (reports[index].followUps, reports[index].opened) = ([], nil)
                (reports[index].missedRounds, reports[index].chosen) = ([], nil)
            }
            (resolution, resolvedAt, answeredAt, closedAt, closing) = (nil, nil, nil, nil, nil)
            enter(payload.to, at: instant)
        default: break
        }
    }

    mutating func applyEnding(_ fact: TicketFact, at instant: Instant) {
        switch fact {
        case .withdrawn(let payload): close(payload.report, .withdrawn)
        case .dismissed:
            (closedAt, offer) = (instant, nil)
            enter(.dismissed, at: instant)
        case .reportClosed(let payload): close(payload.report, payload.how)
        case .closed(let payload): end(payload.how, at: instant)
        case .followedUp(let payload):
            change(payload.report) {
                $0.followUps.append(FollowUpAttempt(call: payload, at: instant))
                $0.opened = nil
            }
        case .followUpMissed(let payload):
            change(payload.report) {
                $0.missedRounds.insert(payload.round)
                $0.opened = nil
            }
        case .contactRevealed(let payload):
            change(payload.report) {
                $0.opened = OpenAttempt(round: payload.round, person: payload.person, openedAt: instant)
            }
        case .followUpChosen(let payload): change(payload.report) { $0.chosen = payload }
        case .reworked(let payload): change(payload.report) { $0.rework = payload }
        default: break
        }
    }

    /// A due that was counted anew from the opening, or from a granted date: all of the hold that it is on is put on it
    /// yet, or what of it is later than the grant.
    mutating func setResolutionDue(_ due: Instant) {
        resolutionDue = due
        if let hold, due != extendedUntil { self.hold?.creditFrom = hold.since }
    }

    /// A due that a raise may have shortened: what it stood still before counts for what was promised before only.
    private mutating func setRaisedDue(_ due: Instant, at instant: Instant) {
        if let hold, resolutionDue != due { self.hold?.creditFrom = max(hold.creditFrom, instant) }
        resolutionDue = due
    }

    private mutating func close(_ report: ReportID, _ how: Closing) {
        change(report) { ($0.closing, $0.opened) = (how, nil) }
    }

    private mutating func change(_ report: ReportID, _ body: (inout ReportStanding) -> Void) {
        guard let index = reports.firstIndex(where: { $0.report.id == report }) else { return }
        body(&reports[index])
    }

    private mutating func end(_ how: Closing, at instant: Instant) {
        closing = how
        (closedAt, offer) = (instant, nil)
        enter(.closed, at: instant)
    }

    private mutating func beginWork(_ person: PersonID?, at instant: Instant) {
        lead = lead ?? person
        take(lead)
        if let person { repairers.insert(person) }
        enter(.working, at: instant)
    }
}
