import Facility

/// Well-formed codes that were never issued.
enum LabelCodes {
    static func valid(_ number: Int) -> LabelCode? { LabelCode(bits: UInt64(number) << 40 | 0x5A5A5) }
}
