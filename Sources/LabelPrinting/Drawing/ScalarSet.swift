/// Characters that were met, a bit each: asked for every character of every label.
struct ScalarSet {
    private var words = [UInt64](repeating: 0, count: 0x11_0000 / 64)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        words[Int(scalar.value >> 6)] >> UInt64(scalar.value & 63) & 1 == 1
    }

    mutating func insert(_ scalar: Unicode.Scalar) {
        words[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
}
