/// A stick-and-confirm walk.
struct WalkPage: Sendable {
    var crumbs: [ProblemPage.Link]
    var problems: [Problem]
    var hasProblems: Bool
    var title: String
    var result: Result?
    var total: Int
    var confirmed: Int
    var progressText: String
    var next: Door?
    var isDone: Bool
    var action: String
    var csrf: String
    var key: String
    var scope: String
    var typedCode: String
    var open: [Door]
    var openCount: String
    var hasOpen: Bool
    var end: String

    /// What came of the scan before.
    struct Result: Sendable {
        var tone: String
        var sentence: String
    }

    struct Door: Sendable {
        var name: String
        var reference: String
        var above: String
        var link: String
    }
}

/// The walk as the page of a scanned label shows it.
struct WalkCard: Sendable {
    var tone: String
    var sentence: String
    var progressText: String
    var link: String
}
