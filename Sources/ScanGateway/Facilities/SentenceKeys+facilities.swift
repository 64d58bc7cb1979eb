import Facility

extension SentenceKeys {
    /// Every sentence of the facilities pages that the code asks for.
    static let facilities =
        LabelStanding.allCases.flatMap { ["facilities.count.\($0)", "facilities.standing.\($0)"] }
        + LabelledKind.allCases.flatMap { ["facilities.kind.\($0)", "facilities.column.\($0)"] }
        + LabelSelection.allCases.flatMap {
            ["facilities.selection.\($0)", "facilities.nothingToPrint.\($0)"]
        }
        + PlaceKind.known.map { "kind.\($0.rawValue)" }
        + [
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
            "facilities.press.busy",
            "facilities.press.file",
            "facilities.press.moduleTooSmall",
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
            "facilities.stockOption",
            "facilities.summary",
            "facilities.title",
            "role.facilities",
        ]
}
