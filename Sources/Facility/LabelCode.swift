/// What a label's symbol says: 11 random symbols of Crockford's base 32 (55 bits) and 1 check symbol over
/// GF(32).
///
/// It tells nothing about the place, and it is never the code of all zeros.
public struct LabelCode: Hashable, Comparable, Sendable {
    /// 1 to 2⁵⁵ − 1.
    public let bits: UInt64

    public static let symbolCount = 12
    private static let bitCount: UInt64 = 55

    /// - Parameter bits: the lowest 55 count.
    /// - Returns: nil where those are all zero.
    public init?(bits: UInt64) {
        let kept = bits & (1 << Self.bitCount - 1)
        guard kept != 0 else { return nil }
        self.bits = kept
    }

    /// Reads a code as people type it: any case, with or without hyphens and spaces, O for 0, I and L for 1.
    public init(_ text: some StringProtocol) throws(CodeError) {
        let values = try Crockford32.read(text, symbols: Self.symbolCount)
        let bits = values.dropLast().reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
        guard let code = LabelCode(bits: bits) else { throw .zero }
        self = code
    }

    private var values: [UInt8] {
        let random = (0..<11).map { UInt8(bits >> (UInt64(10 - $0) * 5) & 31) }
        return random + [Crockford32.check(of: random)]
    }

    /// Its symbols as numbers from 0 to 31, the check symbol twelfth, then zeros: without an allocation, for
    /// symbols by the hundred thousand.
    public var symbolValues: SIMD16<UInt8> {
        var values = SIMD16<UInt8>.zero
        for index in 0..<Self.symbolCount - 1 {
            values[index] = UInt8(truncatingIfNeeded: bits >> (UInt64(10 - index) * 5) & 31)
        }
        values[Self.symbolCount - 1] = Crockford32.check(of: values, count: Self.symbolCount - 1)
        return values
    }

    /// 12 symbols in a row, as the QR symbol holds them.
    public var compact: String { String(values.map { Crockford32.alphabet[Int($0)] }) }

    public static func < (left: LabelCode, right: LabelCode) -> Bool { left.bits < right.bits }
}

extension LabelCode: CustomStringConvertible {
    /// `XXXX-XXXX-XXXX`, as it is printed.
    public var description: String { Crockford32.grouped(values) }
}

extension LabelCode: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            self = try LabelCode(text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text): \(error)")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(compact)
    }
}
