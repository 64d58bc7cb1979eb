extension TicketPage {
    /// Puts back what was typed into the form of an act that was refused; where the ticket has no such form any more,
    /// the words stand in the one for a note.
    ///
    /// - Parameter keepsKey: whether it may have been done all the same, so that the next press has to count as the same one.
    /// - Returns: whether they stand there.
    mutating func fill(
        _ act: Route.DeskAct, _ form: Form, keepingKey keepsKey: Bool = false
    ) -> Bool {
        guard let index = index(of: act, form) else {
            let kept = (act == .handOver ? ["done"] : []) + ["words", "workaround", "reference"]
            let typed = kept.compactMap { form[$0].nonEmpty }
            guard !typed.isEmpty,
                let note = actions.firstIndex(where: { $0.name == Route.DeskAct.comment.rawValue })
            else { return false }
            actions[note].isOpen = true
            actions[note].texts[0].value = typed.joined(separator: "\n")
            return true
        }
        actions[index].isOpen = true
        if keepsKey { actions[index].key = form["key"] }
        for field in actions[index].texts.indices {
            actions[index].texts[field].value = form[actions[index].texts[field].field]
        }
        for field in actions[index].lines.indices {
            actions[index].lines[field].value = form[actions[index].lines[field].field]
        }
        for field in actions[index].dates.indices where !form[actions[index].dates[field].field].isEmpty {
            actions[index].dates[field].value = form[actions[index].dates[field].field]
        }
        for field in actions[index].choices.indices {
            let chosen = form[actions[index].choices[field].field]
            for option in actions[index].choices[field].options.indices where !chosen.isEmpty {
                actions[index].choices[field].options[option].isChosen =
                    actions[index].choices[field].options[option].value == chosen
            }
        }
        return false
    }
    /// Says at the fields of an act's form what is wrong with them.
    ///
    /// - Parameter problems: each by the id or by the name of a field; one that is of neither belongs to the page.
    /// - Returns: them by the ids to which the summary leads.
    mutating func mark(_ problems: [Problem], of act: Route.DeskAct, _ form: Form) -> [Problem] {
        let index = index(of: act, form)
        return problems.map { problem in
            if let index, let id = actions[index].mark(problem) {
                return Problem(field: id, sentence: problem.sentence)
            }
            return problem
        }
    }

    /// Of several forms of one kind that which was about the same; nil: there is none any more.
    private func index(of act: Route.DeskAct, _ form: Form) -> Int? {
        actions.firstIndex { action in
            (action.name == act.rawValue || action.name.hasPrefix(act.rawValue + "-"))
                && action.hidden.allSatisfy { form[$0.name] == $0.value }
        }
    }
}

extension TicketPage.Action {
    /// - Returns: the id of the field that is meant; nil: none of this form.
    fileprivate mutating func mark(_ problem: Problem) -> String? {
        func isMeant(_ id: String, _ field: String) -> Bool { problem.field == id || problem.field == field }
        func joined(_ earlier: String?) -> String {
            [earlier, problem.sentence].compactMap(\.self).joined(separator: " ")
        }
        if let index = choices.firstIndex(where: { isMeant($0.id, $0.field) }) {
            choices[index].problem = joined(choices[index].problem)
            return choices[index].id
        }
        if let index = dates.firstIndex(where: { isMeant($0.id, $0.field) }) {
            dates[index].problem = joined(dates[index].problem)
            return dates[index].id
        }
        if let index = lines.firstIndex(where: { isMeant($0.id, $0.field) }) {
            lines[index].problem = joined(lines[index].problem)
            return lines[index].id
        }
        guard let index = texts.firstIndex(where: { isMeant($0.id, $0.field) }) else { return nil }
        texts[index].problem = joined(texts[index].problem)
        return texts[index].id
    }
}
