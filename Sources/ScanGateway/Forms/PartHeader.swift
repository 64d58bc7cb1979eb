/// What a part of a form says of itself: the field's name, and whether it is a file.
struct PartHeader: Hashable, Sendable {
    /// 1 to 64 small letters, digits, `-` and `_`: all that our own forms use.
    var name: String
    var isFile: Bool
    /// Whether the file has a name; an input left empty has "".
    var isNamed = false

    init(name: String, isFile: Bool) {
        self.name = name
        self.isFile = isFile
    }

    /// Reads the lines before a part's content.
    ///
    /// - Throws: `FormError.disposition`, `.notUTF8`.
    init(_ bytes: some Collection<UInt8>) throws(FormError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        let lines = text.split(separator: "\r\n")
        let line = lines.first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let value = line?.drop(while: { $0 != ":" }).dropFirst() else { throw .disposition }
        let attributes = Self.attributes(of: value)
        guard attributes.first?.name == "form-data" else { throw .disposition }
        guard let name = attributes.first(where: { $0.name == "name" })?.value, Self.isAllowed(name) else {
            throw .disposition
        }
        self.name = name
        let names = attributes.filter { $0.name == "filename" || $0.name == "filename*" }
        isFile = !names.isEmpty
        isNamed = names.contains { !$0.value.isEmpty }
    }

    private static func isAllowed(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }

    /// Attributes between semicolons that stand outside of quotes, names in small letters, values without quotes.
    private static func attributes(of value: Substring) -> [(name: String, value: String)] {
        var pieces: [String] = [""]
        var isQuoted = false
        var isEscaped = false
        for character in value {
            if isEscaped {
                isEscaped = false
            } else if character == "\\" && isQuoted {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
                continue
            } else if character == ";" && !isQuoted {
                pieces.append("")
                continue
            }
            pieces[pieces.count - 1].append(character)
        }
        return pieces.map { piece in
            let parts = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0].filter { !$0.isWhitespace }.lowercased()
            return (name, parts.count == 2 ? String(parts[1]) : "")
        }
    }
}
