extension TrackingPage {
    /// Puts back what was typed into the form of an act that wasn't done; where the page has no such form any more, it
    /// stands in the one for an addition.
    ///
    /// - Parameters:
    ///   - addition: an empty form for an addition, where the page has none.
    ///   - keepsKey: whether it may have been done all the same, so that the next press has to count as the same one.
    /// - Returns: whether it stands there.
    mutating func fill(
        _ act: Route.TrackingAct, _ form: Form, else addition: Act, keepingKey keepsKey: Bool
    ) -> Bool {
        let own = Self.form(of: act)
        if let own, var filled = self[keyPath: own] {
            filled.isOpen = true
            (filled.words, filled.phone, filled.mail) = (form["words"], form["phone"], form["mail"])
            if keepsKey { filled.key = form["key"] }
            self[keyPath: own] = filled
            return false
        }
        let typed = ["words", "phone", "mail"].compactMap { form[$0].nonEmpty }
        guard !typed.isEmpty else { return false }
        var filled = comment ?? addition
        filled.isOpen = true
        filled.words = typed.joined(separator: "\n")
        comment = filled
        return true
    }

    /// Says at the words of an act what is wrong with them.
    mutating func mark(_ act: Route.TrackingAct, _ sentence: String) {
        guard let own = Self.form(of: act) else { return }
        self[keyPath: own]?.wordsProblem = sentence
    }

    /// nil: an act without anything to type.
    private static func form(of act: Route.TrackingAct) -> WritableKeyPath<TrackingPage, Act?>? {
        switch act {
        case .comment: \.comment
        case .answer: \.question
        case .reopen: \.reopen
        case .contact: \.contact
        case .urge, .withdraw, .satisfaction, .signOff, .differs: nil
        }
    }
}
