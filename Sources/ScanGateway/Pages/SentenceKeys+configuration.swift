import Facility

extension SentenceKeys {
    /// Of the pages for the configuration and for practice.
    static let configuration =
        [
            "configuration.title", "configuration.tookOver", "configuration.none", "configuration.version",
            "configuration.since", "configuration.machine", "configuration.line", "configuration.fault",
            "configuration.done", "configuration.lines", "configuration.editAll", "configuration.edit",
            "configuration.differs", "configuration.versionsCut", "configuration.noReason",
            "configuration.changes", "configuration.again", "configuration.added", "configuration.removed",
            "configuration.gap", "configuration.tooLarge", "configuration.noText", "configuration.same",
            "configuration.reasonNeeded", "configuration.reasonLong", "configuration.noSection",
            "configuration.moreFaults", "configuration.fileDiffers", "configuration.outdated",
            "practice.title", "practice.isOn", "practice.isOff", "practice.begin", "practice.end",
            "practice.ticket",
        ]
        + [
            "notices.title", "notices.post", "notices.change", "notices.allFaults", "notices.since",
            "notices.span", "notices.hours", "notices.unknownPlace", "notices.placeNeeded",
            "notices.untilEarly", "notices.wordsNeeded", "notices.tooMany", "notices.gone", "notices.moment",
            "notices.daily", "notices.whichPlace", "notices.whichOfMany", "notices.postedAt", "role.notices",
        ]
        + ["stands", "toCome", "over", "outsideHours"].map { "notices.state.\($0)" }
        + NoticeDone.allCases.flatMap { ["notices.\($0.rawValue)", "notices.by.\($0.rawValue)"] }
        + Gateway.configurationSubjects.flatMap {
            ["configuration.subject.\($0.rawValue)", "configuration.hint.\($0.rawValue)"]
        } + PracticeMode.allCases.flatMap { ["practice.\($0.rawValue)", "practice.done.\($0.rawValue)"] }
}
