/// A value as canonical JSON holds it: integers of 64 bits, no floating point, no key twice.
enum CanonicalValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case string(String)
    case array([CanonicalValue])
    case object([String: CanonicalValue])
}

/// A value can't be written as canonical JSON, or bytes aren't canonical JSON.
public enum CanonicalError: Error, Hashable {
    /// A floating-point number, or an integer beyond 64 bits; the coding path.
    case unsupportedNumber(path: String)
    /// Nothing was encoded; the coding path.
    case noValue(path: String)
    /// The byte at which reading stopped.
    case malformed(offset: Int)
    /// Deeper than `CanonicalParser.depthMax`.
    case tooDeep(offset: Int)
}

extension CanonicalValue {
    private static let hexDigits = Array("0123456789abcdef".utf8)

    /// Appends a text with only `"`, `\` and the control characters escaped (RFC 8785 section 3.2.2.2).
    static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0C: bytes.append(contentsOf: "\\f".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexDigits[Int(byte >> 4)])
                bytes.append(hexDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
