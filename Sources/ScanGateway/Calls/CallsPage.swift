/// 回访: the call that is next, with what to say beside what to record.
struct CallsPage: Sendable {
    var tabs: [DeskPage.Tab]
    /// How many calls are due; nil: none is.
    var count: String?
    /// What came of the call before; nil: nothing was saved just now.
    var saved: Saved?
    /// Why what was asked for isn't shown, or isn't dialled; nil: it is.
    var notice: String?
    /// Words that couldn't be saved; nil: none are at stake.
    var lost: Lost?
    var card: Card?
    /// Calls after the one that is shown.
    var rest: [Rest]
    var hasRest: Bool
    /// That there are more than are listed.
    var restNote: String?
    /// nil: a call is shown.
    var empty: Empty?
    var problems: [Problem] = [] { didSet { hasProblems = !problems.isEmpty } }
    private(set) var hasProblems = false

    struct Saved: Hashable, Sendable {
        var sentence: String
        var next: String?
        var ticket: ProblemPage.Link
    }

    struct Lost: Hashable, Sendable {
        var words: String
        var link: String
        var number: String
    }

    struct Rest: Hashable, Sendable {
        var link: String
        var number: String
        var place: String
        var what: String
        var since: String
        /// Who has it open; nil: nobody does.
        var opened: String?
    }

    struct Empty: Hashable, Sendable {
        var sentence: String
        /// When the next call is due; nil: none is planned.
        var next: String?
    }

    struct Attempt: Hashable, Sendable {
        var when: String
        var exact: String
        var outcome: String
        var caller: String?
    }

    struct Option: Hashable, Sendable {
        var value: String
        var name: String
        /// As it is pressed and shown.
        var key: String
        var isChosen: Bool
    }

    /// Everything about one call.
    struct Card: Sendable {
        var number: String
        var link: String
        var place: String
        var category: String
        var isHazard: Bool
        /// `第 1 轮 · 修好了吗`.
        var round: String
        /// `第 2 次，共 3 次`.
        var attempt: String
        /// By when the round ends.
        var closes: String
        /// That it is called before its time; nil: it is due.
        var early: String?
        var reported: String?
        var answer: String?
        var menders: String?
        var language: String
        var contact: String?
        var attempts: [Attempt]
        var hasAttempts: Bool
        /// Further tickets that the same call covers.
        var gathered: [Gathered]
        var hasGathered: Bool
        var script: String
        var scriptNote: String?
        /// The next card, for whoever can't make this call; nil: there is none, or this one is open.
        var skip: String?
        /// nil: the number is shown, or can't be.
        var dial: Dial?
        /// Why it can't be dialled; nil: it can be.
        var barrier: String?
        /// nil: nothing was dialled yet.
        var form: Recording?
    }

    struct Gathered: Hashable, Sendable {
        var number: String
        var link: String
        var round: String
    }

    struct Dial: Hashable, Sendable {
        var action: String
        var csrf: String
        var key: String
        var call: String
    }

    /// What came of the call, with the number while it is open.
    struct Recording: Sendable {
        var action: String
        var csrf: String
        var key: String
        var call: String
        var name: String?
        var phone: Number?
        var mail: Number?
        /// nil: nothing is left to call.
        var until: String?
        /// That nothing is left to call; nil: something is.
        var nothing: String?
        var outcomes: [Option]
        var mended: [Option]
        var satisfactions: [Option]
        var reasons: [Option]
        var callBack: String
        var callBackMin: String
        var callBackMax: String
        var language: String
        var words: String
        var wordsMax: Int
        /// What is wrong with a field, at the field; nil: nothing.
        var callBackProblem: String?
        var languageProblem: String?
        var wordsProblem: String?

        mutating func mark(_ problems: [Problem]) {
            func sentence(_ field: String) -> String? { problems.first { $0.field == field }?.sentence }
            (callBackProblem, languageProblem) = (sentence("callBack"), sentence("language"))
            wordsProblem = sentence("words")
        }
    }

    struct Number: Hashable, Sendable {
        /// nil: there is nothing to dial in it.
        var link: String?
        var text: String
    }
}
