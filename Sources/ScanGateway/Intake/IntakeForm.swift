import Facility
import Ledger
import TicketTracking

/// What was taken down of a call, as typed.
struct IntakeForm: Sendable {
    var place: PlaceID?
    var door: String
    var category: String
    var words: String
    var isHazard: Bool
    var name: String
    var phone: String
    var wantsCall: Bool
    /// The number of the ticket that the call is one more report of; "": none.
    var joins: String

    init(_ form: Form) {
        place = Int64(form["place"]).flatMap { $0 > 0 ? PlaceID($0) : nil }
        door = form["door"]
        category = form["category"]
        words = form["words"]
        isHazard = !form["hazard"].isEmpty
        name = form["name"]
        phone = form["phone"]
        wantsCall = !form["wants"].isEmpty
        joins = form["joins"]
    }

    /// In the order of the page; empty: all is well.
    func problems(_ voice: Voice) -> [Problem] {
        var found: [Problem] = []
        func refuse(_ field: String, _ key: String, _ values: [String: String] = [:]) {
            found.append(Problem(field: field, sentence: voice.say(key, values)))
        }
        if place == nil && door.isEmpty { refuse("door", "problem.where") }
        if category.isEmpty && words.isEmpty && !isHazard && joins.isEmpty {
            refuse("words", "problem.categoryOrWords")
        }
        let max = ReportLimits.wordsMax - Self.noteMax
        if words.count > max {
            refuse("words", "problem.wordsTooLong", ["max": String(max), "found": String(words.count)])
        }
        for (field, sentence) in [
            ("door", voice.lengthProblem(door, max: ReportForm.doorMax, of: "report.where")),
            ("phone", TypedContact.phoneProblem(phone, voice)),
            ("name", TypedContact.nameProblem(name, voice)),
        ] {
            if let sentence { found.append(Problem(field: field, sentence: sentence)) }
        }
        if wantsCall && phone.isEmpty { refuse("phone", "problem.phoneForCall") }
        return found
    }

    /// What the wish to be called adds to the words.
    private static let noteMax = 40

    /// nil: nothing was left.
    var contact: Contact? {
        (name + phone).isEmpty ? nil : Contact(name: name.nonEmpty, phone: phone.nonEmpty)
    }

    /// What the reporter said, the wish to be called at its end.
    func statedWords(_ voice: Voice) -> String? {
        [words.nonEmpty, wantsCall ? voice.say("intake.wantsCallNote") : nil].compactMap(\.self)
            .joined(separator: "\n").nonEmpty
    }
}
