public import Facility
public import Ledger

extension RepairDesk {
    /// Draws a month's sample for round 3 and marks its reports, each by a command of its own. A month is drawn once:
    /// again, it is the same drawing, and marks what was left unmarked.
    ///
    /// - Parameters:
    ///   - seed: nil: the one of the earlier drawing, else `lot`.
    ///   - dryRun: nothing is written; then the month needn't be over.
    /// - Throws: `Refusal`: `.overview`, `.sampleDrawn` where it was drawn by another seed, `.monthNotOver`;
    ///   `CommitFailure`; what the store throws.
    public func drawSample(
        _ month: CivilMonth, seed: Int64?, lot: Int64, dryRun: Bool, act: Act
    ) async throws -> DrawnSample {
        _ = try OverviewScope(of: .drawSample, for: act.by, at: act.at)
        let (histories, head) = try await histories()
        let earlier = RecordedDraw.all(of: month, in: histories).first
        if let earlier, let seed, seed != earlier.seed {
            throw Refusal.sampleDrawn(month: month.description, seed: earlier.seed, at: earlier.position)
        }
        guard dryRun || month.last < policy.zone.local(act.at).day else {
            throw Refusal.monthNotOver(last: month.last)
        }
        var sample = try drawn(
            month, seed: seed ?? earlier?.seed ?? lot, until: earlier?.position ?? head, histories)
        if !dryRun { sample.marked = try await mark(sample, act) }
        return sample
    }

    /// Draws each of a month's recorded samples again, as an auditor does.
    ///
    /// - Returns: one a drawing; none where the month wasn't drawn.
    /// - Throws: `Refusal.overview`; what the store throws.
    public func checkSample(
        _ month: CivilMonth, at instant: Instant, by principal: Principal
    ) async throws -> [SampleCheck] {
        _ = try OverviewScope(of: .checkSample, for: principal, at: instant)
        let (histories, _) = try await histories()
        return try RecordedDraw.all(of: month, in: histories).map { draw in
            SampleCheck(
                redrawn: try drawn(month, seed: draw.seed, until: draw.position, histories),
                recorded: draw.choices.sorted { $0.report < $1.report })
        }
    }

    private func drawn(
        _ month: CivilMonth, seed: Int64, until position: Position, _ histories: [TicketHistory]
    ) throws -> DrawnSample {
        let policy = policy
        let then = try histories.compactMap { try TicketHistory($0.events, until: position) }
        let rows = FollowUpSample.population(of: month, then, under: policy)
        return DrawnSample(
            month: month, seed: seed, position: position, population: rows.count,
            choices: FollowUpSample.drawn(seed: seed, from: rows, policy.followUp.sampling))
    }

    /// - Returns: how many reports were marked now; what stands there already stays, and what was taken up again
    ///   since isn't called.
    private func mark(_ sample: DrawnSample, _ act: Act) async throws -> Int {
        var marked = 0
        for choice in sample.choices {
            let chosen = TicketFact.FollowUpChosen(
                report: choice.report, round: FollowUpRules.roundCount, month: sample.month.description,
                seed: sample.seed, population: sample.position, stratum: choice.stratum)
            do {
                _ = try await perform(
                    .act(.chooseFollowUp(chosen), on: choice.ticket), act: act.part(choice.report.rawValue))
                marked += 1
            } catch Refusal.unchanged, Refusal.wrongState, Refusal.unknownReport {
                continue
            }
        }
        return marked
    }

    /// All tickets by number, with all their events, as of now.
    private func histories() async throws -> (histories: [TicketHistory], position: Position) {
        let last = try await tickets.head()
        var histories: [TicketHistory] = []
        for number in try await tickets.ticketNumbers(after: .start, until: last).sorted() {
            let events = try await tickets.events(of: TicketID(number))
            if let history = try TicketHistory(events, until: last), !history.ticket.isPractice {
                histories.append(history)
            }
        }
        return (histories, last)
    }
}
