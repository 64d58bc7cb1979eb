/// QR's four levels of error correction (ISO/IEC 18004:2015, 6.5.1), weakest first.
public enum CorrectionLevel: String, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case low = "L"
    case medium = "M"
    case quartile = "Q"
    case high = "H"

    public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    var order: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .quartile: 2
        case .high: 3
        }
    }

    /// The two bits that stand for it in a symbol's format information (ISO/IEC 18004:2015, table 12).
    var formatBits: Int {
        switch self {
        case .low: 0b01
        case .medium: 0b00
        case .quartile: 0b11
        case .high: 0b10
        }
    }

    init(formatBits: Int) {
        switch formatBits & 0b11 {
        case 0b01: self = .low
        case 0b00: self = .medium
        case 0b11: self = .quartile
        default: self = .high
        }
    }
}

/// The weakest level that a design puts up with. L is never printed.
public enum CorrectionFloor: String, Hashable, Sendable, CaseIterable {
    case medium = "M"
    case quartile = "Q"

    var level: CorrectionLevel { self == .medium ? .medium : .quartile }
}
