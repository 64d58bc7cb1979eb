/// A page that says what didn't work, and what to do instead.
struct ProblemPage: Sendable {
    var heading: String
    /// As it is printed on a label; nil where it matters not.
    var code: String?
    var sentences: [String]
    var hotline: Shell.Hotline?
    var next: Link?
    /// Whether a field to type a code is offered, with what was typed.
    var typeAgain: Bool
    var typedCode: String
    var home: String
    /// For the maintainers.
    var reference: String?

    struct Link: Hashable, Sendable {
        var link: String
        var text: String
    }
}
