/// The facilities' way in: every campus with its buildings, and what their labels lack.
struct FacilitiesPage: Sendable {
    var tabs: [DeskPage.Tab]
    var summary: String
    var jobs: [JobLine]
    var hasJobs: Bool
    var campuses: [Campus]
    var isEmpty: Bool
    /// nil: the reader's right ends below the site.
    var printLink: String?

    struct Campus: Sendable {
        var name: String
        var link: String
        var lines: [TallyLine]
    }

    struct JobLine: Sendable {
        var link: String
        var title: String
        var state: String
        var tone: String
        var exact: String
        var exactText: String
        var age: String
    }
}

/// A campus, building or floor from within: its parts, then what hangs in none of them.
struct FacilitiesPlacePage: Sendable {
    var tabs: [DeskPage.Tab]
    var crumbs: [ProblemPage.Link]
    var placeName: String
    var reference: String
    var summary: String
    var gauge: Gauge
    var printMissing: ProblemPage.Link?
    var printLink: String
    /// nil: nothing hangs there yet.
    var walkLink: String?
    var lines: [TallyLine]
    var hasLines: Bool
    var items: [Item]
    var hasItems: Bool
    var isEmpty: Bool

    /// One thing that bears a label.
    struct Item: Sendable {
        var name: String
        var reference: String
        var kind: String
        var standing: String
        var tone: String
        /// nil: it has no label.
        var code: String?
        var codeLink: String?
        var printLink: String
        var printName: String
    }
}

/// How the labels of one campus, building or floor stand.
struct TallyLine: Sendable {
    var link: String
    var name: String
    var cells: [Cell]
    var gauge: Gauge

    struct Cell: Sendable {
        var label: String
        var text: String
        /// Something is to be done.
        var isOpen: Bool
    }
}

/// A bar of parts of a hundred; what it says stands beside it in words.
struct Gauge: Sendable {
    var text: String
    var parts: [Part]

    struct Part: Sendable {
        var offset: String
        var width: String
        var tone: String
    }
}
