/// Words that are looked for in what people write, whatever the case of Latin letters.
public struct TextHints: Hashable, Sendable {
    private let needles: [[UInt8]]

    /// - Parameter words: empty ones are left out.
    public init(_ words: [String]) {
        needles = words.filter { !$0.isEmpty }.map { Array($0.lowercased().utf8) }
    }

    public var isEmpty: Bool { needles.isEmpty }

    /// - Parameter text: as `TextHints.folded` gives it.
    func matches(_ text: [UInt8]) -> Bool { needles.contains { Self.occurs($0, in: text) } }

    static func folded(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }

    /// Bytes suffice: no character's UTF-8 begins inside another's.
    private static func occurs(_ needle: [UInt8], in text: [UInt8]) -> Bool {
        guard needle.count <= text.count else { return false }
        var start = 0
        while start <= text.count - needle.count {
            var length = 0
            while length < needle.count, text[start + length] == needle[length] { length += 1 }
            if length == needle.count { return true }
            start += 1
        }
        return false
    }
}
