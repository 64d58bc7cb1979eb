/// Text with columns in braces: `{楼栋}-{房间号}`.
struct CellTemplate: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        case column(String)
    }

    let parts: [Part]

    /// - Returns: nil where a brace isn't closed, isn't opened or is empty.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
            if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
            let column = String(rest[rest.index(after: brace)..<end]).tidied
            guard !column.isEmpty, !column.contains("{") else { return nil }
            parts.append(.column(column))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    var columns: [String] {
        parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
    }

    /// The text for a row.
    ///
    /// - Parameter cell: a column's value.
    /// - Returns: empty where columns are named and all that are named are empty.
    func text(_ cell: (String) -> String) -> String {
        var text = ""
        var isGiven = columns.isEmpty
        for part in parts {
            switch part {
            case .text(let fixed): text += fixed
            case .column(let name):
                let value = cell(name)
                if !value.isEmpty { isGiven = true }
                text += value
            }
        }
        return isGiven ? text.tidied : ""
    }
}
