/// 停机公告: those that nobody ended, and the form for one.
struct NoticesPage: Sendable {
    var problems: [Problem]
    var hasProblems: Bool
    var said: String?
    var notices: [Row]
    var hasNotices: Bool
    var form: Form
    /// Who did what to the one that is changed, the newest first.
    var history: [Step]
    var hasHistory: Bool

    struct Row: Sendable {
        var place: String
        var path: String
        var state: String
        var tone: String
        var words: [Words]
        var when: String
        var what: String
        /// Leads to the form that changes it; nil: whoever reads the page may not.
        var change: String?
        var end: End?
    }

    struct Words: Sendable {
        var language: String
        var text: String
    }

    struct End: Sendable {
        var action: String
        var csrf: String
        var key: String
        var place: String
        var number: String
    }

    struct Form: Sendable {
        var action: String
        var csrf: String
        var key: String
        var title: String
        /// nil: a new one.
        var number: String?
        /// Leads to an empty form; nil: this is one.
        var new: String?
        var place: String
        /// Where the script asks for places while they are typed; nil: the place stands.
        var suggest: String?
        /// The places that may be meant.
        var places: [AdminChoice]
        var hasPlaces: Bool
        var zh: String
        var en: String
        var from: String
        var until: String
        var daily: String
        var categories: [ReportPage.Tile]
        var textMax: Int
        var placeProblem: String?
        var zhProblem: String?
        var fromProblem: String?
        var untilProblem: String?
        var dailyProblem: String?
    }

    struct Step: Sendable {
        var sentence: String
        var exact: String
        var when: String
    }
}
