/// Reads PDF syntax (ISO 32000-1, 7.2 and 7.3) from a piece of a file, without taking values apart.
struct PDFScanner {
    /// How deep dictionaries and arrays may be nested.
    private static let depthMax = 32

    private let bytes: [UInt8]
    /// Where the piece begins in the file.
    private let start: Int
    private var index = 0

    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        self.start = start
    }

    /// In the file.
    var offset: Int { start + index }

    /// The value that comes next, as it is written: a number, a name, a string, an array, a dictionary, a keyword or
    /// a reference such as `12 0 R`.
    mutating func value(depth: Int = 0) throws(PDFUpdateRefusal) -> [UInt8] {
        skipSpace()
        let from = index
        guard depth < Self.depthMax, let byte = peek() else { throw .badSyntax(offset: offset) }
        switch byte {
        case UInt8(ascii: "("): try skipString()
        case UInt8(ascii: "["):
            index += 1
            while !take("]") { _ = try value(depth: depth + 1) }
        case UInt8(ascii: "<") where peek(1) == UInt8(ascii: "<"):
            _ = try dictionary(depth: depth + 1)
        case UInt8(ascii: "<"): try skipHexString()
        case UInt8(ascii: "/"):
            index += 1
            skipRegular()
        default:
            guard Self.isRegular(byte) else { throw .badSyntax(offset: offset) }
            skipReferenceOrToken()
        }
        return Array(bytes[from..<index])
    }

    /// A dictionary's entries in their order.
    mutating func dictionary(depth: Int = 0) throws(PDFUpdateRefusal) -> PDFDictionary {
        guard take("<<") else { throw .badSyntax(offset: offset) }
        var made = PDFDictionary()
        while !take(">>") {
            skipSpace()
            guard peek() == UInt8(ascii: "/") else { throw .badSyntax(offset: offset) }
            let from = index
            index += 1
            skipRegular()
            let name = String(decoding: bytes[from + 1..<index], as: UTF8.self)
            made[name] = try value(depth: depth + 1)
        }
        return made
    }

    /// - Returns: nil, and nothing is taken, unless digits come next, at most 15 of them.
    mutating func integer() -> Int? {
        skipSpace()
        let digits = bytes[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard (1...15).contains(digits.count) else { return nil }
        index += digits.count
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Takes a word after white space and comments; false, and nothing but those is taken, where another one stands.
    mutating func take(_ word: StaticString) -> Bool {
        skipSpace()
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard bytes[index...].starts(with: wanted) else { return false }
        index += wanted.count
        return true
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        bytes.indices.contains(index + ahead) ? bytes[index + ahead] : nil
    }

    private mutating func skipSpace() {
        while let byte = peek() {
            if byte == UInt8(ascii: "%") {
                while let byte = peek(), byte != 10, byte != 13 { index += 1 }
            } else if Self.isSpace(byte) {
                index += 1
            } else {
                return
            }
        }
    }

    private mutating func skipRegular() {
        while let byte = peek(), Self.isRegular(byte) { index += 1 }
    }

    private mutating func skipReferenceOrToken() {
        let from = index
        if integer() != nil, integer() != nil, take("R"), peek().map(Self.isRegular) != true { return }
        index = from
        skipRegular()
    }

    private mutating func skipString() throws(PDFUpdateRefusal) {
        var open = 0
        while let byte = peek() {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
            if open == 0 { return }
        }
        index = min(index, bytes.count)
        throw .badSyntax(offset: offset)
    }

    private mutating func skipHexString() throws(PDFUpdateRefusal) {
        while let byte = peek() {
            index += 1
            if byte == UInt8(ascii: ">") { return }
        }
        throw .badSyntax(offset: offset)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0, 9, 10, 12, 13, 32].contains(byte) }

    /// Neither white space nor a delimiter (ISO 32000-1, 7.2.2).
    static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, 9, 10, 12, 13, 32: false
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
            false
        default: true
        }
    }
}
