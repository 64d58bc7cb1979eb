public import Ledger

/// Finds a phone number or mail address without storing it: a keyed MAC of its normal form.
public struct BlindIndex: Sendable {
    /// What is indexed; the same digits under two of them have nothing in common.
    public enum Field: String, Sendable, CaseIterable {
        case phone, mail
        /// The last four digits of a phone: weak by nature, used only together with a ticket number, a place
        /// or a day.
        case phoneEnding
    }
    private let hash: KeyedHash
    private let site: SiteID

    public init(secret: SiteSecret, site: SiteID) {
        hash = KeyedHash(secret, .blindIndex)
        self.site = site
    }

    /// 16 bytes.
    ///
    /// - Returns: nil where the text isn't a value of that field at all, e.g. a phone without digits.
    public func mac(of text: String, as field: Field) -> [UInt8]? {
        let normal: String? =
            switch field {
            case .phone: Self.normalPhone(text)
            case .mail: Self.normalMail(text)
            case .phoneEnding: Self.phoneEnding(text)
            }
        guard let normal else { return nil }
        return Array(hash(Array("\(site)/\(field.rawValue)/\(normal)".utf8)).prefix(16))
    }

    /// The digits with their country: 11 digits that start with 1 are a mobile number of the Chinese mainland
    /// (+86); `00` in front is a plus. Full-width digits count, separators and an extension after `转`, `x` or
    /// `#` don't.
    ///
    /// - Returns: nil with fewer than 3 or more than 20 digits.
    public static func normalPhone(_ text: String) -> String? {
        let folded = text.map(halfWidth)
        let main = folded.prefix { !"转轉x#".contains($0.lowercased()) }
        var digits = String(main.filter { $0.isASCII && $0.isNumber })
        var isInternational = main.first { !$0.isWhitespace && $0 != "(" } == "+"
        if !isInternational, digits.hasPrefix("00") {
            digits.removeFirst(2)
            isInternational = true
        }
        guard (3...20).contains(digits.count) else { return nil }
        if isInternational { return "+" + digits }
        if digits.count == 11, digits.hasPrefix("1") { return "+86" + digits }
        if digits.count == 13, digits.hasPrefix("861") { return "+" + digits }
        return digits
    }

    /// Lower case without white space around it; an address has one `@` with something on both sides.
    public static func normalMail(_ text: String) -> String? {
        let folded = String(text.map(halfWidth)).lowercased().filter { !$0.isWhitespace }
        let parts = folded.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, folded.utf8.count <= 254 else {
            return nil
        }
        return folded
    }

    /// The last four digits; nil with fewer.
    public static func phoneEnding(_ text: String) -> String? {
        let main = text.map(halfWidth).prefix { !"转轉x#".contains($0.lowercased()) }
        let digits = main.filter { $0.isASCII && $0.isNumber }
        return digits.count >= 4 ? String(digits.suffix(4)) : nil
    }

    /// U+FF01 to U+FF5E are ASCII in full width.
    private static func halfWidth(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            (0xFF01...0xFF5E).contains(scalar.value), let half = UnicodeScalar(scalar.value - 0xFEE0)
        else { return character }
        return Character(half)
    }
}
