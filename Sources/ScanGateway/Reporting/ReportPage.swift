/// The report page of a label, of a chosen place, or of one that is only described.
struct ReportPage: Sendable {
    var action: String
    /// The command key that makes two presses one report.
    var key: String
    /// Shows that this page was opened, should the address be refused later; likewise those of the other forms.
    var seal: String
    /// Above the place.
    var kicker = ""
    var placeName = ""
    var placement: String?
    var label: LabelLine?
    var renumbered: String?
    var staffLink: String?
    /// 停机公告 that stand here, the nearest place's first.
    var notices: [NoticeCard] = []
    /// Where strangers are told the number of open faults only.
    var faultCount: String?
    var faults: [Fault] = []
    var hasFaults = false
    /// Whether the place is only described.
    var asksPlace = false
    var points: [Tile] = []
    var hasPoints = false
    /// What suits this kind of thing.
    var categories: [Tile] = []
    /// All others.
    var moreCategories: [Tile] = []
    var hasMore = false
    var isMoreOpen = false
    var photoInputs: [PhotoInput] = []
    /// What may be wrong with the label itself; empty where no label led here.
    var labelKinds: [Tile] = []
    /// The key of that form; nil: there is none.
    var labelKey: String?
    var labelSeal = ""
    /// Said after a label was complained of.
    var thanks: String?
    var wordsMax: Int
    var hotline: Shell.Hotline?

    // What was typed, kept through every refusal.
    var words = ""
    var door = ""
    var name = ""
    var phone = ""
    var mail = ""
    var isHazard = false
    var isElsewhere = false
    var isContactOpen = false

    var problems: [Problem] = []
    var hasProblems = false
    var placeProblem: String?
    var categoryProblem: String?
    var wordsProblem: String?
    var photosProblem: String?
    var nameProblem: String?
    var phoneProblem: String?
    var mailProblem: String?

    struct NoticeCard: Hashable, Sendable {
        /// Both languages, the reader's first.
        var texts: [NoticeText]
        /// Its hours, and when it ends; nil: all day, until somebody ends it.
        var when: String?
    }

    struct NoticeText: Hashable, Sendable {
        var language: String
        var text: String
    }

    struct LabelLine: Hashable, Sendable { var code: String }

    struct PhotoInput: Hashable, Sendable { var label: String }

    struct Tile: Hashable, Sendable {
        var value: String
        var name: String
        var isChosen: Bool
    }

    /// An open fault as strangers see it: category, state and age.
    struct Fault: Hashable, Sendable {
        var action: String
        var joinKey: String
        var joinSeal: String
        var number: String
        var category: String
        var isHazard: Bool
        var state: String
        var tone: String
        var age: String
        var exact: String
        var exactText: String
        /// The place above and how far above it is; nil: the fault is right here.
        var whereabouts: String?
    }

    /// Shows what is wrong, at each field and on top.
    mutating func show(_ found: [Problem]) {
        problems = found
        hasProblems = !found.isEmpty
        for problem in found {
            switch problem.field {
            case "door": placeProblem = problem.sentence
            case "category": categoryProblem = problem.sentence
            case "words": wordsProblem = problem.sentence
            case "photos": photosProblem = problem.sentence
            case "name": (nameProblem, isContactOpen) = (problem.sentence, true)
            case "phone": (phoneProblem, isContactOpen) = (problem.sentence, true)
            case "mail": (mailProblem, isContactOpen) = (problem.sentence, true)
            default: break
            }
        }
    }

    /// Puts back what was typed. Photos can't be: browsers forbid it.
    mutating func fill(_ form: ReportForm) {
        words = form.words
        door = form.door
        (name, phone, mail) = (form.name, form.phone, form.mail)
        isHazard = form.isHazard
        isElsewhere = !form.door.isEmpty
        isContactOpen = !(form.name + form.phone + form.mail).isEmpty
        for index in categories.indices {
            categories[index].isChosen = categories[index].value == form.category
        }
        for index in moreCategories.indices {
            moreCategories[index].isChosen = moreCategories[index].value == form.category
        }
        isMoreOpen = moreCategories.contains(where: \.isChosen)
        for index in points.indices { points[index].isChosen = points[index].value == form.point }
    }
}
