/// What staff may do about the label that they have just scanned.
struct LabelCard: Sendable {
    /// What was done just now.
    var done: String?
    /// nil: this browser is on no walk.
    var walk: WalkCard?
    var problems: [Problem]
    var hasProblems: Bool
    var heading: String
    var hint: String
    var csrf: String
    var confirm: Form?
    /// For a label that hangs at another door; as it was typed.
    var door: String
    var offersDoor: Bool
    var mark: Form?
    var states: [PrintPage.Option]
    /// nil: the reader may not print.
    var printLink: String?
    var replace: Form?
    var revoke: Form?

    struct Form: Sendable {
        var action: String
        var key: String
    }
}

/// A blank label that waits for its place.
struct BindPage: Sendable {
    var problems: [Problem]
    var hasProblems: Bool
    var code: String
    var action: String
    var here: String
    var csrf: String
    var key: String
    var query: String
    var hasSearched: Bool
    var found: String
    var targets: [Target]

    struct Target: Sendable {
        var value: String
        var name: String
        var path: String
        var reference: String
    }
}
