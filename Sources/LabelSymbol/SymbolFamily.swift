package import Facility

/// What all symbols of one host, version and level have in common, and in which modules they differ: by that much a
/// picture tells which of them it shows, even where it can't be decoded.
package struct SymbolFamily: Sendable {
    package let host: LabelHost
    package let version: Int
    package let level: CorrectionLevel
    /// Modules a side.
    package let width: Int
    /// The modules that differ, by row and then column: row · width + column.
    package let varying: [Int32]
    /// Finder, timing and alignment patterns and the dark module: dark 1, light −1; 0 elsewhere. Row by row.
    package let function: [Int8]
    /// For each of the 8 masks all modules that are the same in every symbol: dark 1, light −1; 0 where they differ.
    package let known: [Int8]
    /// 1 where the data is the same in every symbol.
    package let knownData: [UInt8]
    /// For each mask and varying module: −1 where the mask turns it, else 1.
    package let unmasking: [Int8]

    private let series: SymbolSeries
    /// The varying modules of the code of zeros, and what each value of each part of a code turns in them: words of 64,
    /// the first module in the highest bit.
    private let zero: [UInt64]
    private let tables: [UInt64]

    /// Of one symbol's varying modules.
    package var packedBytes: Int { (varying.count + 7) / 8 }

    package init(_ encoder: SymbolEncoder) throws(SymbolError) {
        let series = try SymbolSeries(encoder)
        let width = encoder.width
        let rows = series.varyingRows
        let places = (0..<width * width).filter { rows[$0 / width] >> UInt64($0 % width) & 1 == 1 }
        host = encoder.host
        version = encoder.version
        level = encoder.level
        self.width = width
        self.series = series
        varying = places.map(Int32.init)
        let parts = SymbolAnatomy(version: encoder.version)?.parts ?? []
        let (basis, sample) = (series.basis, series.sampleRows)
        func isDark(_ place: Int, _ rows: (Int) -> UInt64) -> Bool {
            rows(place / width) >> UInt64(place % width) & 1 == 1
        }
        let isVarying = Set(places)
        var function = [Int8](repeating: 0, count: width * width)
        var knownData = [UInt8](repeating: 0, count: width * width)
        for (place, part) in parts.enumerated() {
            switch part {
            case .formatInformation: continue
            case .codeword, .remainder: knownData[place] = isVarying.contains(place) ? 0 : 1
            default: function[place] = isDark(place) { sample[$0] } ? 1 : -1
            }
        }
        var known: [Int8] = []
        var unmasking: [Int8] = []
        for mask in 0..<8 {
            for place in 0..<width * width {
                let dark = isDark(place) { sample[$0] ^ series.row($0, ofMask: mask) }
                known.append(isVarying.contains(place) ? 0 : dark ? 1 : -1)
            }
            unmasking += places.map { place in isDark(place) { series.row($0, ofMask: mask) } ? -1 : 1 }
        }
        self.function = function
        self.known = known
        self.knownData = knownData
        self.unmasking = unmasking
        zero = Self.packed(basis.zero, places, width)
        tables = stride(from: 0, to: basis.tables.count, by: width).flatMap {
            Self.packed(Array(basis.tables[$0..<$0 + width]), places, width)
        }
    }

    private static func packed(_ rows: [UInt64], _ places: [Int], _ width: Int) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (places.count + 63) / 64)
        for (bit, place) in places.enumerated() where rows[place / width] >> UInt64(place % width) & 1 == 1 {
            words[bit / 64] |= 1 << UInt64(63 - bit % 64)
        }
        return words
    }

    /// The varying modules of a code's symbol without its mask, dark as 1, the first in the highest bit of the first
    /// byte; `packedBytes` of them are appended.
    package func append(_ code: LabelCode, to bytes: inout [UInt8]) {
        var words = zero
        var table = 0
        tables.withUnsafeBufferPointer { tables in
            series.partValues(of: code) { value in
                let start = (table + value) * words.count
                for index in words.indices { words[index] ^= tables[start + index] }
                table += SymbolSeries.valuesPerPart
            }
        }
        var left = packedBytes
        for word in words {
            for byte in 0..<min(8, left) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * byte)))
            }
            left -= min(8, left)
        }
    }
}
