/// Something to choose from a list.
struct AdminChoice: Hashable, Sendable {
    var value: String
    var name: String
    var isChosen: Bool
}

/// A field with what was typed, and what is wrong with it.
struct AdminField: Hashable, Sendable {
    var value: String
    var problem: String?

    init(_ id: String, _ value: String, _ problems: [Problem]) {
        self.value = value
        problem = problems.first { $0.field == id }?.sentence
    }
}

/// One thing that happened, as a line of a list.
struct AdminEvent: Hashable, Sendable {
    var when: String
    var exact: String
    var who: String
    var what: String
    /// Of whom; nil: the page is about one person.
    var whom: ProblemPage.Link?
    /// The event's number in its stream: the line's anchor.
    var number: String
    /// Its place in the ledger, for the auditor.
    var ledger: ProblemPage.Link?
}

/// Where the three administrators begin.
struct AdminStartPage: Sendable {
    var tabs: [DeskPage.Tab]
    /// What the reader administers.
    var own: [String]
    /// Who does the rest, a line for each of the other roles.
    var others: [String]
    /// What is to be mended.
    var warnings: [String]
    var hasWarnings: Bool
    var figures: [Figure]
    var changes: [AdminEvent]
    var hasChanges: Bool
    /// That only a part of the ledger was looked through; nil: all that was needed.
    var changesNote: String?

    struct Figure: Hashable, Sendable {
        var name: String
        var value: String
        /// The people that it counts; nil: nothing to show.
        var link: String?
    }
}

/// All accounts.
struct AdminPeoplePage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    var action: String
    var query: String
    var roles: [AdminChoice]
    var isOffOnly: Bool
    /// How many were found, and that not all are shown where it is so.
    var summary: String
    var people: [Line]
    var hasPeople: Bool
    /// Opens an account; nil: the reader may not.
    var add: Add?
    var csrf: String

    struct Line: Hashable, Sendable {
        var link: String
        var name: String
        var signIn: String
        var grants: [String]
        var mail: String
        var state: String
        var tone: String
    }

    struct Add: Hashable, Sendable {
        var isOpen: Bool
        var key: String
        var nameField: AdminField
        var accountField: AdminField
        var mailField: AdminField
        var languages: [AdminChoice]
    }
}

/// A password that was made up, told once.
struct ShownPasswordPage: Sendable {
    var tabs: [DeskPage.Tab]
    var heading: String
    var name: String
    var signIn: String
    var password: String
    var next: ProblemPage.Link
}

/// The own account.
struct AccountPage: Sendable {
    var problems: [Problem]
    var hasProblems: Bool
    var name: String
    var signIn: String
    var grants: [String]
    /// What was just done; nil: nothing.
    var said: String?
    /// nil: the account signs in elsewhere.
    var form: PasswordForm?
    var home: ProblemPage.Link

    struct PasswordForm: Hashable, Sendable {
        var action: String
        var csrf: String
        var key: String
        var oldField: AdminField
        var newField: AdminField
        var againField: AdminField
    }
}
