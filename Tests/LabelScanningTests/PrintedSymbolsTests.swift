import Facility
import LabelSymbol
import Testing

@testable import LabelScanning

@Suite("The symbols that a site has printed")
struct PrintedSymbolsTests {
    @Test("A code counts once in a form, however often it was printed")
    func once() throws {
        var symbols = PrintedSymbols()
        for number in 1...3 { symbols.add(try Campus.code(1), Campus.issue(number, mask: number)) }
        #expect(symbols.count == 1)
    }

    @Test("A label that was printed for two hosts or in two sizes is known in each")
    func forms() throws {
        var symbols = PrintedSymbols()
        symbols.add(try Campus.code(1), Campus.issue())
        symbols.add(try Campus.code(1), Campus.issue(2, host: "fix.example.edu"))
        symbols.add(try Campus.code(1), Campus.issue(3, version: 4, level: "H"))
        #expect(symbols.count == 3)
        #expect(symbols.groups.count == 3)
    }

    @Test("What no label can have been is left out, and said so")
    func impossible() throws {
        var symbols = PrintedSymbols()
        let issues = [
            Campus.issue(version: 1), Campus.issue(version: 11), Campus.issue(level: "Z"),
            Campus.issue(host: "no host at all"),
        ]
        let code = try Campus.code(1)
        let taken = issues.filter { symbols.add(code, $0) }
        #expect(taken.isEmpty)
        #expect(symbols.count == 0)
    }

    @Test("Forms beyond the limit are left out, and said so; those that are there still grow")
    func limit() throws {
        var symbols = PrintedSymbols()
        let code = try Campus.code(1)
        let taken = (0...PrintedSymbols.formsMax).map {
            symbols.add(code, Campus.issue(host: "h\($0).example.edu"))
        }
        #expect(taken == [Bool](repeating: true, count: PrintedSymbols.formsMax) + [false])
        symbols.add(try Campus.code(2), Campus.issue(host: "h0.example.edu"))
        #expect(symbols.count == PrintedSymbols.formsMax + 1)
    }

    @Test("A copy goes on being what it was, and shares all full shelves")
    func copies() throws {
        let max = PrintedSymbols.Shelf.codesMax
        let old = try Campus.printed(max + 1)
        var new = old
        new.add(try Campus.code(max + 1), Campus.issue())
        #expect((old.count, new.count) == (max + 1, max + 2))
        let shelves = try [old, new].map { try #require($0.groups.values.first).shelves }
        #expect(shelves.map(\.count) == [2, 2])
        let addresses = shelves.map { $0[0].packed.withUnsafeBufferPointer { $0.baseAddress } }
        #expect(addresses[0] == addresses[1])
    }

    @Test("A code takes 27 bytes of modules and 8 of its own")
    func memory() throws {
        let symbols = try Campus.printed(5_000)
        let group = try #require(symbols.groups.values.first)
        #expect(group.shelves.reduce(0) { $0 + $1.packed.count } == 135_000)
        #expect(group.shelves.allSatisfy { $0.packed.capacity <= 27 * PrintedSymbols.Shelf.codesMax * 2 })
        #expect(MemoryLayout<LabelCode>.size == 8)
    }

    @Test("The nearest symbols are those that a plain comparison finds", arguments: 0..<8)
    func nearest(mask: Int) throws {
        let group = try #require(try Campus.printed(1_000).groups.values.first)
        var random = SeededBytes(state: UInt64(mask))
        let family = group.family
        let soft = family.varying.map { _ in Float.random(in: -2...2, using: &random) }
        let missing = try Campus.code(432)
        let scores = group.shelves.flatMap { shelf in
            shelf.codes.indices.map { index in
                (shelf.codes[index], Self.score(soft, shelf.packed, index, family, mask))
            }
        }.filter { $0.0 != missing }.sorted { $0.1 > $1.1 }
        let read = ReadModules(mask: Int32(mask), soft: soft)
        let found = try #require(group.nearest(read, without: missing))
        #expect(found.code == scores[0].0)
        #expect(abs(found.best - scores[0].1) < 1e-3)
        #expect(abs(found.second - scores[1].1) < 1e-3)
    }

    private static func score(
        _ soft: [Float], _ packed: [UInt8], _ index: Int, _ family: SymbolFamily, _ mask: Int
    ) -> Double {
        var (sum, square) = (0.0, 0.0)
        for bit in soft.indices {
            let isDark = packed[index * family.packedBytes + bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
            let sign = family.unmasking[mask * soft.count + bit]
            sum += Double(soft[bit]) * Double(sign) * (isDark ? 1 : -1)
            square += Double(soft[bit] * soft[bit])
        }
        return sum / square.squareRoot()
    }
}
