/// Words that tell of danger, and whether a text says or denies it: "插座漏电" is one, "不漏电" and "no smoke" are none.
///
/// In doubt it is a hazard: a denial counts only where it stands before the word with nothing between but words that
/// leave it a denial ("没有看到冒烟", "no sign of any smoke"), or before a word that this one is listed with
/// ("没有漏电和冒烟"). Two denials cancel out, and a question ("是不是漏电", "漏电吗") denies nothing.
public struct HazardWords: Hashable, Sendable {
    private let words: [[Character]]
    private let hints: TextHints

    /// - Parameter words: Chinese ones are found anywhere; Latin ones as words of their own, with s, d, ed or ing too
    ///   ("spark": sparks, sparking; "fire": not firewall). Empty ones are left out.
    public init(_ words: [String]) {
        self.words = words.filter { !$0.isEmpty }.map { Array($0.lowercased()) }
        hints = TextHints(words)
    }

    public var isEmpty: Bool { words.isEmpty }

    /// Whether the text says that there is danger.
    public func tell(_ text: String) -> Bool { tell(FoldedText(text)) }

    func tell(_ folded: FoldedText) -> Bool {
        guard hints.matches(folded) else { return false }
        let text = HazardText(String(decoding: folded.bytes, as: UTF8.self))
        // In order of their ends, so that what a word is listed with has been looked at before it.
        let found = text.occurrences(of: words).sorted {
            ($0.upperBound, $0.lowerBound) < ($1.upperBound, $1.lowerBound)
        }
        var denied: Set<Int> = []
        for word in found where text.denies(word, beside: denied) { denied.insert(word.upperBound) }
        return found.contains { !denied.contains($0.upperBound) }
    }
}
