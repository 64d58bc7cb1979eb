public import Facility
public import Ledger

extension RepairDesk {
    /// How many rounds a list of calls is made from: those that end first. One more is asked for, to know of more.
    public static let calledTicketsMax = 19_999

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
        let (called, isCut) = try await calledTickets(asked, from: instant, max: roundsMax)
        let covered = called.filter(scope.covers)
        let caller = principal.actor.person
        let calls = CallList.due(covered, at: instant, caller: caller, under: policy)
        return DueCalls(
            calls: calls.filter { round == nil || $0.round == round }, isCut: isCut,
            next: CallList.nextDue(covered, after: instant, caller: caller, under: policy),
            own: caller.flatMap { person in
                called.flatMap { $0.openCalls(of: person, at: instant) }.first
            })
    }

    /// A caller has one number before the eyes: the next one is shown once the call before is recorded.
    ///
    /// - Throws: `Refusal.otherCallOpen`; what the store throws.
    func checkNoOtherCall(than report: ReportID, _ act: Act) async throws {
        guard let person = act.by.actor.person else { return }
        let (called, _) = try await calledTickets(
            [.followUp, .secondRound, .thirdRound], from: act.at, max: Self.calledTicketsMax)
        let open = called.flatMap { $0.openCalls(of: person, at: act.at) }.first { $0.report != report }
        if let open { throw Refusal.otherCallOpen(open.ticket, since: open.attempt.openedAt) }
    }

    /// Tickets of which a round isn't over, by the deadlines at which it is; and whether there are more.
    private func calledTickets(
        _ kinds: [Deadline.Kind], from instant: Instant, max: Int
    ) async throws -> (tickets: [Ticket], isCut: Bool) {
        let ends = try await tickets.deadlines(Set(kinds), from: instant, limit: max + 1)
        let numbers = Set(ends.prefix(max).map(\.ticket.rawValue))
        let standing = try await called.values(of: numbers, by: tickets) { try await ticket(TicketID($0)) }
        return (numbers.sorted().compactMap { standing[$0] }, ends.count > max)
    }
}

/// Calls that are due, as they are listed to whoever makes them.
public struct DueCalls: Sendable {
    public var calls: [DueCall]
    /// Whether more rounds are open than were looked at: those that end first are among the calls, later ones may not be.
    public var isCut: Bool
    /// When the first call falls due that isn't yet; nil: none is planned.
    public var next: Instant?
    /// The attempt that whoever asks has open, in the rounds that were asked for; nil: none.
    public var own: OpenCall?
}
