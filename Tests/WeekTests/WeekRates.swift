import Ledger
import TicketTracking

/// The rates that leaders ask for, counted from the tickets alone.
struct WeekRates {
    struct Rate {
        var name: String
        var part: Int
        var whole: Int
        /// What is counted of what.
        var formula: String
    }

    let tickets: [Ticket]
    let policy: DeskPolicy

    var all: [Rate] {
        // What was merged away counts where its reports went.
        let mine = tickets.filter { $0.mergedInto == nil }
        let resolved = mine.filter { $0.resolvedAt != nil }
        let reports = resolved.flatMap(\.standingReports)
        let calls = resolved.flatMap { $0.reportsToCall(policy.followUp) }
        let reached = reports.filter { standing in standing.followUps.contains { $0.outcome != .notReached } }
        return [
            Rate(
                name: "受理率", part: mine.count { $0.team != nil && $0.state != .dismissed }, whole: mine.count,
                formula: "tickets with a team, of all"),
            Rate(
                name: "响应及时率", part: mine.count { isIn(time: $0.respondedAt, $0.responseDue) },
                whole: mine.count, formula: "responded by the due, of all"),
            Rate(name: "解决率", part: resolved.count, whole: mine.count, formula: "resolved, of all"),
            Rate(
                name: "按时办结率", part: resolved.count { isIn(time: $0.resolvedAt, $0.resolutionDue) },
                whole: resolved.count, formula: "resolved by the due, of resolved"),
            Rate(
                name: "回访率", part: reached.count, whole: calls.count,
                formula: "reports reached, of those due for round 1"),
            Rate(
                name: "满意率", part: reached.count { $0.closing == .satisfied }, whole: reached.count,
                formula: "satisfied, of reached"),
            Rate(
                name: "返修率", part: mine.count { $0.reworkOf != nil }, whole: resolved.count,
                formula: "tickets that take up an ended one, of resolved"),
        ]
    }

    private func isIn(time done: Instant?, _ due: Instant?) -> Bool {
        guard let done, let due else { return false }
        return done <= due
    }
}
