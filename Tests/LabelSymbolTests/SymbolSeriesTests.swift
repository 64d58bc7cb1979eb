import Facility
import Testing

@testable import LabelSymbol

@Suite("Symbols by the thousand")
struct SymbolSeriesTests {
    /// Hosts with an even and an odd number of characters before the code, for every version from 2 to 8 and
    /// all levels that are printed.
    static let kinds: [(host: String, floor: CorrectionFloor, size: String)] = [
        ("m.cn", .medium, "2-M"), ("fix.edu.cn", .medium, "2-M"), ("a.cn", .quartile, "3-H"),
        ("m.edu.cn", .quartile, "3-H"), ("mend.example.edu", .quartile, "3-Q"),
        ("mend1.example.edu", .quartile, "3-Q"), ("fix.campus.example.edu", .medium, "3-M"),
        ("fix.campus.example.edu", .quartile, "4-H"), ("repair.campus.example.edu.cn", .quartile, "4-Q"),
        ("10.0.0.7:8443/network/repair/desk", .quartile, "4-Q"),
        ("repair.network-centre.example-university.edu.cn", .quartile, "5-Q"),
        ("repair.the-network-and-information-centre.example-university.edu.cn", .quartile, "6-Q"),
        (String(repeating: "a", count: 49) + "." + String(repeating: "b", count: 50), .quartile, "8-Q"),
    ]

    private static func series(_ index: Int) throws -> SymbolSeries {
        let kind = kinds[index]
        let series = try SymbolSeries(SymbolEncoder(host: LabelHost(kind.host), floor: kind.floor))
        #expect("\(series.encoder.version)-\(series.encoder.level.rawValue)" == kind.size)
        return series
    }

    /// Codes without a pattern, others for each kind.
    private static func codes(_ kind: Int, count: Int) throws -> [LabelCode] {
        try (1...count).map { number in
            try SymbolEncoderTests.code(UInt64(number + kind * 10_000) &* 0x9E37_79B9_7F4A_7C15 >> 5)
        }
    }

    @Test(
        "Module for module the symbols of libqrencode, under the mask that it took", arguments: kinds.indices)
    func modules(kind: Int) throws {
        let series = try Self.series(kind)
        for code in try Self.codes(kind, count: 250) + SymbolEncoderTests.codes.map(SymbolEncoderTests.code) {
            let text = series.encoder.text(for: code)
            let (theirs, _) = try ModuleMatrix.encoded(
                bytes: SymbolText.scheme, capitals: text.capitals, version: series.encoder.version,
                level: series.encoder.level)
            let format = try #require(FormatInformation(of: theirs))
            #expect(series.symbol(for: code, mask: format.mask).rows == theirs.packed)
        }
    }

    @Test("Every mask is the one that the library would have put on", arguments: kinds.indices)
    func everyMask(kind: Int) throws {
        let series = try Self.series(kind)
        let code = try SymbolEncoderTests.code()
        for mask in 0...7 {
            let encoder = series.encoder
            let rebuilt = try QRSymbol(
                encoder.text(for: code).capitals, version: encoder.version, level: encoder.level, mask: mask)
            #expect(series.symbol(for: code, mask: mask) == rebuilt)
        }
    }

    @Test("One symbol alone is the same as out of a series", arguments: kinds.indices)
    func alone(kind: Int) throws {
        let series = try Self.series(kind)
        for code in try Self.codes(kind, count: 10) {
            #expect(try series.encoder.symbol(for: code) == series.symbol(for: code))
        }
    }

    @Test("The mask is the first with the least penalty, counted module by module", arguments: kinds.indices)
    func leastPenalty(kind: Int) throws {
        let series = try Self.series(kind)
        for code in try Self.codes(kind, count: 12) {
            let sums = (0...7).map { PlainPenalty(series.symbol(for: code, mask: $0)).sum() }
            #expect(series.symbol(for: code).mask == sums.firstIndex(of: sums.min() ?? 0))
        }
    }

    @Test("libqrencode counts the same, but for its whole percents of dark modules", arguments: kinds.indices)
    func libraryPenalty(kind: Int) throws {
        let series = try Self.series(kind)
        for code in try Self.codes(kind, count: 12) {
            let (theirs, _) = try ModuleMatrix.encoded(
                bytes: SymbolText.scheme, capitals: series.encoder.text(for: code).capitals,
                version: series.encoder.version, level: series.encoder.level)
            let sums = (0...7).map { PlainPenalty(series.symbol(for: code, mask: $0)).sum(.wholePercent) }
            #expect(FormatInformation(of: theirs)?.mask == sums.firstIndex(of: sums.min() ?? 0))
        }
    }

    @Test("The symbol of label programs has one alphanumeric segment, is smaller, and reads")
    func capitals() throws {
        let encoder = try SymbolEncoder(host: LabelHost("fix.example.edu/r"), floor: .medium, form: .capitals)
        let series = try SymbolSeries(encoder)
        let code = try SymbolEncoderTests.code()
        let symbol = series.symbol(for: code)
        #expect("\(symbol.version)-\(symbol.level.rawValue)" == "2-M")
        #expect(try encoder.symbol(for: code) == symbol)
        let text = "HTTPS://FIX.EXAMPLE.EDU/R/\(code.compact)"
        #expect(SymbolDissection(symbol)?.segments == [.init(mode: 0b0010, text: text)])
        #expect(try SymbolReading.texts(of: [symbol]) == [text])
    }

    @Test("All masks are taken, none of them nearly always")
    func masks() throws {
        let series = try Self.series(4)
        var counts = [Int](repeating: 0, count: 8)
        for code in try Self.codes(4, count: 2000) { counts[series.symbol(for: code).mask] += 1 }
        #expect(counts.allSatisfy { (20...1000).contains($0) })
    }

    @Test(
        "Penalties are those counted module by module, wide patterns in rows and columns included",
        arguments: 0..<40)
    func penalties(seed: Int) throws {
        let width = [25, 29, 33, 49][seed % 4]
        let unit = 2 + seed % 3
        var grids: [[UInt64]] = []
        for lane in 0..<MaskLanes.scalarCount {
            let number = UInt64(seed * MaskLanes.scalarCount + lane + 1)
            var grid = (1...UInt64(width)).map {
                ($0 &* number &* 0xD134_2543_DE82_EF95) >> 7 & (1 << UInt64(width) - 1)
            }
            let pattern = [1, 0, 1, 1, 1, 0, 1].flatMap { [UInt64](repeating: $0, count: unit) }
            for (place, module) in pattern.enumerated() where place < width {
                let (x, y) = lane.isMultiple(of: 2) ? (place, 4) : (4, place)
                grid[y] = grid[y] & ~(1 << UInt64(x)) | module << UInt64(x)
            }
            // The light run after it, so that it isn't longer than it was made.
            for x in 7 * unit..<max(7 * unit, min(width, 7 * unit + 4)) where lane.isMultiple(of: 2) {
                grid[4] &= ~(1 << UInt64(x))
            }
            grids.append(grid)
        }
        let empty = [MaskLanes](repeating: .zero, count: MaskPenalty.margin)
        let rows = empty + (0..<width).map { y in MaskLanes(grids.map { $0[y] }) } + empty
        let sums = rows.withUnsafeBufferPointer { MaskPenalty(rows: $0, width: width).sums }
        #expect(sums == grids.map { PlainPenalty(rows: $0).sum() })
    }

    @Test(
        "Finder-like patterns of any width count where one side has four times as much light",
        arguments: [
            ("..........##..######..##........##", 1), ("##..######..##........###############", 1),
            ("######.##..######..##.......######", 0), ("######........##..######..##.#####", 1),
            ("##..######..##..............##..######..##", 2), ("##...######..##........###########", 0),
            ("...###...#########...###..........", 1), ("#.###.#....#.###.#................", 0),
        ])
    func wideFinders(picture: String, count: Int) {
        let line = picture.utf8.enumerated().reduce(UInt64(0)) {
            $1.element == 0x23 ? $0 | 1 << $1.offset : $0
        }
        #expect(RunLengths.wideFinders(in: line, width: picture.utf8.count) == count)
    }

    @Test("The proportion of dark modules costs 10 for each whole 5 %")
    func proportion() {
        let counts = [500, 549, 550, 599, 600, 451, 450, 400, 1000, 0]
        #expect(
            counts.map { MaskPenalty.penalty(dark: $0, of: 1000) } == [0, 0, 10, 10, 20, 0, 10, 20, 100, 100])
    }
}
