import TicketTracking

extension SentenceKeys {
    /// Of the caller's page.
    static let callPage =
        [
            "calls.title", "calls.count", "calls.cut", "calls.more", "calls.ownFirst", "calls.settled",
            "calls.operator", "calls.openElsewhere", "calls.saved", "calls.again", "calls.over",
            "calls.empty",
            "calls.allOpen", "calls.nextDue", "calls.nonePlanned", "calls.outcomeNeeded",
            "calls.callBackNeeded", "calls.languageNeeded", "calls.attempt", "calls.closes", "calls.early",
            "calls.speaks.zh", "calls.speaks.en", "calls.scriptVersion", "calls.dialRole", "calls.noDay",
            "calls.noHour", "calls.openUntil", "calls.nothing", "calls.byReporter", "problem.serverKept",
        ]
        + (1...FollowUpRules.roundCount).flatMap { ["calls.round.\($0)", "calls.script.\($0)"] }
        + APICallRequest.outcomes.map { "calls.outcome.\($0)" }
        + ["yes", "no"].map { "calls.mended.\($0)" }
        + Satisfaction.allCases.map { "calls.satisfaction.\($0.rawValue)" }
        + Discontent.allCases.map { "calls.reason.\($0.rawValue)" }
}
