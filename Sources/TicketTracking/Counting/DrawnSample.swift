public import Ledger

/// A month's sample for round 3, with all by which it is drawn again.
public struct DrawnSample: Hashable, Sendable {
    public var month: CivilMonth
    public var seed: Int64
    /// The newest event that was counted.
    public var position: Position
    /// Reports from which it was drawn.
    public var population: Int
    public var choices: [FollowUpSample.Choice]
    /// Reports that were marked by this drawing; nil: nothing was to be written.
    public var marked: Int?
}

/// What stands in the events of a month's drawing, beside what drawing it again gives.
public struct SampleCheck: Hashable, Sendable {
    /// Under the rules in force now.
    public var redrawn: DrawnSample
    /// By report.
    public var recorded: [FollowUpSample.Choice]

    /// Drawn again, but not recorded so.
    public var missing: [FollowUpSample.Choice] {
        redrawn.choices.filter { !recorded.contains($0) }
    }
    /// Recorded, but not drawn so again.
    public var extra: [FollowUpSample.Choice] {
        recorded.filter { !redrawn.choices.contains($0) }
    }
    public var isEqual: Bool { missing.isEmpty && extra.isEmpty }
}

/// A drawing as the events tell of it.
struct RecordedDraw {
    var seed: Int64
    var position: Position
    var choices: [FollowUpSample.Choice]

    /// All drawings of a month, the oldest first: one, unless somebody went behind the desk's back.
    static func all(of month: CivilMonth, in histories: [TicketHistory]) -> [RecordedDraw] {
        var draws: [RecordedDraw] = []
        for history in histories {
            for case .followUpChosen(let chosen) in history.events.lazy.map(\.fact)
            where chosen.month == month.description {
                let choice = FollowUpSample.Choice(
                    report: chosen.report, ticket: history.ticket.id, stratum: chosen.stratum)
                let index = draws.firstIndex {
                    $0.seed == chosen.seed && $0.position == chosen.population
                }
                if let index {
                    draws[index].choices.append(choice)
                } else {
                    draws.append(
                        RecordedDraw(seed: chosen.seed, position: chosen.population, choices: [choice]))
                }
            }
        }
        return draws.sorted { $0.position < $1.position }
    }
}
