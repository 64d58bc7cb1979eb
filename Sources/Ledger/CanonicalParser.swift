/// Reads JSON as canonical values: any white space and key order, but no floating point and no key twice.
struct CanonicalParser {
    static let depthMax = 64

    private let bytes: [UInt8]
    private var offset = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func parse(_ bytes: [UInt8]) throws -> CanonicalValue {
        var parser = CanonicalParser(bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.offset == bytes.count else { throw CanonicalError.malformed(offset: parser.offset) }
        return value
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ byte: UInt8) throws {
        skipSpace()
        guard next == byte else { throw CanonicalError.malformed(offset: offset) }
        offset += 1
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        offset += 1
        return true
    }

    private mutating func word(_ text: StaticString, _ value: CanonicalValue) throws -> CanonicalValue {
        let matches = text.withUTF8Buffer { bytes[offset...].starts(with: $0) }
        guard matches else { throw CanonicalError.malformed(offset: offset) }
        offset += text.utf8CodeUnitCount
        return value
    }

    private mutating func value(depth: Int) throws -> CanonicalValue {
        guard depth <= Self.depthMax else { throw CanonicalError.tooDeep(offset: offset) }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .integer(try integer())
        }
    }

    private mutating func object(depth: Int) throws -> CanonicalValue {
        try take(UInt8(ascii: "{"))
        var members: [String: CanonicalValue] = [:]
        if takes(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            let start = offset
            let key = try string()
            try take(UInt8(ascii: ":"))
            let member = try value(depth: depth + 1)
            guard members.updateValue(member, forKey: key) == nil else {
                throw CanonicalError.malformed(offset: start)
            }
        } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func array(depth: Int) throws -> CanonicalValue {
        try take(UInt8(ascii: "["))
        var elements: [CanonicalValue] = []
        if takes(UInt8(ascii: "]")) { return .array(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func integer() throws -> Int64 {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        while let digit = next, digit >= 0x30, digit <= 0x39 { offset += 1 }
        let digits = bytes[start..<offset]
        let isPadded = digits.count > 1 && (digits.starts(with: "0".utf8) || digits.starts(with: "-0".utf8))
        guard !isPadded, let value = Int64(String(decoding: digits, as: UTF8.self)),
            !".eE".utf8.contains(next ?? 0)
        else { throw CanonicalError.malformed(offset: start) }
        return value
    }

    private mutating func string() throws -> String {
        try take(UInt8(ascii: "\""))
        var text: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let valid = String(validating: text, as: UTF8.self) else {
                    throw CanonicalError.malformed(offset: offset)
                }
                return valid
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw CanonicalError.malformed(offset: offset - 1)
            default: text.append(byte)
            }
        }
        throw CanonicalError.malformed(offset: offset)
    }

    private mutating func escape(into text: inout [UInt8]) throws {
        guard let byte = next else { throw CanonicalError.malformed(offset: offset) }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexUnit()
            if unit & 0xFC00 == 0xD800 {
                guard next == UInt8(ascii: "\\"), offset + 1 < bytes.count,
                    bytes[offset + 1] == UInt8(ascii: "u")
                else {
                    throw CanonicalError.malformed(offset: offset)
                }
                offset += 2
                let low = try hexUnit()
                guard low & 0xFC00 == 0xDC00 else { throw CanonicalError.malformed(offset: offset) }
                unit = 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw CanonicalError.malformed(offset: offset) }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: throw CanonicalError.malformed(offset: offset - 1)
        }
    }

    private mutating func hexUnit() throws -> UInt32 {
        // A sign would do for `UInt32`'s reading.
        guard offset + 4 <= bytes.count, next != UInt8(ascii: "+"),
            let unit = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw CanonicalError.malformed(offset: offset) }
        offset += 4
        return unit
    }
}
