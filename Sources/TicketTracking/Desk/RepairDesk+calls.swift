public import Facility
public import Ledger

extension RepairDesk {
    /// How many tickets a list of calls is made from: those whose rounds end first.
    public static let calledTicketsMax = 1_000

    /// Calls that are due, for whoever asks: found by the deadlines at which their rounds end, never by reading all
    /// closed tickets. What that person worked on isn't among them.
    ///
    /// - Parameter round: 1 to 3; nil: all.
    /// - Throws: `Refusal.overview`, `Refusal.number`; what the store throws.
    public func dueCalls(round: Int?, at instant: Instant, by principal: Principal) async throws -> [DueCall]
    {
        let scope = try OverviewScope(of: .callsDue, for: principal, at: instant)
        let kinds: [Deadline.Kind] = [.followUp, .secondRound, .thirdRound]
        if let round, !kinds.indices.contains(round - 1) {
            throw Refusal.number(field: "round", expected: 1...FollowUpRules.roundCount, found: round)
        }
        let asked = kinds.filter { round == nil || $0.round == round }
        let ends = try await tickets.deadlines(Set(asked), from: instant, limit: Self.calledTicketsMax)
        var due: [Ticket] = []
        for id in Set(ends.map(\.ticket)).sorted() {
            if let ticket = try await ticket(id), scope.covers(ticket) { due.append(ticket) }
        }
        let calls = CallList.due(due, at: instant, caller: principal.actor.person, under: policy)
        return calls.filter { round == nil || $0.round == round }
    }
}
