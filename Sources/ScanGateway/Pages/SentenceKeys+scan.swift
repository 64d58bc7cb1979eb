extension SentenceKeys {
    /// Of the camera page, its questions, and the way back from it.
    static let scan = [
        "error.contacts.heading", "error.contacts.text", "error.frames.heading",
        "error.frames.text",
        "scan.again",
        "scan.back.desk",
        "scan.back.facilities",
        "scan.back.ticket",
        "scan.back.walk",
        "scan.busy",
        "scan.failed",
        "scan.fits",
        "scan.no",
        "scan.none",
        "scan.refused",
        "scan.sketch",
        "scan.sure",
        "scan.sureWhy",
        "scan.title",
        "scan.which",
        "scan.whichWhy",
    ]
}
