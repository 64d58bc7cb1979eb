import Wording

/// What a configuration's reader says is expected or found, in the reader's language.
///
/// The readers of files complain in English, as the command line does. The locale files hold each such sentence in both
/// languages, with parameters where names and numbers stand; one that isn't there is shown as it is.
extension Voice {
    func expectation(_ english: String) -> String { translated(english, "configuration.expected.") }
    func finding(_ english: String) -> String { translated(english, "configuration.found.") }

    private func translated(_ english: String, _ group: String) -> String {
        guard language != .en else { return english }
        var best: (literals: Int, text: String)?
        for key in book.keys where key.hasPrefix(group) {
            let names = (book.parameters(of: key) ?? []).sorted()
            let marks = Dictionary(uniqueKeysWithValues: names.map { ($0, "\u{1}\($0)\u{1}") })
            guard let template = book.text(key, in: .en, marks),
                let values = Self.values(of: english, in: template)
            else { continue }
            let literals = template.count - marks.values.map(\.count).reduce(0, +)
            if literals > best?.literals ?? -1 { best = (literals, say(key, values)) }
        }
        return best?.text ?? english
    }

    /// What stands in the places of a template's parameters.
    ///
    /// - Parameter template: each parameter's name between two characters U+0001.
    /// - Returns: nil where the sentence isn't of that form.
    private static func values(of sentence: String, in template: String) -> [String: String]? {
        let parts = template.split(separator: "\u{1}", omittingEmptySubsequences: false)
        guard let first = parts.first, sentence.hasPrefix(first) else { return nil }
        var (rest, values) = (sentence.dropFirst(first.count), [String: String]())
        for index in stride(from: 1, to: parts.count - 1, by: 2) {
            let literal = parts[index + 1]
            let isLast = index + 2 == parts.count
            let end: Substring.Index
            if literal.isEmpty {
                end = rest.endIndex
            } else if isLast {
                guard rest.hasSuffix(literal) else { return nil }
                end = rest.index(rest.endIndex, offsetBy: -literal.count)
            } else {
                guard let found = rest.firstRange(of: literal) else { return nil }
                end = found.lowerBound
            }
            values[String(parts[index])] = String(rest[..<end])
            rest = rest[end...].dropFirst(literal.count)
        }
        return rest.isEmpty ? values : nil
    }
}
