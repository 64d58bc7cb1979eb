public import Facility
public import Ledger

extension RepairDesk {
    /// How many rounds a list of calls is made from: those that end first. One more is asked for, to know of more.
    public static let calledTicketsMax = 999

    /// Calls that are due, for whoever asks: found by the deadlines at which their rounds end, never by reading all
    /// closed tickets. What that person worked on isn't among them.
    ///
    /// - Parameters:
    ///   - round: 1 to 3; nil: all.
    ///   - roundsMax: 1 to `calledTicketsMax`.
    /// - Throws: `Refusal.overview`, `Refusal.number`; what the store throws.
    public func dueCalls(
        round: Int?, at instant: Instant, by principal: Principal, roundsMax: Int = calledTicketsMax
    ) async throws -> DueCalls {
        let scope = try OverviewScope(of: .callsDue, for: principal, at: instant)
        let kinds: [Deadline.Kind] = [.followUp, .secondRound, .thirdRound]
        let rounds = 1...FollowUpRules.roundCount
        if let round, !rounds.contains(round) {
            throw Refusal.number(field: "round", expected: rounds, found: round)
        }
        let asked = kinds.filter { round == nil || $0.round == round }
        let ends = try await tickets.deadlines(Set(asked), from: instant, limit: roundsMax + 1)
        var due: [Ticket] = []
        for id in Set(ends.prefix(roundsMax).map(\.ticket)).sorted() {
            if let ticket = try await ticket(id), scope.covers(ticket) { due.append(ticket) }
        }
        let calls = CallList.due(due, at: instant, caller: principal.actor.person, under: policy)
        return DueCalls(
            calls: calls.filter { round == nil || $0.round == round }, isCut: ends.count > roundsMax)
    }
}

/// Calls that are due, as they are listed to whoever makes them.
public struct DueCalls: Sendable {
    public var calls: [DueCall]
    /// Whether more rounds are open than were looked at: those that end first are among the calls, later ones may not be.
    public var isCut: Bool
}
