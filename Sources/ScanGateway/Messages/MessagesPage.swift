/// Messages on their way and beyond, for whoever answers for that: what waits, what reached nobody, what was sent lately.
struct MessagesPage: Sendable {
    /// The lists of the desk, this one among them.
    /// What was just done; nil: nothing.
    var said: String?
    /// By channel, those about a danger first.
    var channels: [Channel]
    /// Whether somebody has to see to what waits.
    var isLate: Bool
    /// What waits, message by message, those about a danger first.
    var waiting: [Brief]
    var hasWaiting: Bool
    /// That there are more; nil: there aren't.
    var waitingCut: String?
    /// How many dead ones there are, or that there is none.
    var summary: String
    var isEmpty: Bool
    var messages: [Line]
    /// What was missing when one was given up.
    var problems: [Problem]
    var hasProblems: Bool
    /// The newest first.
    var sent: [Brief]
    var action: String
    var csrf: String

    struct Channel: Hashable, Sendable {
        var sentence: String
        /// How many are about a danger; nil: none.
        var danger: String?
        /// Why the last try failed; nil: none has.
        var why: String?
        var isLate: Bool
    }

    struct Brief: Hashable, Sendable {
        /// What it says, or would have said.
        var sentence: String
        var isUrgent: Bool
        var ticket: String
        var link: String
        var receiver: String
        var when: String
        var exact: String
        /// Why a try failed, or what the server answered; nil: nothing yet.
        var remark: String?
    }

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
