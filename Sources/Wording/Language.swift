/// A language that Mendmark speaks; the raw value is its tag and the name of its file in `Assets/Locales`.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case zh, en

    /// The first of a browser's languages that Mendmark speaks.
    ///
    /// - Parameter accepted: an `Accept-Language` field (RFC 9110 section 12.5.4); parts that aren't well formed are
    ///   skipped, at most 16 are looked at.
    /// - Returns: nil where none of them is spoken.
    public init?(accepted: String) {
        let ranges = accepted.split(separator: ",").prefix(16).enumerated().compactMap(Self.range)
        let best = ranges.filter { $0.quality > 0 }.max { ($0.quality, -$0.order) < ($1.quality, -$1.order) }
        guard let best else { return nil }
        self = best.language
    }

    /// The language of a tag such as `zh-CN` or `en`.
    public init?(tag: some StringProtocol) {
        let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
        self.init(rawValue: primary)
    }

    private static func range(_ order: Int, _ text: Substring) -> (
        language: Language, quality: Double, order: Int
    )? {
        let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
        guard let tag = parts.first, let language = Language(tag: tag) else { return nil }
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
        let quality = weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        return (language, quality, order)
    }
}
