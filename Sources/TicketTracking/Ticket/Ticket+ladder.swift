import Ledger

/// A rung of the ladder that is still to be taken.
struct OpenRung {
    var clock: ServiceClock
    var due: Instant
    var step: EscalationRules.Step
    /// When it is reached; put off by an acknowledgement.
    var at: Instant
}

extension Ticket {
    /// Rungs that weren't taken yet, of the clocks that run, the earliest first.
    ///
    /// A rung is taken once for a due instant. Where another due instant took the place of the one for which rungs were
    /// taken (an extension, another priority, a hold that ended), those at or below the highest taken are open again only
    /// where they lie ahead of the moment at which it was set: a longer time has its own reminders, a shorter one repeats
    /// nothing.
    ///
    /// - Parameter isFirstEnough: whether the earliest of each clock will do.
    func openRungs(under policy: DeskPolicy, isFirstEnough: Bool = false) -> [OpenRung] {
        var rungs: [OpenRung] = []
        for clock in ServiceClock.allCases {
            guard let steps = policy.oversight.escalation.steps[clock], !steps.isEmpty,
                let due = runningDue(clock)
            else { continue }
            let whole = policy.promised(clock, due: due, self)
            for step in steps {
                if let taken = oversight.taken[clock]?[due], step.percent <= taken {
                    continue
                }
                guard let at = policy.moment(of: step.percent, due: due, whole: whole, self),
                    isOpen(step, clock, due, at)
                else { continue }
                let put = max(at, oversight.acknowledgedUntil ?? at)
                rungs.append(OpenRung(clock: clock, due: due, step: step, at: put))
                // Rungs of a clock come one after another.
                if isFirstEnough { break }
            }
        }
        return rungs.sorted {
            ($0.at, $0.clock.rawValue, $0.step.percent) < ($1.at, $1.clock.rawValue, $1.step.percent)
        }
    }

    private func isOpen(_ step: EscalationRules.Step, _ clock: ServiceClock, _ due: Instant, _ at: Instant)
        -> Bool
    {
        guard let mark = oversight.marks[clock], step.percent <= mark.percent else { return true }
        if mark.due == due { return false }
        return oversight.dueSince[clock].map { at > $0 } ?? false
    }

    /// When the weekly list names it next; nil: it isn't late, or rungs are left to tell of it.
    func weeklyListing(under policy: DeskPolicy, rungs: [OpenRung]) -> Instant? {
        guard let weekly = policy.oversight.escalation.weekly, rungs.isEmpty, let team, let due = lateSince
        else { return nil }
        // Whoever was told by the last rung isn't told again in the same breath.
        let told = oversight.marks.values.map(\.takenAt).max() ?? due
        let since = max(oversight.listedLateAt ?? due, due, told)
        return policy.calendar(of: team, along: path)
            .next(weekly.weekday, minute: weekly.minute, after: since)
    }

    /// The earliest due of a clock that still runs and has passed 100 %; nil: it isn't late.
    var lateSince: Instant? {
        ServiceClock.allCases.compactMap { clock in
            guard let mark = oversight.marks[clock], mark.percent >= 100, runningDue(clock) != nil else {
                return nil
            }
            return mark.due
        }.min()
    }

    /// What watching over it has to do by itself, at most one of a kind.
    func oversightDeadlines(under policy: DeskPolicy) -> [Deadline] {
        var deadlines: [Deadline] = []
        func add(_ kind: Deadline.Kind, _ due: Instant?) {
            if let due { deadlines.append(Deadline(ticket: id, kind: kind, due: due)) }
        }
        if state.isOpen {
            let rungs = openRungs(under: policy, isFirstEnough: true)
            add(.escalation, rungs.first?.at)
            add(.weeklyList, weeklyListing(under: policy, rungs: rungs))
            if !policy.oversight.hazard.receivers.isEmpty {
                add(.hazardHop, oversight.hazardAskedAt.map { $0 + policy.oversight.hazard.within })
            }
            add(.urgeAnswer, overdueUrge?.due)
        }
        add(.supervision, overdueSupervision?.due)
        return deadlines
    }

    /// The urge whose time runs out next.
    var overdueUrge: Oversight.Urge? {
        oversight.urges.filter {
            $0.answeredAt == nil && !$0.isOverdue && $0.due != nil && carries($0.report)
        }
        .min { ($0.due ?? $0.at, $0.number) < ($1.due ?? $1.at, $1.number) }
    }

    private func carries(_ report: ReportID) -> Bool {
        standing(of: report).map { $0.closing != .withdrawn } ?? false
    }

    /// The supervision whose time runs out next.
    var overdueSupervision: Oversight.Supervision? {
        oversight.supervisions.filter { $0.answeredAt == nil && !$0.isOverdue }
            .min { ($0.due, $0.number) < ($1.due, $1.number) }
    }
}
