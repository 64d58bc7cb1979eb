import TicketTracking

/// What is wrong with a way to be reached, as it was typed; nil: nothing.
enum TypedContact {
    static let nameMax = 80
    /// Runs of characters that a sentence names.
    private static let runsMax = 3

    static func phoneProblem(_ text: String, _ voice: Voice) -> String? {
        if text.isEmpty || ReportForm.isPhone(text) { return nil }
        let foreign = text.split { ReportForm.isOfPhone($0) }.prefix(runsMax)
        if !foreign.isEmpty {
            let found = foreign.map { voice.say("problem.quoted", ["text": String($0).excerpt(20)]) }
            return voice.say("problem.phoneForeign", ["found": voice.list(found)])
        }
        let digits = text.count(where: \.isNumber)
        if !ReportForm.phoneDigits.contains(digits) {
            return voice.count("problem.phoneDigits", digits)
        }
        return voice.say("problem.phone", ["found": text.excerpt()])
    }

    static func mailProblem(_ text: String, _ voice: Voice) -> String? {
        text.isEmpty || ReportForm.isMail(text) ? nil : voice.say("problem.mail", ["found": text.excerpt()])
    }

    static func nameProblem(_ text: String, _ voice: Voice) -> String? {
        voice.lengthProblem(text, max: nameMax, of: "report.name")
    }
}

extension Voice {
    /// That a field holds too much; nil: it doesn't.
    ///
    /// - Parameter label: the key of the field's name.
    func lengthProblem(_ text: String, max: Int, of label: String) -> String? {
        guard text.count > max else { return nil }
        return say(
            "problem.fieldTooLong", ["field": say(label), "max": String(max), "found": String(text.count)])
    }
}

extension String {
    /// Its beginning, where it is too long for a sentence.
    ///
    /// - Parameter max: characters, 1 and up.
    func excerpt(_ max: Int = 40) -> String { count > max ? prefix(max) + "…" : self }
}
