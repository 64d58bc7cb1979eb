public import Facility

/// The symbols of one host in great number, each in microseconds.
///
/// Their texts differ in the code only, and whatever a data bit turns in a symbol before masking, it turns in
/// every symbol of that host, version and level: error correction is linear over GF(2). So the symbol of the
/// code of all zeros and one symbol for every bit of the alphanumeric pairs (7.4.4), made once by libqrencode,
/// give all others by XOR.
public struct SymbolSeries: Sendable {
    public let encoder: SymbolEncoder
    private let masks: MaskSet
    private let groups: [CharacterGroup]
    /// Without mask and format information, the code of zeros.
    private let zero: [UInt64]
    /// For each group its parts, for each value of a part the rows that it turns.
    private let tables: [UInt64]

    /// Bits of a pair that one table covers: 16 symbols of 29 rows stay in the first cache.
    private static let partBits = 4
    private static let partsPerGroup = 3

    /// Takes about 6 ms; up to some 60 symbols are made sooner by the encoder itself, and are the same.
    public init(_ encoder: SymbolEncoder) throws(SymbolError) {
        self.encoder = encoder
        let start = encoder.form.start(host: encoder.host)
        groups = CharacterGroup.groups(ofCodeAfter: start.utf8.count)
        let fixed = String(start.prefix(groups[0].start))
        let zeros = groups.map { _ in 0 }
        let modules = try encoder.bare(fixed + CharacterGroup.text(of: groups, values: zeros))
        masks = MaskSet(modules, level: encoder.level)
        let zero = modules.rows
        var tables: [UInt64] = []
        for (index, group) in groups.enumerated() {
            var basis: [[UInt64]] = []
            for bit in 0..<group.bitCount {
                var values = zeros
                values[index] = 1 << bit
                let rows = try encoder.bare(fixed + CharacterGroup.text(of: groups, values: values)).rows
                basis.append(zip(rows, zero).map { $0 ^ $1 })
            }
            tables += Self.tables(basis, width: modules.width)
        }
        self.zero = zero
        self.tables = tables
    }

    /// The same symbol as the encoder's.
    public func symbol(for code: LabelCode) -> QRSymbol { make(code, mask: nil) }

    /// - Parameter mask: 0 to 7, as a label was once printed with it.
    public func symbol(for code: LabelCode, mask: Int) -> QRSymbol { make(code, mask: mask & 7) }

    private func make(_ code: LabelCode, mask: Int?) -> QRSymbol {
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: masks.width) { rows in
            _ = rows.initialize(from: zero)
            turn(rows, code)
            let bare = UnsafeBufferPointer(rows)
            return QRSymbol(
                version: encoder.version, bare: bare, mask: mask ?? masks.best(for: bare), of: masks)
        }
    }

    private func turn(_ rows: UnsafeMutableBufferPointer<UInt64>, _ code: LabelCode) {
        let width = masks.width
        let symbols = code.symbolValues
        tables.withUnsafeBufferPointer { tables in
            var table = 0
            for group in groups {
                var value = group.value(in: symbols)
                for _ in 0..<Self.partsPerGroup {
                    let turned = (table + value & (1 << Self.partBits - 1)) * width
                    for y in 0..<width { rows[y] ^= tables[turned + y] }
                    value >>= Self.partBits
                    table += 1 << Self.partBits
                }
            }
        }
    }

    /// The modules in which symbols of two codes differ, as rows of bits. They are fewer than those that the tables turn,
    /// since no characters of a code have some of the values; a symbol at its end that follows from the others still
    /// comes to every value.
    var varyingRows: [UInt64] {
        let width = masks.width
        var varying = [UInt64](repeating: 0, count: width)
        for (index, group) in groups.enumerated() {
            let start = (index * Self.partsPerGroup) << Self.partBits
            var first: [UInt64] = []
            for value in group.attainable {
                let rows = turned(by: value, from: start)
                if first.isEmpty { first = rows }
                for y in 0..<width { varying[y] |= rows[y] ^ first[y] }
            }
        }
        return varying
    }

    /// What a value turns of the group whose tables begin there.
    private func turned(by value: Int, from start: Int) -> [UInt64] {
        var rows = [UInt64](repeating: 0, count: masks.width)
        for part in 0..<Self.partsPerGroup {
            let bits = value >> (part * Self.partBits) & (1 << Self.partBits - 1)
            let table = (start + (part << Self.partBits) + bits) * masks.width
            for y in rows.indices { rows[y] ^= tables[table + y] }
        }
        return rows
    }

    /// A real code's symbol without mask and format information, from which modules that are the same in all can be read;
    /// the code of zeros is none.
    var sampleRows: [UInt64] {
        var rows = zero
        if let code = LabelCode(bits: 1) { rows.withUnsafeMutableBufferPointer { turn($0, code) } }
        return rows
    }

    /// The symbol of the code of zeros and, for each part of each group and each value of that, what it turns: rows
    /// without mask and format information, `width` of them each.
    var basis: (zero: [UInt64], tables: [UInt64]) { (zero, tables) }

    /// For each part of each group its value in a code, in the order of the tables.
    func partValues(of code: LabelCode, _ body: (Int) -> Void) {
        let symbols = code.symbolValues
        for group in groups {
            var value = group.value(in: symbols)
            for _ in 0..<Self.partsPerGroup {
                body(value & (1 << Self.partBits - 1))
                value >>= Self.partBits
            }
        }
    }

    /// Values that a part has.
    static var valuesPerPart: Int { 1 << partBits }

    /// Mask and format information as rows of bits.
    func row(_ y: Int, ofMask mask: Int) -> UInt64 { masks.row(y, ofMask: mask) }

    /// All XORs of each part's bits; a part that the group doesn't fill has rows of zeros at its end.
    private static func tables(_ basis: [[UInt64]], width: Int) -> [UInt64] {
        var tables: [UInt64] = []
        for part in 0..<partsPerGroup {
            for value in 0..<1 << partBits {
                var rows = [UInt64](repeating: 0, count: width)
                for bit in 0..<partBits where value >> bit & 1 == 1 && part * partBits + bit < basis.count {
                    for y in 0..<width { rows[y] ^= basis[part * partBits + bit][y] }
                }
                tables += rows
            }
        }
        return tables
    }
}
