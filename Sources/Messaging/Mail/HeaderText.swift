import Foundation

/// Free text in a header of a mail (RFC 2047): nothing in it can end the header.
enum HeaderText {
    /// An encoded word may have 75 characters (RFC 2047 section 2), of which 12 are `=?UTF-8?B?` and `?=`.
    private static let bytesOfWordMax = 45
    /// Longer texts are cut.
    static let charactersMax = 180

    /// The text as it stands after a header's name: as it is where it is plain ASCII of one line, else as encoded words,
    /// folded.
    static func encoded(_ text: String) -> String {
        let clean = tidied(text)
        let isPlain = clean.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !clean.contains("=?")
        if isPlain && clean.utf8.count <= 66 { return clean }
        return words(of: clean).map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
            .joined(separator: "\r\n ")
    }

    /// One line without control characters.
    static func tidied(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator ? " " : Character(scalar)
        }
        let line = String(scalars).split(separator: " ").joined(separator: " ")
        return line.count <= charactersMax ? line : line.prefix(charactersMax - 1) + "…"
    }

    /// Parts of whole characters, since an encoded word must be text by itself (RFC 2047 section 5).
    private static func words(of text: String) -> [String] {
        var (words, word) = ([String](), "")
        for scalar in text.unicodeScalars {
            if word.utf8.count + String(scalar).utf8.count > bytesOfWordMax {
                words.append(word)
                word = ""
            }
            word.unicodeScalars.append(scalar)
        }
        return words + [word]
    }
}
