import Facility

/// One or two characters of the alphanumeric segment that are encoded together (ISO/IEC 18004:2015, 7.4.4):
/// two as 45 · first + second in 11 bits, a last single one in 6.
struct CharacterGroup: Hashable, Sendable {
    /// Its first character's place in the segment.
    let start: Int
    /// What it holds: the code's symbols by their place in the code; nil: the `/` before it.
    private let first: Int?
    private let second: Int?
    private let isPair: Bool

    var bitCount: Int { isPair ? 11 : 6 }

    private static let base = 45
    /// Table 5.
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    private static let slash = 43
    /// Of the 32 symbols of a code: Crockford's alphabet leaves out I, L, O and U.
    private static let values: [Int] = Crockford32.alphabet.map { alphabet.firstIndex(of: $0) ?? 0 }

    /// The groups that the code's symbols fall into.
    ///
    /// - Parameter length: characters before the code, the last of them `/`.
    static func groups(ofCodeAfter length: Int) -> [CharacterGroup] {
        let offset = length % 2
        return stride(from: -offset, to: LabelCode.symbolCount, by: 2).map { place in
            let hasSecond = place + 1 < LabelCode.symbolCount
            return CharacterGroup(
                start: length + place, first: place < 0 ? nil : place, second: hasSecond ? place + 1 : nil,
                isPair: hasSecond)
        }
    }

    /// 0 to 2,024 for a pair, 0 to 44 for a single character.
    ///
    /// - Parameter symbols: the code's 12, each 0 to 31.
    @inline(__always)
    func value(in symbols: SIMD16<UInt8>) -> Int {
        let high = first.map { Self.values[Int(symbols[$0])] } ?? Self.slash
        guard let second else { return high }
        return high * Self.base + Self.values[Int(symbols[second])]
    }

    /// Every value that it has in some code.
    var attainable: [Int] {
        let symbols = UInt8(0)..<32
        return (first == nil ? 0..<1 : symbols).flatMap { one in
            (second == nil ? 0..<1 : symbols).map { other in
                var code = SIMD16<UInt8>.zero
                if let first { code[first] = one }
                if let second { code[second] = other }
                return value(in: code)
            }
        }
    }

    /// The characters that are encoded as these values, one for each group.
    static func text(of groups: [CharacterGroup], values: [Int]) -> String {
        var text = ""
        for (group, value) in zip(groups, values) {
            if group.isPair { text.append(alphabet[value / base]) }
            text.append(alphabet[value % base])
        }
        return text
    }
}
