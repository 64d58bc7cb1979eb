import Facility
public import Ledger

/// A report on the ticket that carries it.
public struct ReportStanding: Hashable, Sendable {
    public var report: Report
    public var reportedAt: Instant
    /// The number of the event that brought it here.
    public var event: Int64 = 1
    /// How it ended; nil: not yet, or nobody called it.
    public var closing: Closing?
    /// Since it was last answered, in order.
    public var followUps: [FollowUpAttempt] = []
    /// Rounds whose window ended before the reporter was reached.
    public var missedRounds: Set<Int> = []
    /// It was filed with an incident by itself: its reporter may say that it is something else.
    public var isAutomatic = false
    /// The attempt that somebody was shown the number for last; nil: none, or it was recorded.
    public var opened: OpenAttempt?
    /// nil: not drawn for round 3.
    public var chosen: TicketFact.FollowUpChosen?

    /// Where it goes on since this ticket couldn't be reopened any more; nil: nowhere.
    public var rework: TicketFact.Reworked?

    public func attempts(of round: Int) -> [FollowUpAttempt] { followUps.filter { $0.call.round == round } }

    public func attempts(in round: Int) -> Int { attempts(of: round).count }

    public func isFinished(round: Int, attemptsMax: Int) -> Bool {
        if missedRounds.contains(round) { return true }
        let calls = attempts(of: round).map(\.call)
        return calls.contains { $0.outcome.finishesRound }
            || calls.count { $0.usesAttempt } >= attemptsMax
    }

    /// The language that a caller needs: what the last call found out, else the reporter's own.
    public var callLanguage: String {
        for attempt in followUps.reversed() {
            if case .language(let tag) = attempt.call.outcome { return tag }
        }
        return report.language
    }

    /// Whether a call found that nobody is there to be asked.
    public var isCallingOver: Bool { followUps.contains { $0.call.outcome.endsCalling } }
}

/// One attempt, and when it was made.
public struct FollowUpAttempt: Hashable, Sendable {
    public var call: TicketFact.FollowedUp
    public var at: Instant

    public init(call: TicketFact.FollowedUp, at: Instant) {
        self.call = call
        self.at = at
    }

    public var attempt: Int { call.attempt }
    public var outcome: FollowUpOutcome { call.outcome }
    public var isEarly: Bool { call.isEarly }
}
