/// Crockford's base 32: ten digits and the Latin capitals without I, L, O and U
/// (https://www.crockford.com/base32.html), with a check symbol of our own over GF(32).
public enum Crockford32 {
    public static let alphabet: [Character] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// What a person may have meant by a character: capitals and small letters are the same, O is 0, I and L
    /// are 1, and the full-width forms that a Chinese keyboard types are those characters.
    ///
    /// - Returns: 0 to 31, or nil where the character isn't of the alphabet.
    public static func value(of character: Character) -> UInt8? {
        if let byte = character.asciiValue { return values[Int(byte)] }
        // U+FF01 to U+FF5E stand for U+0021 to U+007E.
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1,
            (0xFF01...0xFF5E).contains(scalar.value)
        else { return nil }
        return values[Int(scalar.value - 0xFEE0)]
    }

    private static let values: [UInt8?] = {
        var table = [UInt8?](repeating: nil, count: 256)
        for (value, symbol) in alphabet.enumerated() {
            guard let byte = symbol.asciiValue else { continue }
            table[Int(byte)] = UInt8(value)
            table[Int(byte | 0x20)] = UInt8(value)
        }
        for byte in "Oo".utf8 { table[Int(byte)] = 0 }
        for byte in "IiLl".utf8 { table[Int(byte)] = 1 }
        return table
    }()

    /// The check symbol of up to 30 values: the one that makes Σ xⁱ·vᵢ zero over GF(32), itself being v₀.
    ///
    /// All weights differ, so every single wrong symbol, every swap of two symbols at any distance and every
    /// pair of equal symbols that became another pair of equal symbols changes the sum.
    public static func check(of values: [UInt8]) -> UInt8 {
        var sum: UInt8 = 0
        for value in values.reversed() { sum = timesX(sum ^ value) }
        return sum
    }

    /// The same for the first `count` of up to 16 values.
    static func check(of values: SIMD16<UInt8>, count: Int) -> UInt8 {
        var sum: UInt8 = 0
        for index in (0..<count).reversed() { sum = timesX(sum ^ values[index]) }
        return sum
    }

    /// Multiplication by x modulo x⁵ + x² + 1.
    private static func timesX(_ value: UInt8) -> UInt8 {
        let shifted = value << 1
        return shifted & 0b10_0000 == 0 ? shifted : shifted ^ 0b10_0101
    }

    /// Groups of four, with hyphens: `XXXX-XXXX`.
    public static func grouped(_ values: [UInt8]) -> String {
        var text = ""
        for (index, value) in values.enumerated() {
            if index > 0, index % 4 == 0 { text.append("-") }
            text.append(alphabet[Int(value)])
        }
        return text
    }

    /// Values with the check symbol last, as read off paper: hyphens, dashes, dots and white space are
    /// skipped.
    public static func read(_ text: some StringProtocol, symbols count: Int) throws(CodeError) -> [UInt8] {
        var values: [UInt8] = []
        for character in text where !isSeparator(character) {
            guard let value = value(of: character) else { throw .foreignCharacter(character) }
            guard values.count < count else { throw .wrongLength(expected: count, found: countSymbols(text)) }
            values.append(value)
        }
        guard values.count == count else { throw .wrongLength(expected: count, found: values.count) }
        guard check(of: Array(values.dropLast())) == values[count - 1] else { throw .wrongCheckSymbol }
        return values
    }

    private static func countSymbols(_ text: some StringProtocol) -> Int {
        text.filter { !isSeparator($0) }.count
    }

    private static func isSeparator(_ character: Character) -> Bool {
        // Comparing with other characters takes longer than all the rest of a code.
        if let byte = character.asciiValue {
            return byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0x2D || byte == 0x2E
        }
        return character.isWhitespace || "-‐‑‒–—―−－·.".contains(character)
    }
}

/// Why a text isn't a code of ours.
public enum CodeError: Error, Hashable {
    /// A character outside Crockford's alphabet.
    case foreignCharacter(Character)
    /// Symbols without separators.
    case wrongLength(expected: Int, found: Int)
    /// One or more symbols were misread or swapped.
    case wrongCheckSymbol
    /// All zeros: never minted.
    case zero
}
