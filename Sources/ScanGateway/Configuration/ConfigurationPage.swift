/// The texts by which the site works, each with the version that is in force.
struct ConfigurationPage: Sendable {
    var tabs: [DeskPage.Tab]
    var said: String?
    var subjects: [Subject]
    /// nil: whoever reads the page changes nothing.
    var takeOver: Form?
    /// What is wrong with the files; empty: nothing, or they weren't looked at.
    var faults: [String]
    var hasFaults: Bool

    struct Subject: Sendable {
        var link: String
        var name: String
        var hint: String
        /// `第 3 版`; or that there is none.
        var version: String
        /// Since when and by whom; nil: there is none.
        var since: String?
        var differs: Bool
    }

    struct Form: Sendable {
        var action: String
        var csrf: String
        var key: String
    }
}

/// One of these texts, its versions, and the form to change it.
struct ConfigurationSubjectPage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    var up: ProblemPage.Link
    var name: String
    var hint: String
    var standing: String
    var said: String?
    /// That the file isn't what is in force; nil: it is.
    var differs: String?
    var sections: [Section]
    var hasSections: Bool
    /// Leads to the whole text; nil: whoever reads the page changes nothing.
    var whole: ProblemPage.Link?
    var edit: Edit?
    var shown: Shown?
    var versions: [Version]
    var hasVersions: Bool
    var versionsNote: String?

    struct Section: Sendable {
        var link: String
        var name: String
        var key: String
        var lines: String
    }

    struct Edit: Sendable {
        var action: String
        var csrf: String
        var key: String
        var section: String
        var based: String
        var title: String
        var text: String
        var rows: Int
        var reason: String
        var reasonMax: Int
        var takesFile: Bool
        var textProblem: String?
        var reasonProblem: String?
        /// What would change; nil: it wasn't checked.
        var difference: Difference?
        /// Faults that leave out a line only.
        var warnings: [String]
        var hasWarnings: Bool
    }

    /// A version, and how it differs from the one before.
    struct Shown: Sendable {
        var title: String
        var reason: String?
        var difference: Difference
        /// Leads to a form that puts it into force again; nil: it is, or whoever reads changes nothing.
        var again: ProblemPage.Link?
    }

    struct Difference: Sendable {
        var lines: [Line]
        var isEmpty: Bool

        struct Line: Sendable {
            /// A style's name.
            var tone: String
            /// `+`, `−` or nothing.
            var mark: String
            /// For those who hear the page; nil: nothing is to be said.
            var spoken: String?
            var text: String
        }
    }

    struct Version: Sendable {
        var link: String
        var number: String
        var when: String
        var exact: String
        var who: String
        var reason: String
        var isHere: Bool
    }
}
