/// The key that a client gives a command so that sending it twice does it once: a UUID of version 7 (RFC 9562
/// section 5.7), whose first 48 bits are the client's time in milliseconds.
public struct CommandID: Hashable, Comparable, Sendable {
    public var high: UInt64
    public var low: UInt64

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// - Parameter random: 74 bits of these 128 are used.
    public init(at instant: Instant, random: (UInt64, UInt64)) {
        let milliseconds = UInt64(max(0, instant.microseconds / 1000)) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
    }

    /// The client's time when it made the key, to the millisecond.
    public var madeAt: Instant { Instant(microseconds: Int64(high >> 16) * 1000) }

    /// Reads `xxxxxxxx-xxxx-7xxx-yxxx-xxxxxxxxxxxx` in any case.
    ///
    /// - Returns: nil where the text isn't a UUID of version 7 and variant 10.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var digits: [UInt64] = []
        digits.reserveCapacity(32)
        for (index, byte) in bytes.enumerated() {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == 0x2D else { return nil }
            } else if let digit = Character(UnicodeScalar(byte)).hexDigitValue {
                digits.append(UInt64(digit))
            } else {
                return nil
            }
        }
        guard digits.count == 32, digits[12] == 7, digits[16] & 0b1100 == 0b1000 else { return nil }
        high = digits[..<16].reduce(0) { $0 << 4 | $1 }
        low = digits[16...].reduce(0) { $0 << 4 | $1 }
    }

    /// The 16 bytes, most significant first.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: high.bigEndian, Array.init) + withUnsafeBytes(of: low.bigEndian, Array.init)
    }

    /// - Returns: nil unless there are 16 bytes of version 7 and variant 10.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16, bytes[6] >> 4 == 7, bytes[8] >> 6 == 0b10 else { return nil }
        self.init(
            high: bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes[8...].reduce(0) { $0 << 8 | UInt64($1) })
    }

    public static func < (left: CommandID, right: CommandID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension CommandID: CustomStringConvertible {
    public var description: String {
        let hex = bytes.map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }
        return [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]].map { $0.joined() }.joined(
            separator: "-")
    }
}
