/// A YAML text cut at its top-level keys, so that a part of it is looked at and changed by itself.
///
/// Comments that stand right above a key belong to it. What comes before the first key is the head.
struct ConfigurationSections: Hashable, Sendable {
    struct Section: Hashable, Sendable {
        /// The key; nil: the head.
        var key: String?
        /// The first of its lines in the text, 1 and up.
        var firstLine: Int
        /// With its line ends.
        var text: String
        var lineCount: Int
    }

    let sections: [Section]

    init(_ text: String) {
        var lines: [Substring] = []
        var rest = text[...]
        while let end = rest.firstIndex(of: "\n") {
            lines.append(rest[...end])
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { lines.append(rest) }
        // Where each section begins, with the key that it is of.
        var starts: [(index: Int, key: String?)] = [(0, nil)]
        for (index, line) in lines.enumerated() {
            guard let key = Self.key(line) else { continue }
            var start = index
            while start > starts[starts.count - 1].index, lines[start - 1].hasPrefix("#") { start -= 1 }
            starts.append((start, key))
        }
        sections = starts.indices.compactMap { position in
            let start = starts[position]
            let end = position + 1 < starts.count ? starts[position + 1].index : lines.count
            guard start.index < end else { return nil }
            return Section(
                key: start.key, firstLine: start.index + 1, text: lines[start.index..<end].joined(),
                lineCount: end - start.index)
        }
    }

    subscript(_ key: String) -> Section? { sections.first { $0.key == key } }

    /// The whole text with other words in the place of one section.
    ///
    /// - Returns: nil where there is no such section.
    func replacing(_ key: String, by text: String) -> String? {
        guard let index = sections.firstIndex(where: { $0.key == key }) else { return nil }
        var sections = sections
        sections[index].text = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
        // The empty lines at its end are no part of what somebody typed.
        let gap = self.sections[index].text.reversed().prefix { $0 == "\n" }.count - 1
        if gap > 0, !text.isEmpty { sections[index].text += String(repeating: "\n", count: gap) }
        return sections.map(\.text).joined()
    }

    private static func key(_ line: Substring) -> String? {
        guard let first = line.first, first.isASCII, first.isLetter,
            let colon = line.firstIndex(of: ":")
        else { return nil }
        let name = line[..<colon]
        let isKey = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        let after = line[line.index(after: colon)...].first
        return isKey && (after == nil || after?.isWhitespace == true) ? String(name) : nil
    }
}
