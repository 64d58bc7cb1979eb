/// The page on which a phone call is taken down: the place first, then what is said.
struct IntakePage: Sendable {
    var action: String
    /// Where the script asks for places while they are typed.
    var suggest: String
    var query: String = ""
    /// What was found, in words; nil: nothing was looked for.
    var found: String?
    var places: [IntakePlace] = []
    var hasPlaces = false
    /// Leads to the form for a place that nobody can name.
    var unknown: String
    var board: String
    var call: Call?
    var done: Done?
    var problems: [Problem] = []
    var hasProblems = false

    /// The form, once it is said where.
    struct Call: Sendable {
        /// nil: the place is only described.
        var place: Int64?
        var placeName: String
        var placePath: String
        var asksPlace: Bool
        var door: String = ""
        var csrf: String
        var key: String
        var notices: [ReportPage.NoticeCard]
        var faults: [Fault]
        var hasFaults: Bool
        var categories: [ReportPage.Tile]
        var words: String = ""
        var wordsMax: Int
        var isHazard = false
        var name: String = ""
        var phone: String = ""
        var wantsCall = false
        /// What is wrong with a field, at the field; nil: nothing.
        var doorProblem: String?
        var wordsProblem: String?
        var nameProblem: String?
        var phoneProblem: String?
    }

    /// A fault that is known there already.
    struct Fault: Hashable, Sendable {
        var number: String
        var category: String
        var isHazard: Bool
        var state: String
        var tone: String
        var age: String
        var exact: String
        var exactText: String
        /// How many reported it; nil: one.
        var reports: String?
        /// Where above the place; nil: there.
        var whereabouts: String?
    }

    /// What is read out to the caller.
    struct Done: Sendable {
        var number: String
        var link: String
        /// nil where whoever took the call doesn't see the ticket.
        var sentence: String?
        var promise: String?
        var isHazard: Bool
    }
}

/// A place as somebody finds it who types.
struct IntakePlace: Codable, Hashable, Sendable {
    var id: Int64
    var reference: String
    var link: String
    var name: String
    var path: String
    /// What it was called before, where that is what was typed; nil: it wasn't.
    var formerly: String?
}
