import Facility
public import Ledger

/// A call that is due: whom it is about, never the number.
public struct DueCall: Hashable, Sendable {
    public var ticket: TicketID
    public var report: ReportID
    public var round: Int
    public var window: FollowUpWindow
    /// When the next attempt is to be made.
    public var next: Instant
    public var attempts: [FollowUpAttempt]
    /// The language that the caller needs.
    public var language: String
    public var repairers: Set<PersonID>
    /// Somebody has it open; nil: nobody does.
    public var opened: OpenAttempt?
    /// Further tickets of the same person, or with the same number, for which a call is due: one call covers them.
    public var gathered: [Gathered] = []

    public struct Gathered: Hashable, Sendable {
        public var ticket: TicketID
        public var report: ReportID
        public var round: Int
    }
}

/// Which calls are due.
public enum CallList {
    /// - Parameters:
    ///   - tickets: resolved and closed ones, in any order.
    ///   - caller: whose list it is: what that person worked on isn't on it; nil: everyone's.
    /// - Returns: by when the next attempt is to be made; each person and each number once.
    public static func due(
        _ tickets: [Ticket], at instant: Instant, caller: PersonID?, under policy: DeskPolicy
    ) -> [DueCall] {
        var calls: [(call: DueCall, standing: ReportStanding)] = []
        for ticket in tickets {
            if let caller, ticket.hands.contains(caller) { continue }
            for round in 1...FollowUpRules.roundCount {
                calls += due(round, of: ticket, at: instant, under: policy)
            }
        }
        calls.sort {
            ($0.call.next, $0.call.ticket, $0.call.report) < ($1.call.next, $1.call.ticket, $1.call.report)
        }
        return gathered(calls)
    }

    /// Each person and each number once, by the first call to it.
    private static func gathered(_ calls: [(call: DueCall, standing: ReportStanding)]) -> [DueCall] {
        var listed: [DueCall] = []
        var (people, numbers): ([PersonID: Int], [String: Int]) = ([:], [:])
        for (call, standing) in calls {
            let report = standing.report
            let known = [people[report.reporter], report.phoneDigits.flatMap { numbers[$0] }]
            if let index = known.compactMap(\.self).min() {
                listed[index].gathered.append(
                    DueCall.Gathered(ticket: call.ticket, report: call.report, round: call.round))
                // Whoever speaks with somebody about one of them speaks with that person.
                listed[index].opened = listed[index].opened ?? call.opened
            } else {
                people[report.reporter] = listed.count
                if let digits = report.phoneDigits, numbers[digits] == nil { numbers[digits] = listed.count }
                listed.append(call)
            }
        }
        return listed
    }

    /// When the first call falls due that isn't yet; nil: none is planned.
    ///
    /// - Parameter caller: whose list it is, as of `due`.
    public static func nextDue(
        _ tickets: [Ticket], after instant: Instant, caller: PersonID?, under policy: DeskPolicy
    ) -> Instant? {
        tickets.filter { ticket in caller.map { !ticket.hands.contains($0) } ?? true }.flatMap { ticket in
            (1...FollowUpRules.roundCount).flatMap { round in
                planned(round, of: ticket, at: instant, under: policy).map(\.call.next)
            }
        }.filter { $0 > instant }.min()
    }

    /// The round in which a report is to be called: of those that aren't over the first that is open now. Round 1 is
    /// begun early by whoever calls; a later one only by whoever names it.
    ///
    /// - Returns: where none is left, the one that the ticket's state speaks of.
    /// - Throws: `Refusal.roundNotOpen` where only rounds after the first are left, none of which is open yet.
    public static func round(
        of report: ReportID, on ticket: Ticket, at instant: Instant, under policy: DeskPolicy
    ) throws(Refusal) -> Int {
        let pending = (1...FollowUpRules.roundCount).filter { round in
            ticket.pendingReports(round: round, policy.followUp).contains { $0.report.id == report }
        }
        let open = pending.first {
            policy.followUpWindow($0, of: ticket).map { $0.opens <= instant } ?? false
        }
        if let open { return open }
        guard let first = pending.first else { return ticket.state == .closed ? 2 : 1 }
        if first > 1, let window = policy.followUpWindow(first, of: ticket) {
            throw .roundNotOpen(first, opens: window.opens)
        }
        return first
    }

    /// When a report is to be called next in a round; nil: it is over.
    public static func next(
        _ report: ReportID, round: Int, on ticket: Ticket, under policy: DeskPolicy
    ) -> Instant? {
        guard let window = policy.followUpWindow(round, of: ticket),
            let standing = ticket.pendingReports(round: round, policy.followUp)
                .first(where: { $0.report.id == report })
        else { return nil }
        return policy.callTimes(of: ticket).nextAttempt(after: standing.attempts(of: round), in: window)
    }

    private static func due(
        _ round: Int, of ticket: Ticket, at instant: Instant, under policy: DeskPolicy
    ) -> [(call: DueCall, standing: ReportStanding)] {
        planned(round, of: ticket, at: instant, under: policy).filter { $0.call.next <= instant }
    }

    /// Calls of a round that isn't over, whenever they fall due.
    private static func planned(
        _ round: Int, of ticket: Ticket, at instant: Instant, under policy: DeskPolicy
    ) -> [(call: DueCall, standing: ReportStanding)] {
        let pending = ticket.pendingReports(round: round, policy.followUp)
        guard !pending.isEmpty, let window = policy.followUpWindow(round, of: ticket) else { return [] }
        let times = policy.callTimes(of: ticket)
        return pending.map { standing in
            let attempts = standing.attempts(of: round)
            var call = DueCall(
                ticket: ticket.id, report: standing.report.id, round: round, window: window,
                next: times.nextAttempt(after: attempts, in: window),
                attempts: attempts, language: standing.callLanguage, repairers: ticket.hands)
            call.opened = standing.openAttempt(at: instant)
            return (call, standing)
        }
    }
}
