import Facility
import Ledger

extension Ticket {
    /// Reports whose reporters are called in round 1, in order: all that left a contact, each person and each number
    /// once; or of an incident a sample spread evenly over them.
    public func reportsToCall(_ rules: FollowUpRules) -> [ReportStanding] {
        standingReports.filter(\.report.isReachable).onePerPerson(byNumber: true).sampled(rules)
    }

    /// Reports that may be drawn for round 3, told apart by facts in clear only.
    func reportsToDraw(_ rules: FollowUpRules) -> [ReportStanding] {
        standingReports.filter(\.report.isReachable).onePerPerson(byNumber: false).sampled(rules)
            .filter { !$0.isCallingOver }
    }

    /// Reports whose reporters are called in a round: in rounds 2 and 3 of a ticket that was worked on, those of round
    /// 1 whom calling didn't annoy or miss; in round 3 the drawn ones only.
    public func reportsToCall(round: Int, _ rules: FollowUpRules) -> [ReportStanding] {
        switch (round, state) {
        case (1, .resolved): return reportsToCall(rules)
        case (2, .closed), (3, .closed):
            // Practice is over long before these.
            guard closing?.isAfterWork == true, !isPractice else { return [] }
            let called = round == 2 ? reportsToCall(rules) : standingReports.filter { $0.chosen != nil }
            return called.filter { !$0.isCallingOver }
        default: return []
        }
    }

    /// Of these, reports whose round isn't over.
    public func pendingReports(round: Int, _ rules: FollowUpRules) -> [ReportStanding] {
        guard let max = rules.round(round)?.attemptsMax else { return [] }
        return reportsToCall(round: round, rules).filter {
            (round > 1 || $0.closing == nil) && !$0.isFinished(round: round, attemptsMax: max)
        }
    }

    /// Reports of the ticket by the same person, or with the same number, as one that is called: one call covers them.
    func reportsCovered(by report: ReportID) -> [ReportStanding] {
        guard let called = standing(of: report) else { return [] }
        return standingReports.filter {
            $0.report.id != report && $0.closing == nil && $0.report.isReachable
                && $0.isSamePerson(as: called)
        }
    }

    /// Everything that will have to be done about it by itself, at most one of a kind.
    public func deadlines(under policy: DeskPolicy) -> [Deadline] {
        var deadlines: [Deadline] = []
        func add(_ kind: Deadline.Kind, _ due: Instant?) {
            if let due { deadlines.append(Deadline(ticket: id, kind: kind, due: due)) }
        }
        if state.isOpen {
            for clock in ServiceClock.allCases {
                let due = runningDue(clock)
                if !hasMissed(clock, due) { add(clock.deadline, due) }
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
            add(.acceptance, acceptanceDue)
            add(.lessonNears, lessonNears(under: policy))
            if let referral, !referral.isOverdue { add(.referralEnds, referral.due) }
        }
        add(.signOff, nextSignOffStep(under: policy)?.due)
        add(.followUp, roundOneEnd(under: policy))
        for kind in [Deadline.Kind.secondRound, .thirdRound] where state == .closed {
            guard let round = kind.round, !pendingReports(round: round, policy.followUp).isEmpty else {
                continue
            }
            add(kind, policy.followUpWindow(round, of: self)?.closes)
        }
        return deadlines + oversightDeadlines(under: policy)
    }

    /// When round 1 ends: as its window does, or at once where there is nobody to call. While a sign-off is missing it goes
    /// on as long as somebody is to be called, and doesn't end before nobody is waited for any more.
    private func roundOneEnd(under policy: DeskPolicy) -> Instant? {
        guard state == .resolved, let answeredAt, let window = policy.followUpWindow(1, of: self) else {
            return nil
        }
        guard lacksSignOff(policy.work) else {
            return reportsToCall(policy.followUp).isEmpty ? window.opens : window.closes
        }
        guard !pendingReports(round: 1, policy.followUp).isEmpty else { return nil }
        return max(window.closes, policy.serviceTime(policy.work.signOff[.lapse], after: answeredAt, self))
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
            switches: incident.map { [$0.device].compactMap(\.self) } ?? switches, grouping: grouping,
            referredTo: referral?.organisation, urgedAt: openUrges.map(\.at).min())
    }
}

extension Closing {
    /// The worst in the order dissatisfied, unreached, noContact, mended, satisfied; anything else counts after these.
    ///
    /// - Returns: `noContact` for none.
    static func worst(of closings: [Closing]) -> Closing {
        let order: [Closing] = [.dissatisfied, .unreached, .noContact, .mended, .satisfied]
        return order.first(where: closings.contains) ?? closings.first ?? .noContact
    }
}

extension ReportStanding {
    /// Whether one call reaches the reporters of both: the same person, or the same number. After an erasure only the
    /// person is left to go by.
    func isSamePerson(as other: ReportStanding) -> Bool {
        report.reporter == other.report.reporter
            || (report.phoneDigits.map { $0 == other.report.phoneDigits } ?? false)
    }
}

extension [ReportStanding] {
    /// The first report of each person and of each number. A report that another's call covers stands for nobody: its
    /// reporter's other number is called all the same.
    fileprivate func onePerPerson(byNumber: Bool) -> [ReportStanding] {
        var (people, numbers): (Set<PersonID>, Set<String>) = ([], [])
        return filter { standing in
            // Who spoke unasked, for one report, was called for none.
            if standing.closing != nil, standing.followUps.last?.call.isUnasked == true { return true }
            let (person, number) = (standing.report.reporter, byNumber ? standing.report.phoneDigits : nil)
            guard !people.contains(person), number.map({ !numbers.contains($0) }) ?? true else {
                return false
            }
            people.insert(person)
            if let number { numbers.insert(number) }
            return true
        }
    }

    /// All of them, or of an incident some, spread evenly.
    fileprivate func sampled(_ rules: FollowUpRules) -> [ReportStanding] {
        guard count > rules.sampleAbove, rules.sampleSize > 0 else { return self }
        return (0..<rules.sampleSize).map { self[$0 * count / rules.sampleSize] }
    }
}

extension Report {
    /// The number to call without whatever separates its digits; nil: none was left, or it was erased.
    public var phoneDigits: String? {
        guard let digits = contact?.value?.phone?.filter(\.isNumber), !digits.isEmpty else { return nil }
        return digits
    }
}

extension Deadline.Kind {
    /// The round of the follow-up that is over then; nil: none is.
    public var round: Int? {
        switch self {
        case .followUp: 1
        case .secondRound: 2
        case .thirdRound: 3
        default: nil
        }
    }
}
