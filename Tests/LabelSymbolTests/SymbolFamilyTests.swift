import Facility
import Testing

@testable import LabelSymbol

@Suite("What the symbols of one host have in common")
struct SymbolFamilyTests {
    private static func encoder(_ index: Int) throws -> SymbolEncoder {
        let kind = SymbolSeriesTests.kinds[index]
        return try SymbolEncoder(host: LabelHost(kind.host), floor: kind.floor)
    }

    private static func codes(_ kind: Int, count: Int) throws -> [LabelCode] {
        try (1...count).map {
            try SymbolEncoderTests.code(UInt64($0 + kind * 10_000) &* 0x9E37_79B9_7F4A_7C15 >> 5)
        }
    }

    /// libqrencode's symbol as it draws it, and the mask that it took.
    private static func drawn(_ encoder: SymbolEncoder, _ code: LabelCode) throws -> (ModuleMatrix, mask: Int)
    {
        let (modules, _) = try ModuleMatrix.encoded(
            bytes: SymbolText.scheme, capitals: encoder.text(for: code).capitals, version: encoder.version,
            level: encoder.level)
        return (modules, try #require(FormatInformation(of: modules)).mask)
    }

    @Test(
        "What is said to be known is so in libqrencode's symbols, and the rest are the code's own bits",
        arguments: SymbolSeriesTests.kinds.indices)
    func matchesLibrary(kind: Int) throws {
        let encoder = try Self.encoder(kind)
        let family = try SymbolFamily(encoder)
        let (width, area) = (family.width, family.width * family.width)
        for code in try Self.codes(kind, count: 8) {
            let (modules, mask) = try Self.drawn(encoder, code)
            func value(_ place: Int) -> Int8 {
                modules.rows[place / width] >> UInt64(place % width) & 1 == 1 ? 1 : -1
            }
            let wrong = (0..<area).filter { place in
                let (known, function) = (family.known[mask * area + place], family.function[place])
                return known != 0 && known != value(place) || function != 0 && function != known
            }
            #expect(wrong == [])
            var packed: [UInt8] = []
            family.append(code, to: &packed)
            #expect(packed.count == family.packedBytes)
            let turned = family.varying.indices.filter { bit in
                let unmasking = family.unmasking[mask * family.varying.count + bit]
                let isDark = value(Int(family.varying[bit])) * unmasking == 1
                return (packed[bit / 8] & 0x80 >> UInt8(bit % 8) != 0) != isDark
            }
            #expect(turned == [])
        }
    }

    @Test(
        "Each module is known or varies, and all that differ among codes are among the varying ones",
        arguments: SymbolSeriesTests.kinds.indices)
    func parts(kind: Int) throws {
        let encoder = try Self.encoder(kind)
        let family = try SymbolFamily(encoder)
        let area = family.width * family.width
        let varying = Set(family.varying.map(Int.init))
        #expect(Set((0..<area).filter { family.known[$0] == 0 }) == varying)
        let rows = try Self.codes(kind, count: 200).map {
            try encoder.bare("\(encoder.host.text)/\($0.compact)").rows
        }
        var ored = rows[0]
        var anded = rows[0]
        for others in rows {
            for y in others.indices {
                ored[y] |= others[y]
                anded[y] &= others[y]
            }
        }
        let seen = (0..<area).filter {
            (ored[$0 / family.width] ^ anded[$0 / family.width]) >> UInt64($0 % family.width) & 1 == 1
        }
        #expect(varying.isSuperset(of: seen))
        // Some differ in one code of hundreds.
        #expect(varying.count - seen.count <= 6)
    }

    @Test("A usual label has 244 function modules, 356 of known data and 211 that vary, 27 bytes a code")
    func usual() throws {
        let family = try SymbolFamily(SymbolEncoder(host: LabelHost("mend.example.edu")))
        #expect(family.function.count { $0 != 0 } == 244)
        #expect(family.knownData.reduce(0) { $0 + Int($1) } == 356)
        #expect(family.varying.count == 211)
        #expect(family.packedBytes == 27)
    }

    @Test("Version and level are those asked for, and refused where the text doesn't fit")
    func asked() throws {
        let host = try LabelHost("mend.example.edu")
        let family = try SymbolFamily(SymbolEncoder(host: host, version: 5, level: .medium))
        #expect(family.width == 37)
        #expect(throws: SymbolError.self) { try SymbolEncoder(host: host, version: 1, level: .quartile) }
    }
}
