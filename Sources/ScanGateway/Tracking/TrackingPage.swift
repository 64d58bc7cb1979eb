/// A reporter's private page.
struct TrackingPage: Sendable {
    var base: String
    /// With scheme and host, to be kept.
    var address: String
    var number: String
    var revision: Int64
    var place: String
    var category: String
    var state: String
    var tone: String
    var sentence: String
    var promise: String
    var answer: String?
    var steps: [Step]
    /// Characters that a field for words takes.
    var wordsMax: Int
    /// First view, right after sending.
    var isSent = false
    /// What the last press did; nil: nothing was pressed, or the sentence of the state says it.
    var said: String?
    /// How a lost link is found again, or that it can't be.
    var keepLost: String?
    /// Somebody may get hurt: keep away, then call.
    var hazardAdvice = false
    var hotline: Shell.Hotline?
    /// The tracking address as a QR symbol, in SVG.
    var symbol: String?
    var offered: Offer?
    /// When somebody comes, as agreed; nil: nothing is agreed.
    var appointment: String?
    /// What the desk asks, and the form to answer it.
    var question: Act?
    /// It was filed with an incident by itself.
    var differs: Act?
    /// 停机公告 that stood there when it was reported, in a sentence each.
    var notices: [String] = []
    /// That came with the report, as far as they are still there.
    var photos: [Photo] = []
    /// How many there are; nil: none.
    var photosTitle: String?
    var urge: Urge?
    var satisfaction: Act?
    /// The work is to be signed off, and nobody has.
    var signOff: Act?
    var reopen: Act?
    /// The ticket on which it goes on; nil: on this one.
    var rework: Related?
    var comment: Act?
    var contact: Act?
    var withdraw: Act?
    var problems: [Problem] = []
    var hasProblems = false

    struct Step: Hashable, Sendable {
        var sentence: String
        /// Who did it, on staff pages.
        var actor: String?
        var age: String
        var exact: String
        var exactText: String
        var words: String?
    }

    struct Photo: Hashable, Sendable {
        var link: String
        var alt: String
    }

    /// Another ticket that belongs to this one.
    struct Related: Hashable, Sendable {
        /// What it is to this one.
        var name = ""
        var number: String
        var link: String
    }

    /// A form that makes sense now.
    struct Act: Hashable, Sendable {
        var action: String
        var key: String
        var isOpen = false
        /// What was typed before.
        var words = ""
        /// What is wrong with it; nil: nothing.
        var wordsProblem: String?
        var phone = ""
        var mail = ""
        /// By what the reporter will be reached, in a sentence; nil: nothing was left.
        var known: String?
        /// What the desk asks.
        var asked: String?
    }

    struct Urge: Hashable, Sendable {
        var action: String
        var key: String
        var hint: String
        var isAllowed: Bool
    }

    /// Words that came with a report which had been received already.
    struct Offer: Hashable, Sendable {
        var commentAction: String
        var commentKey: String
        var words: String
    }
}
