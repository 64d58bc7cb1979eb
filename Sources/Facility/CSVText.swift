/// Tables for spreadsheets, by RFC 4180.
public enum CSVText {
    /// UTF-8 with a byte order mark, since spreadsheets take Chinese for another character set without one; CRLF; and
    /// no cell that a spreadsheet would carry out as a formula.
    public static func bytes(_ lines: [[String]]) -> [UInt8] {
        let text = lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
        return Array(("\u{FEFF}" + text).utf8)
    }

    /// A cell that begins like a formula gets an apostrophe, as OWASP's "CSV Injection" advises; quotes where needed.
    public static func cell(_ text: String) -> String {
        // Scalars: a line end of two of them is one character.
        let isFormula =
            text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let defused = isFormula ? "'" + text : text
        guard defused.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return defused
        }
        return "\"" + defused.replacing("\"", with: "\"\"") + "\""
    }
}
