/// What every module of a QR symbol is there for, and to which codeword its bit belongs (ISO/IEC 18004:2015,
/// 6.3 and 7.7.3).
public struct SymbolAnatomy: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        /// One of the three finder patterns: 0 upper left, 1 upper right, 2 lower left.
        case finder(Int)
        /// The light border of a finder pattern inside the symbol.
        case separator(Int)
        case timing
        /// One of the alignment patterns, in reading order.
        case alignment(Int)
        case formatInformation
        case versionInformation
        /// The dark module that every symbol has above the lower left format information.
        case fixedDark
        /// A bit of the codeword with this number, in the order of placement (blocks interleaved).
        case codeword(Int)
        /// Left over behind the last codeword.
        case remainder
    }

    public let version: Int
    public let width: Int
    /// `width` × `width` of them, row by row from the top.
    public let parts: [Part]
    /// Of all blocks together, data and error correction.
    public let codewords: Int

    /// Labels with the longest host that a label takes (100 characters) stay below it at level Q.
    public static let versionMax = 10

    /// - Returns: nil outside versions 1 to 10.
    public init?(version: Int) {
        guard (1...Self.versionMax).contains(version) else { return nil }
        self.version = version
        width = 17 + 4 * version
        var layout = AnatomyLayout(version: version)
        codewords = layout.placeCodewords()
        parts = layout.parts
    }

    public subscript(x: Int, y: Int) -> Part { parts[y * width + x] }
}

/// Lays function patterns first, then the zigzag of codewords through what they leave.
private struct AnatomyLayout {
    private let version: Int
    private let width: Int
    private var laid: [SymbolAnatomy.Part?]

    /// Centres of the alignment patterns in either direction (ISO/IEC 18004:2015, table E.1), by version.
    private static let alignmentCentres: [[Int]] = [
        [], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46],
        [6, 28, 50],
    ]

    init(version: Int) {
        self.version = version
        width = 17 + 4 * version
        laid = Array(repeating: nil, count: width * width)
        layFinders()
        layAlignment()
        for at in 8..<width - 8 {
            lay(.timing, at, 6)
            lay(.timing, 6, at)
        }
        layInformation()
    }

    var parts: [SymbolAnatomy.Part] { laid.map { $0 ?? .remainder } }

    /// Places bits in pairs of columns from the right, up and down in turn, past the vertical timing pattern.
    ///
    /// - Returns: how many whole codewords there is room for.
    mutating func placeCodewords() -> Int {
        var free: [Int] = []
        var right = width - 1
        var goesUp = true
        while right > 0 {
            if right == 6 { right -= 1 }
            for step in 0..<width {
                let y = goesUp ? width - 1 - step : step
                for x in [right, right - 1] where laid[y * width + x] == nil { free.append(y * width + x) }
            }
            goesUp.toggle()
            right -= 2
        }
        let count = free.count / 8
        for (bit, place) in free.prefix(count * 8).enumerated() { laid[place] = .codeword(bit / 8) }
        return count
    }

    private mutating func layFinders() {
        for (corner, place) in [(0, 0), (width - 7, 0), (0, width - 7)].enumerated() {
            for y in place.1 - 1...place.1 + 7 {
                for x in place.0 - 1...place.0 + 7 {
                    let isPattern = (place.0..<place.0 + 7).contains(x) && (place.1..<place.1 + 7).contains(y)
                    lay(isPattern ? .finder(corner) : .separator(corner), x, y)
                }
            }
        }
    }

    private mutating func layAlignment() {
        let centres = Self.alignmentCentres[version]
        var number = 0
        for y in centres {
            // Where a finder pattern stands there is none.
            for x in centres where laid[y * width + x] == nil {
                for dy in -2...2 { for dx in -2...2 { lay(.alignment(number), x + dx, y + dy) } }
                number += 1
            }
        }
    }

    private mutating func layInformation() {
        for at in 0...8 {
            lay(.formatInformation, 8, at)
            lay(.formatInformation, at, 8)
        }
        lay(.fixedDark, 8, width - 8)
        for at in 1...8 {
            lay(.formatInformation, 8, width - at)
            lay(.formatInformation, width - at, 8)
        }
        guard version >= 7 else { return }
        for at in 0..<6 {
            for depth in 9...11 {
                lay(.versionInformation, at, width - depth)
                lay(.versionInformation, width - depth, at)
            }
        }
    }

    /// The first to come stays.
    private mutating func lay(_ part: SymbolAnatomy.Part, _ x: Int, _ y: Int) {
        guard (0..<width).contains(x), (0..<width).contains(y), laid[y * width + x] == nil else { return }
        laid[y * width + x] = part
    }
}
