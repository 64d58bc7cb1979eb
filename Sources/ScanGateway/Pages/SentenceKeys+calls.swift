import TicketTracking

extension SentenceKeys {
    /// What following up comes to.
    static let calls =
        [
            "error.refused.callHours",
            "error.refused.callDay",
            "error.refused.notCalled", "error.refused.callOpen", "error.refused.otherCallOpen",
            "error.refused.roundNotOpen",
            "error.refused.callerRepaired",
            "error.refused.followUpAnswers",
            "error.refused.nothingToCall",
            "step.contactRevealed",
            "step.contactShown",
            "staff.contactUntil",
            "step.followUpChosen",
            "step.followUpMissed",
            "error.refused.length",
            "error.refused.monthNotOver",
            "error.refused.sampleDrawn",
            "error.refused.span",
            "rate.head",
            "rate.nowhere",
        ] + ServiceRate.Name.allCases.flatMap { ["rate.\($0.rawValue).name", "rate.\($0.rawValue).formula"] }
}
