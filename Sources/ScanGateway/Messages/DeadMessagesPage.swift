/// Messages that reached nobody, for whoever answers for that.
struct DeadMessagesPage: Sendable {
    /// How many there are, or that there is none.
    var summary: String
    /// What was just done; nil: nothing.
    var said: String?
    var isEmpty: Bool
    var messages: [Line]
    /// What was missing when one was given up.
    var problems: [Problem]
    var hasProblems: Bool
    var action: String
    var csrf: String

    struct Line: Hashable, Sendable {
        var id: String
        /// What the message would have said.
        var sentence: String
        var ticket: String
        var link: String
        var receiver: String
        var when: String
        var exact: String
        var reason: String
        /// Whether the form to give it up stands open.
        var isGivingUp: Bool
    }
}
