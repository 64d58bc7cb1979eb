/// Where a line must not break though Unicode's rules (UAX #14) allow it: Chinese may break between any two
/// characters, and hyphens anywhere, so `12号楼`, `E座` and `2-E-03` would be torn apart.
enum UnbreakableParts {
    /// Between the steps of a path: `主楼 · 二层`.
    private static let separator: Unicode.Scalar = "·"
    /// Between the steps of a technical path: `site/closet/panel/Port 1`.
    private static let slash: Unicode.Scalar = "/"

    /// - Returns: ranges of UTF-8 bytes, in order, not overlapping.
    static func ranges(in text: String) -> [Range<Int>] {
        separator(of: text).map { steps(of: text, $0) } ?? numbers(in: text)
    }

    /// Whether a text leads from the whole to its part, so that its end says what it is about.
    static func isPath(_ text: String) -> Bool { separator(of: text) != nil }

    /// - Returns: nil where the text is no path; a single slash may stand in a number.
    private static func separator(of text: String) -> Unicode.Scalar? {
        if text.unicodeScalars.contains(separator) { return separator }
        return text.unicodeScalars.lazy.filter { $0 == slash }.count > 1 ? slash : nil
    }

    /// Each step of a path as a whole, with the separator after it: none begins a line.
    private static func steps(of text: String, _ separator: Unicode.Scalar) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var offset = 0
        for scalar in text.unicodeScalars {
            if offset == start, scalar == " " { start += 1 }
            offset += UTF8.width(scalar)
            if scalar == separator {
                ranges.append(start..<offset)
                start = offset
            }
        }
        if start < offset { ranges.append(start..<offset) }
        return ranges
    }

    /// Runs of Latin letters, digits, `-`, `.`, `/` with the Chinese character that counts them.
    private static func numbers(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        var offset = 0
        for scalar in text.unicodeScalars {
            let end = offset + UTF8.width(scalar)
            if isOfNumber(scalar) {
                start = start ?? offset
            } else if let begun = start {
                let isCounted = scalar.value >= 0x2E80
                ranges.append(begun..<(isCounted ? end : offset))
                start = nil
            }
            offset = end
        }
        if let start { ranges.append(start..<offset) }
        return ranges
    }

    private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", "-", ".", "/": true
        default: false
        }
    }
}
