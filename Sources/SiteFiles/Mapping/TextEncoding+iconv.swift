import Facility
import Glibc

extension TextEncoding {
    /// Turns a file into UTF-8 without a byte order mark.
    ///
    /// glibc's iconv, unlike Foundation's `String.Encoding`, says at which byte it stopped (iconv(3)).
    ///
    /// - Throws: `BadRow` with the line of the first bytes that aren't text in this encoding.
    func utf8(_ bytes: [UInt8]) throws(BadRow) -> [UInt8] {
        if self == .utf8 {
            return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        }
        guard let converter = iconv_open("UTF-8", rawValue.uppercased()), converter != Self.failed else {
            throw BadRow(
                line: 1, column: nil, problem: .notEncoded(name), found: "no converter on this machine")
        }
        defer { iconv_close(converter) }
        let (text, stop) = Self.convert(bytes, converter)
        if let stop {
            let line = 1 + text.count { $0 == UInt8(ascii: "\n") }
            let shown = bytes[stop..<min(bytes.count, stop + 4)].map { Self.hexadecimal($0) }
            throw BadRow(
                line: line, column: nil, problem: .notEncoded(name),
                found: "the bytes \(shown.joined(separator: " "))")
        }
        return text.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(text.dropFirst(3)) : text
    }

    /// `(iconv_t)-1`.
    private static var failed: iconv_t? { iconv_t(bitPattern: -1) }

    /// - Returns: what was converted, and the offset of the first bytes that couldn't be; nil: all was.
    private static func convert(_ bytes: [UInt8], _ converter: iconv_t) -> (text: [UInt8], stop: Int?) {
        var source = bytes
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 3 / 2)
        var stop: Int?
        source.withUnsafeMutableBytes { raw in
            guard let base = raw.baseAddress else { return }
            var next: UnsafeMutablePointer<CChar>? = base.assumingMemoryBound(to: CChar.self)
            var left = raw.count
            let chunk = 1 << 16
            while left > 0, stop == nil {
                var outcome = 0
                var reason: Int32 = 0
                let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
                    buffer.withMemoryRebound(to: CChar.self) { target in
                        var room = chunk
                        var output = target.baseAddress
                        outcome = iconv(converter, &next, &left, &output, &room)
                        reason = errno
                        count = chunk - room
                    }
                }
                text += part
                if outcome == -1, reason != E2BIG { stop = raw.count - left }
            }
        }
        return (text, stop)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
