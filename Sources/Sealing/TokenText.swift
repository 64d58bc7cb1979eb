/// Bytes as symbols of Crockford's base 32 in lower case, 5 of them in 8: what stands in secret addresses.
enum TokenText {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// - Parameter bytes: a multiple of 5.
    static func text(_ bytes: [UInt8]) -> String {
        var symbols: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 5) {
            let group = bytes[start..<(start + 5)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            for index in 0..<8 { symbols.append(alphabet[Int(group >> UInt64(35 - index * 5) & 31)]) }
        }
        return String(decoding: symbols, as: UTF8.self)
    }

    /// Without regard to case, since capitals make smaller symbols.
    ///
    /// - Parameter symbolCount: a multiple of 8.
    /// - Returns: nil for any other number of symbols, and where one isn't of the alphabet.
    static func bytes(_ text: some StringProtocol, symbolCount: Int) -> [UInt8]? {
        let symbols = Array(text.utf8)
        guard symbols.count == symbolCount else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: symbols.count, by: 8) {
            var group: UInt64 = 0
            for symbol in symbols[start..<(start + 8)] {
                let lower = (0x41...0x5A).contains(symbol) ? symbol | 0x20 : symbol
                guard let value = alphabet.firstIndex(of: lower) else { return nil }
                group = group << 5 | UInt64(value)
            }
            for index in 0..<5 { bytes.append(UInt8(truncatingIfNeeded: group >> UInt64(32 - index * 8))) }
        }
        return bytes
    }
}
