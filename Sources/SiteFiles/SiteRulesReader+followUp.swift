import Ledger
import TicketTracking

extension SiteRulesReader {
    func followUp(_ node: SiteRulesNode) -> FollowUpRules? {
        let fields = node.fields([
            "script", "rounds", "sample-above", "sample-size", "hours", "quiet-days", "sampling",
            "callers",
        ])
        guard let rounds = fields["rounds"] else {
            node.missing("rounds", expected: "three rounds")
            return nil
        }
        return FollowUpRules(
            rounds: rounds.items.compactMap(round), scriptVersion: fields["script"]?.integer(1...10_000) ?? 1,
            sampleAbove: fields["sample-above"]?.integer(1...500) ?? 20,
            sampleSize: fields["sample-size"]?.integer(1...500) ?? 5,
            hours: fields["hours"].flatMap(callHours) ?? CallHours(), callers: fields["callers"]?.key(),
            quietDays: Set(fields["quiet-days"]?.items.flatMap(\.days) ?? []),
            sampling: fields["sampling"].map(sampling) ?? FollowUpSampling())
    }

    private func round(_ node: SiteRulesNode) -> FollowUpRules.Round? {
        let fields = node.fields(["opens-after", "closes-after", "attempts", "script"])
        for name in ["opens-after", "closes-after", "attempts"] where fields[name] == nil {
            node.missing(name, expected: name == "attempts" ? "a number" : "a duration such as 2d")
        }
        guard let opens = fields["opens-after"].flatMap(opening),
            let closes = fields["closes-after"]?.duration,
            let attempts = fields["attempts"]?.integer(1...20)
        else { return nil }
        return FollowUpRules.Round(
            opens: opens, closesAfter: closes, attemptsMax: attempts,
            script: fields["script"].map(script) ?? [:])
    }

    /// `1wd`: the first call of the next working day; else so long by the clock.
    private func opening(_ node: SiteRulesNode) -> FollowUpRules.Round.Opening? {
        guard let text = node.scalar, text.hasSuffix("wd") else { return node.duration.map { .after($0) } }
        guard let days = Int(text.dropLast(2)), (1...30).contains(days) else {
            node.fault(expected: "1wd to 30wd, or a duration such as 2h or 7d")
            return nil
        }
        return .workingDays(days)
    }

    /// Words by language.
    private func script(_ node: SiteRulesNode) -> [String: String] {
        var words: [String: String] = [:]
        for (language, text) in node.members { words[language] = text.text }
        return words
    }

    /// Stretches of the day, each beginning where the one before it ends.
    private func callHours(_ node: SiteRulesNode) -> CallHours? {
        let stretches = node.items.map { ($0, $0.hours) }
        var end: Int?
        for (item, hours) in stretches {
            guard let hours else { return nil }
            guard hours.start < hours.end, end == nil || hours.start == end else {
                item.fault(expected: "stretches of one day, each beginning where the one before it ends")
                return nil
            }
            end = hours.end
        }
        guard let first = stretches.first?.1, let end else {
            node.fault(expected: "hours such as 09:00-20:00")
            return nil
        }
        return CallHours(start: first.start, end: end, stretches: stretches.compactMap { $0.1?.start })
    }

    private func sampling(_ node: SiteRulesNode) -> FollowUpSampling {
        let fields = node.fields(["per-team", "percent"])
        let usual = FollowUpSampling()
        return FollowUpSampling(
            perTeam: fields["per-team"]?.integer(0...10_000) ?? usual.perTeam,
            percent: fields["percent"]?.integer(0...100) ?? usual.percent)
    }
}
