/// A text as it is searched: lower case, in UTF-8, with a filter that spares most searches.
struct FoldedText {
    let bytes: [UInt8]
    /// A bit for each value of `gram` that occurs.
    private let grams: [UInt64]

    init(_ text: String) {
        bytes = Array(text.lowercased().utf8)
        var grams = [UInt64](repeating: 0, count: 1 << (Self.gramBits - 6))
        for start in bytes.indices.dropLast(2) {
            let gram = Self.gram(bytes[start], bytes[start + 1], bytes[start + 2])
            grams[gram >> 6] |= 1 << UInt64(gram & 63)
        }
        self.grams = grams
    }

    private static let gramBits = 12

    /// Three bytes, a Chinese character's mostly, folded into 12 bits.
    static func gram(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
        let whole = UInt32(first) << 16 | UInt32(second) << 8 | UInt32(third)
        return Int((whole &* 2_654_435_761) >> UInt32(32 - gramBits))
    }

    func mayHold(_ gram: Int) -> Bool { grams[gram >> 6] & (1 << UInt64(gram & 63)) != 0 }

    /// Bytes suffice: no character's UTF-8 begins inside another's.
    func holds(_ needle: [UInt8]) -> Bool {
        guard needle.count <= bytes.count else { return false }
        var start = 0
        while start <= bytes.count - needle.count {
            var length = 0
            while length < needle.count, bytes[start + length] == needle[length] { length += 1 }
            if length == needle.count { return true }
            start += 1
        }
        return false
    }
}
