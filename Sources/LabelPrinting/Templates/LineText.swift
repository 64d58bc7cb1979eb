/// The text of a line in a design: literal pieces and fields, e.g. `{words.host.zh} {host}`.
public struct LineText: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case literal(String)
        case field(LabelField)
    }

    let pieces: [Piece]
    /// As the design writes it.
    let source: String

    init(_ node: TemplateNode) throws(TemplateFault) {
        source = try node.text()
        var rest = Substring(source)
        var pieces: [Piece] = []
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.literal(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw node.fault(expected: "a } for every {")
            }
            let name = String(rest[rest.index(after: open)..<close])
            guard let field = LabelField(rawValue: name) else {
                let known = LabelField.allCases.map(\.rawValue).joined(separator: ", ")
                throw node.fault(expected: "one of the fields \(known)", found: "'\(name)'")
            }
            pieces.append(.field(field))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        self.pieces = pieces
    }

    /// - Returns: nil where it has fields and all of them are empty; an empty one among others leaves no double space
    ///   behind.
    func filled(by label: LabelContent, _ words: LabelWords) -> String? {
        var text = ""
        // Words of the design's own stand by themselves.
        var isEmpty = pieces.contains { if case .field = $0 { true } else { false } }
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .field(let field):
                guard let value = field.value(of: label, words) else { continue }
                text += value
                isEmpty = false
            }
        }
        return isEmpty ? nil : text.withTidySpaces
    }
}
