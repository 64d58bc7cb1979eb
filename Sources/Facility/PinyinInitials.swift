/// What a Chinese name is typed as in short: the first letter of each character's reading.
public enum PinyinInitials {
    /// Characters in names of places that are read in two ways: the reading that the table hasn't.
    private static let others: [Character: Character] = [
        "厦": "x", "行": "h", "长": "c", "重": "c", "乐": "y", "会": "k", "单": "s", "校": "j", "厂": "a", "都": "d",
        "藏": "c", "调": "t", "曾": "c", "翟": "d", "朝": "z", "传": "z", "系": "j", "盛": "c", "石": "d",
    ]

    private static let letters: [Character: Character] = {
        var letters: [Character: Character] = [:]
        for group in PinyinTable.groups {
            for character in group.characters { letters[character] = group.letter }
        }
        return letters
    }()

    /// `jxl204` for 教学楼204; letters and digits stay, whatever else falls out.
    ///
    /// - Parameter text: in the normal form of `PlaceSearch`.
    /// - Returns: without doubles; none for a text without Chinese characters. A second one where some character is read in
    ///   two ways.
    public static func of(_ text: String) -> [String] {
        guard text.contains(where: { letters[$0] != nil }) else { return [] }
        func short(_ reading: (Character) -> Character?) -> String {
            String(text.compactMap { $0.isASCII ? ($0.isLetter || $0.isNumber ? $0 : nil) : reading($0) })
        }
        let first = short { letters[$0] }
        let second = short { others[$0] ?? letters[$0] }
        return first == second ? [first] : [first, second]
    }
}
