import Facility
import Ledger
import TicketTracking

/// What a reporter sent, as typed.
struct ReportForm: Sendable {
    var key: CommandID?
    var category: String
    var point: String
    var words: String
    var door: String
    var name: String
    var phone: String
    var mail: String
    var isHazard: Bool
    var photos: [FormFile]

    init(_ form: Form) {
        key = CommandID(form["key"])
        category = form["category"]
        point = form["point"]
        words = form["words"]
        door = form["door"]
        name = form["name"]
        phone = form["phone"]
        mail = form["mail"]
        isHazard = !form["hazard"].isEmpty
        photos = form.files("photo")
    }

    static let doorMax = 200

    /// What is missing or wrong, in the order of the page; empty: all is well.
    ///
    /// - Parameter asksPlace: the place is only described.
    func problems(asksPlace: Bool, _ voice: Voice) -> [Problem] {
        var found: [Problem] = []
        func refuse(_ field: String, _ key: String, _ values: [String: String] = [:]) {
            found.append(Problem(field: field, sentence: voice.say(key, values)))
        }
        if asksPlace && door.isEmpty { refuse("door", "problem.where") }
        if category.isEmpty && words.isEmpty && !isHazard { refuse("category", "problem.categoryOrWords") }
        if words.count > ReportLimits.wordsMax {
            refuse(
                "words", "problem.wordsTooLong",
                ["max": String(ReportLimits.wordsMax), "found": String(words.count)])
        }
        if photos.count > ReportLimits.photosMax { refuse("photos", "problem.photosMany") }
        let label = asksPlace ? "report.where" : "report.door"
        let others = [
            ("name", TypedContact.nameProblem(name, voice)),
            ("phone", TypedContact.phoneProblem(phone, voice)),
            ("mail", TypedContact.mailProblem(mail, voice)),
            ("door", voice.lengthProblem(door, max: Self.doorMax, of: label)),
        ]
        return found
            + others.compactMap { field, sentence in sentence.map { Problem(field: field, sentence: $0) } }
    }

    /// nil: nothing was left.
    var contact: Contact? {
        guard !(name + phone + mail).isEmpty else { return nil }
        return Contact(name: name.nonEmpty, phone: phone.nonEmpty, mail: mail.nonEmpty)
    }

    /// 5 to 20 digits, with the signs that people write between them; full-width digits count too.
    static func isPhone(_ text: String) -> Bool {
        phoneDigits.contains(text.count(where: \.isNumber)) && text.count <= 32
            && text.allSatisfy(isOfPhone)
    }

    static let phoneDigits = 5...20

    static func isOfPhone(_ character: Character) -> Bool {
        character.isNumber || " +-()（）–./转x,".contains(character)
    }

    static func isMail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
            && !text.contains { $0.isWhitespace }
            && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".") && text.count <= ReportLimits.contactMax
    }
}

extension String {
    /// nil for "".
    var nonEmpty: String? { isEmpty ? nil : self }
}
