import Facility

extension SentenceKeys {
    /// Every sentence of the facilities pages that the code asks for.
    static var facilities: [String] { facilitiesLiterals + facilitiesNamed }

    /// Keys that are put together from a case's name.
    private static var facilitiesNamed: [String] {
        var keys: [String] = []
        for standing in LabelStanding.allCases {
            keys += ["facilities.count.\(standing)", "facilities.standing.\(standing)"]
        }
        for kind in LabelledKind.allCases {
            keys += ["facilities.kind.\(kind)", "facilities.column.\(kind)"]
        }
        for selection in LabelSelection.allCases {
            keys += ["facilities.selection.\(selection)", "facilities.nothingToPrint.\(selection)"]
        }
        for kind in PlaceKind.known { keys.append("kind.\(kind.rawValue)") }
        for act in Route.LabelAct.allCases { keys.append("facilities.done.\(act)") }
        for outcome in WalkOutcome.allCases { keys.append("facilities.walk.\(outcome)") }
        for state in ["misplaced", "damaged", "covered", "lost"] { keys.append("facilities.mark.\(state)") }
        for state in BatchItem.State.allCases { keys.append("facilities.batch.count.\(state)") }
        for hanging in BatchReport.Hanging.allCases { keys.append("facilities.hanging.\(hanging)") }
        for kind in LabelProblem.Kind.allCases { keys.append("facilities.tasks.kind.\(kind)") }
        for state in LabelProblem.State.allCases {
            keys += ["facilities.tasks.state.\(state)", "facilities.tasks.move.\(state)"]
        }
        return keys
    }

    private static let facilitiesLiterals = [
        "facilities.tab.overview", "facilities.tab.batches", "facilities.tab.wallet", "facilities.tab.tasks",
        "facilities.batch.summary", "facilities.blankHeading", "facilities.resumeTitle",
        "facilities.batches.title", "facilities.wallet.title", "facilities.tasks.title",
        "facilities.batch.opened", "facilities.batch.pending", "facilities.batch.printed",
        "facilities.batch.void", "facilities.batch.item.pending", "facilities.batch.item.spoiled",
        "facilities.batch.resume", "facilities.batch.again", "facilities.batch.sheet",
        "facilities.batch.unprinted", "facilities.batch.onSheet", "facilities.batch.blank",
        "facilities.batch.spoilTitle", "facilities.batch.title", "facilities.blankNone",
        "facilities.blankTitle", "facilities.freePlaces", "facilities.nothingLeft",
        "facilities.walletFirst", "facilities.log.opened", "facilities.log.printed",
        "facilities.log.resumed", "facilities.log.spoiled", "facilities.log.voided",
        "facilities.job.partUsed", "facilities.job.kept", "facilities.job.partUsedOnly",
        "facilities.problem.reason",
        "facilities.problem.noLabelAt",
        "facilities.bindNone", "facilities.bindTitle", "facilities.confirmHeading",
        "facilities.confirmHint",
        "facilities.confirmedHeading", "facilities.confirmedHint", "facilities.noReason",
        "facilities.problem.door", "facilities.walk.again", "facilities.walk.foreign",
        "facilities.walk.known",
        "facilities.walk.none", "facilities.walk.open", "facilities.walk.progress",
        "facilities.walk.title",
        "facilities.declined.another",
        "facilities.declined.labels",
        "facilities.declined.site",
        "facilities.designChanged",
        "facilities.documentTitle",
        "facilities.failed.raced",
        "facilities.failed.stopped",
        "facilities.failed.unforeseen",
        "facilities.job.again",
        "facilities.job.done",
        "facilities.job.drawing",
        "facilities.job.failed",
        "facilities.job.minting",
        "facilities.job.next",
        "facilities.job.recording",
        "facilities.job.removed",
        "facilities.job.until",
        "facilities.job.waiting",
        "facilities.labels",
        "facilities.labelsOnSheets",
        "facilities.makePDF",
        "facilities.nothingHere",
        "facilities.overview",
        "facilities.placeTitle",
        "facilities.host.differs", "facilities.host.foreignCertificate", "facilities.host.noAddress",
        "facilities.host.noAnswer", "facilities.host.redirect", "facilities.host.status",
        "facilities.host.untrustedCertificate", "facilities.host.warning",
        "facilities.press.busy",
        "facilities.press.file",
        "facilities.press.moduleTooSmall", "facilities.press.unreadable",
        "facilities.press.other",
        "facilities.press.sizeMismatch",
        "facilities.press.slow",
        "facilities.press.template",
        "facilities.press.unknownChoice",
        "facilities.press.unprintable",
        "facilities.previewAlt",
        "facilities.printNeeded",
        "facilities.printOne",
        "facilities.printTitle",
        "facilities.problem.design",
        "facilities.problem.nothing",
        "facilities.problem.start",
        "facilities.separator",
        "facilities.sheets",
        "facilities.shortened",
        "facilities.notForStock",
        "facilities.outside",
        "facilities.stockOption",
        "facilities.summary",
        "facilities.title",
        "role.facilities",
    ]
}
