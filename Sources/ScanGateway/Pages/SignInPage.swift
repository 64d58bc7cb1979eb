/// The staff's sign-in.
struct SignInPage: Sendable {
    var action: String
    /// The label to come back to.
    var returnCode: String?
    /// Where signing in leads.
    var returnHint: String?
    /// That a session has come to its end; nil: there was none.
    var ended: String?
    var account = ""
    var problems: [Problem] = []
    var hasProblems: Bool = false

    mutating func refuse(_ sentence: String) {
        problems = [Problem(field: "account", sentence: sentence)]
        hasProblems = true
    }
}

/// Something that is missing or wrong in a form: at the field, and in the summary on top that links to it.
struct Problem: Hashable, Sendable {
    /// The element's id.
    var field: String
    var sentence: String
}
