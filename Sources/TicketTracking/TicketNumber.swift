public import Facility
public import Ledger

/// A ticket's number as people say it, `XXXX-XXXX`: 7 symbols (35 bits) that a keyed permutation makes of the
/// ticket's
/// serial, and 1 check symbol. It tells neither how many tickets there are nor the next number.
public struct TicketNumber: Hashable, Sendable, CustomStringConvertible {
    public static let symbolCount = 8
    private static let bitCount: UInt64 = 35

    /// 0 to 2³⁵ − 1, permuted.
    public let bits: UInt64

    /// Reads a number as people type it.
    public init(_ text: some StringProtocol) throws(CodeError) {
        bits = try Crockford32.read(text, symbols: Self.symbolCount).dropLast()
            .reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
    }

    /// - Parameter ticket: 1 to 2³⁵ − 1.
    public init(of ticket: TicketID, under key: TicketNumberKey) {
        bits = key.permute(UInt64(ticket.rawValue) & (1 << Self.bitCount - 1))
    }

    public func ticket(under key: TicketNumberKey) -> TicketID { TicketID(Int64(key.invert(bits))) }

    public var description: String {
        let values = (0..<7).map { UInt8(bits >> (UInt64(6 - $0) * 5) & 31) }
        return Crockford32.grouped(values + [Crockford32.check(of: values)])
    }
}

/// The key of the permutation: a Feistel network over 36 bits, walked until the value has 35.
public struct TicketNumberKey: Sendable {
    private let rounds: [UInt64]

    /// - Parameter bytes: at least 32, from the site secret.
    public init(_ bytes: [UInt8]) {
        rounds = (0..<8).map { round in
            bytes.enumerated().reduce(UInt64(round) &+ 0x9E37_79B9_7F4A_7C15) { state, byte in
                Self.mix(state ^ UInt64(byte.element) &+ UInt64(byte.offset) << 8)
            }
        }
    }

    func permute(_ value: UInt64) -> UInt64 { walk(value, rounds) }
    func invert(_ value: UInt64) -> UInt64 { walk(value, nil) }

    private func walk(_ start: UInt64, _ forward: [UInt64]?) -> UInt64 {
        var value = start
        repeat { value = forward == nil ? backward(value) : onward(value) } while value >= 1 << 35
        return value
    }

    private func onward(_ value: UInt64) -> UInt64 {
        var (left, right) = (value >> 18, value & 0x3FFFF)
        for key in rounds { (left, right) = (right, left ^ Self.mix(right ^ key) & 0x3FFFF) }
        return left << 18 | right
    }

    private func backward(_ value: UInt64) -> UInt64 {
        var (left, right) = (value >> 18, value & 0x3FFFF)
        for key in rounds.reversed() { (left, right) = (right ^ Self.mix(left ^ key) & 0x3FFFF, left) }
        return left << 18 | right
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
