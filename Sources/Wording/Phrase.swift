/// A sentence or term in one language: literal text with named parameters, perhaps in several plural forms.
struct Phrase: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case parameter(String)
    }

    /// The form for everything, and for a term without plural the only one.
    let other: [Piece]
    /// The form for exactly one, where the language has one; chosen by the parameter `count`.
    let one: [Piece]?

    init(other: String, one: String? = nil) throws(PhrasebookError.Malformed) {
        self.other = try Self.pieces(of: other)
        self.one = if let one { try Self.pieces(of: one) } else { nil }
    }

    var parameters: Set<String> {
        Set(
            (other + (one ?? [])).compactMap { piece in
                if case .parameter(let name) = piece { name } else { nil }
            })
    }

    /// A parameter that isn't given stays in braces, so that nobody takes it for a sentence.
    func text(_ values: [String: String]) -> String {
        let pieces = values["count"] == "1" ? one ?? other : other
        return pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let literal): text += literal
            case .parameter(let name): text += values[name] ?? "{\(name)}"
            }
        }
    }

    private static func pieces(of text: String) throws(PhrasebookError.Malformed) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { throw .unclosedBrace(text) }
            let name = rest[rest.index(after: open)..<close]
            guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else {
                throw .parameterName(text)
            }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.parameter(String(name)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}
