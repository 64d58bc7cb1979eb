/// How a place is found by what people type: every word must stand in its reference, its names or its
/// aliases.
///
/// Every storage uses these texts, so that all find the same.
public enum PlaceSearch {
    /// Words beyond these are ignored.
    public static let wordsMax = 8

    /// Lower case, full-width letters and digits in half width, white space as single spaces.
    public static func normal(_ text: String) -> String {
        let folded = text.unicodeScalars.map { scalar -> Character in
            switch scalar.value {
            case 0x3000: " "
            case 0xFF01...0xFF5E: Character(UnicodeScalar(scalar.value - 0xFEE0) ?? scalar)
            default: Character(scalar)
            }
        }
        return String(folded).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    public static func words(of query: String) -> [String] {
        normal(query).split(separator: " ").prefix(wordsMax).map(String.init)
    }

    /// Everything that a place is found by: one normal form a line, what Chinese names are typed as in short behind them
    /// (`PinyinInitials`), with a line break at both ends.
    public static func text(of place: Place) -> String {
        let aliases = place.aliases.flatMap { [$0.reference, $0.name.zh, $0.name.en] }
        var lines: [String] = []
        for line in forms([place.reference, place.name.zh, place.name.en] + aliases)
        where !line.isEmpty && !lines.contains(line) {
            lines.append(line)
        }
        return "\n" + lines.joined(separator: "\n") + "\n"
    }

    private static func forms(_ texts: [String?]) -> [String] {
        let normal = texts.compactMap(\.self).map(normal)
        return normal + normal.flatMap(PinyinInitials.of)
    }

    /// The newest former reference or name by which a place is found; nil: what it is called now is enough.
    public static func alias(of place: Place, matching query: String) -> PlaceAlias? {
        func holds(_ texts: [String?]) -> Bool {
            let all = forms(texts).joined(separator: "\n")
            return words(of: query).allSatisfy { all.contains($0) }
        }
        if holds([place.reference, place.name.zh, place.name.en]) { return nil }
        return place.aliases.last { alias in
            holds([alias.reference, alias.name.zh, alias.name.en, place.name.zh, place.name.en])
        }
    }

    /// 0: some line is the whole query; 1: some line begins with its first word; 2: neither. Equals stand by
    /// the reference's length, then by reference.
    public static func rank(_ text: String, words: [String]) -> Int {
        if text.contains("\n" + words.joined(separator: " ") + "\n") { return 0 }
        return text.contains("\n" + (words.first ?? "")) ? 1 : 2
    }
}
