/// Asks whether somebody has seen a ticket that a message told of, by one button.
struct AcknowledgePage: Sendable {
    var heading: String
    var lines: [Line]
    /// Whether there is something to press.
    var isOpen: Bool
    /// Where the button's form goes.
    var action: String
    /// Of this press.
    var key: String
    /// What became of it; nil: nothing yet.
    var said: String?
    /// The ticket's page at the desk.
    var desk: String

    struct Line: Hashable, Sendable {
        var label: String
        var value: String
    }
}
