/// Words that are looked for in what people write, whatever the case of Latin letters.
public struct TextHints: Hashable, Sendable {
    private let needles: [Needle]

    private struct Needle: Hashable, Sendable {
        var bytes: [UInt8]
        /// Of its first three bytes; nil: it has fewer.
        var gram: Int?

        init(_ word: String) {
            bytes = Array(word.lowercased().utf8)
            gram = bytes.count < 3 ? nil : FoldedText.gram(bytes[0], bytes[1], bytes[2])
        }
    }

    /// - Parameter words: empty ones are left out.
    public init(_ words: [String]) {
        needles = words.filter { !$0.isEmpty }.map(Needle.init)
    }

    public var isEmpty: Bool { needles.isEmpty }

    func matches(_ text: FoldedText) -> Bool {
        needles.contains { needle in
            if let gram = needle.gram, !text.mayHold(gram) { return false }
            return text.holds(needle.bytes)
        }
    }
}
