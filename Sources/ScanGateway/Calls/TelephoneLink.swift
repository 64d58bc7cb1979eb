/// The number that a telephone dials, taken from a number as people write it.
struct TelephoneLink: Hashable, Sendable {
    /// As after `tel:`, with an extension as RFC 3966 has it: `01062751234;ext=8001`. A `+` in front stays, `00` becomes one.
    let number: String

    var address: String { "tel:" + number }

    /// What begins an extension: 转, a Latin word, or a sign of a PBX.
    private static let extensions = ["转", "轉", "分机", "分機", "ext", "x", "#", "*"]
    /// What parts one number from another.
    private static let others: Set<Character> = ["/", ",", ";", "、", "|", "或"]

    /// The first of several numbers.
    ///
    /// - Returns: nil where the text holds no digits to dial.
    init?(_ text: String) {
        let folded = String(text.map(Self.halfWidth)).lowercased()
        let first = String(folded.drop { Self.others.contains($0) }.prefix { !Self.others.contains($0) })
        let start =
            Self.extensions.compactMap { first.firstRange(of: $0)?.lowerBound }.min() ?? first.endIndex
        var main = String(first[..<start])
        var ending = Self.digits(first[start...])
        if ending.isEmpty, let dashed = main.wholeMatch(of: /\s*\(?(0\d{2,3})\)?[- ]?(\d{7,8})-(\d{1,6})\s*/)
        {
            (main, ending) = ("\(dashed.1)\(dashed.2)", String(dashed.3))
        }
        var digits = Self.digits(main)
        var isForeign = main.first { !$0.isWhitespace && $0 != "(" } == "+"
        if isForeign {
            // The 0 that is dialled at home only.
            digits = Self.digits(main.replacing("(0)", with: ""))
        } else if digits.hasPrefix("00") {
            digits.removeFirst(2)
            isForeign = true
        }
        guard !digits.isEmpty else { return nil }
        number = (isForeign ? "+" : "") + digits + (ending.isEmpty ? "" : ";ext=" + ending)
    }

    private static func digits(_ text: some StringProtocol) -> String {
        String(text.filter { $0.isASCII && $0.isNumber })
    }

    /// U+FF01 to U+FF5E are ASCII in full width.
    private static func halfWidth(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            (0xFF01...0xFF5E).contains(scalar.value), let half = UnicodeScalar(scalar.value - 0xFEE0)
        else { return character }
        return Character(half)
    }
}
