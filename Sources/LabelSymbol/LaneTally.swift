/// Counts bits, lane by lane: SSE2 has no instruction for it, so sums are kept in 16-bit fields until the end.
struct LaneTally {
    private var fields = MaskLanes.zero

    private static let twos = MaskLanes(repeating: 0x3333_3333_3333_3333)
    private static let nibbles = MaskLanes(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    private static let bytes = MaskLanes(repeating: 0x00FF_00FF_00FF_00FF)

    /// - Parameter weight: at most 40; with it a field holds what 100 rows can add.
    @inline(__always)
    mutating func add(_ bits: MaskLanes, times weight: UInt64) {
        let fours = Self.fours(bits)
        add(bytes: (fours & Self.nibbles) &+ (fours &>> 4 & Self.nibbles), times: weight)
    }

    @inline(__always)
    mutating func add(_ first: MaskLanes, _ second: MaskLanes, times weight: UInt64) {
        // Two counts of at most 4 fit one field of 4 bits.
        let fours = Self.fours(first) &+ Self.fours(second)
        add(bytes: (fours & Self.nibbles) &+ (fours &>> 4 & Self.nibbles), times: weight)
    }

    /// Of each lane.
    var sums: [Int] {
        (0..<MaskLanes.scalarCount).map { lane in
            stride(from: UInt64(0), to: 64, by: 16).reduce(0) { $0 + Int(fields[lane] >> $1 & 0xFFFF) }
        }
    }

    /// How many of each four bits are set.
    @inline(__always)
    private static func fours(_ bits: MaskLanes) -> MaskLanes {
        let pairs = bits &- (bits &>> 1 & MaskLanes(repeating: 0x5555_5555_5555_5555))
        return (pairs & twos) &+ (pairs &>> 2 & twos)
    }

    @inline(__always)
    private mutating func add(bytes: MaskLanes, times weight: UInt64) {
        let sum = (bytes & Self.bytes) &+ (bytes &>> 8 & Self.bytes)
        fields &+= weight == 1 ? sum : sum &* MaskLanes(repeating: weight)
    }
}
