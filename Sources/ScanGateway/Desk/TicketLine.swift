/// A ticket in a queue.
struct TicketLine: Hashable, Sendable {
    var link: String
    var number: String
    var place: String
    var category: String
    var isHazard: Bool
    /// What somebody waits for an answer to: an urge (催单), a supervision (督办).
    var marks: [String] = []
    /// How many reported it; nil: one.
    var reports: String?
    var state: String
    var tone: String
    var owner: String?
    var age: String
    var exact: String
    var exactText: String
    var due: Due?
    var isLate: Bool
    var revision: Int64
    /// The form that says "I'm here"; nil where it makes no sense.
    var arrive: ArriveForm?

    /// Time left as a bar.
    struct Due: Hashable, Sendable {
        var text: String
        /// Of the time that there was, 0 to 100.
        var percent: Int
    }

    struct ArriveForm: Hashable, Sendable {
        var action: String
        var csrf: String
        var key: String
    }
}
