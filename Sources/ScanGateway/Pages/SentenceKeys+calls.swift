extension SentenceKeys {
    /// What following up comes to.
    static let calls = [
        "error.refused.callHours",
        "error.refused.callerRepaired",
        "error.refused.followUpAnswers",
        "error.refused.nothingToCall",
        "step.contactRevealed",
        "step.followUpChosen",
        "step.followUpMissed",
    ]
}
