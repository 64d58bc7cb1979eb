import LabelScanning
import LabelSymbol
import Testing

@testable import LabelProof

@Suite("Grading against hand-computed values")
struct SymbolGradingTests {
    private static let even = GridGeometry(across: 8, down: 8, gridNonuniformity: 0)

    /// The reflectances of a symbol whose dark and light modules are all alike, spoilt by `change`.
    private static func sampled(
        _ symbol: QRSymbol, dark: Double = 0, light: Double = 1,
        _ change: (Int, Int) -> Double? = { _, _ in nil }
    ) -> SampledSymbol {
        let reflectances = (-4..<symbol.width + 4).flatMap { y in
            (-4..<symbol.width + 4).map { x in
                let isInside = (0..<symbol.width).contains(x) && (0..<symbol.width).contains(y)
                return change(x, y) ?? (isInside && symbol[x, y] ? dark : light)
            }
        }
        return SampledSymbol(width: symbol.width, reflectances: reflectances)
    }

    private static func grades(_ symbol: QRSymbol, _ sampled: SampledSymbol) -> SymbolGrades? {
        SymbolGrading(symbol: symbol, sampled: sampled, geometry: even, isDecoded: true).grades
    }

    /// The modules of some codewords, by their number.
    private static func modules(_ symbol: QRSymbol, of words: Range<Int>) -> [[Int]] {
        let anatomy = SymbolAnatomy(version: symbol.version)
        var found: [[Int]] = []
        for y in 0..<symbol.width {
            for x in 0..<symbol.width {
                if case .codeword(let word) = anatomy?[x, y], words.contains(word) { found.append([x, y]) }
            }
        }
        return found
    }

    @Test("A perfect symbol gets an A for everything")
    func perfect() throws {
        let symbol = try Sample.symbol()
        let grades = try #require(Self.grades(symbol, Self.sampled(symbol)))
        #expect(grades.entries.map(\.parameter) == GradedParameter.allCases)
        #expect(grades.entries.allSatisfy { $0.grade == .a })
        #expect(grades[.symbolContrast]?.value == 1)
        #expect(grades[.unusedErrorCorrection]?.value == 1)
        #expect(grades[.fixedPatternDamage]?.value == 0)
        #expect(grades.overall == .a)
    }

    @Test(
        "Symbol contrast is the difference of lightest and darkest",
        arguments: [(0.9, 0.1, Grade.a), (0.9, 0.3, .b), (0.9, 0.45, .c), (0.9, 0.6, .d), (0.5, 0.4, .f)])
    func contrast(light: Double, dark: Double, grade: Grade) throws {
        let symbol = try Sample.symbol()
        let grades = try #require(Self.grades(symbol, Self.sampled(symbol, dark: dark, light: light)))
        #expect(grades[.symbolContrast]?.grade == grade)
        #expect(grades[.modulation]?.grade == .a)
        #expect(grades.overall == grade)
    }

    @Test(
        "Wrong codewords use up error correction, two of a block's for each",
        // 3-Q: two blocks of 18, so n wrong codewords of one block leave 1 − 2n/18.
        arguments: [(1, Grade.a), (3, .a), (4, .b), (5, .c), (6, .d), (7, .f), (12, .f)])
    func unusedCorrection(wrong: Int, grade: Grade) throws {
        let symbol = try Sample.symbol()
        #expect(symbol.version == 3 && symbol.level == .quartile)
        // Data codewords 0, 2, 4 … are the first block's: one module of each is turned.
        let words = (0..<wrong).map { $0 * 2 }
        let places = words.compactMap { word in Self.modules(symbol, of: word..<word + 1).first }
        let sampled = Self.sampled(symbol) { x, y in
            places.contains([x, y]) ? (symbol[x, y] ? 1 : 0) : nil
        }
        let grades = try #require(Self.grades(symbol, sampled))
        #expect(grades[.unusedErrorCorrection]?.grade == grade)
        let value = try #require(grades[.unusedErrorCorrection]?.value)
        #expect(abs(value - max(0, 1 - 2 * Double(wrong) / 18)) < 1e-9)
        #expect(grades[.reflectanceMargin]?.grade == grade)
        #expect(grades[.modulation]?.grade == .a)
        #expect(grades[.fixedPatternDamage]?.grade == .a)
    }

    @Test(
        "Modulation of all codewords decides where correction can't make up for it",
        // Light modules at r give 2·(r − 0.5).
        arguments: [(0.75, Grade.a), (0.70, .b), (0.65, .c), (0.60, .d), (0.55, .f)])
    func modulation(light: Double, grade: Grade) throws {
        let symbol = try Sample.symbol()
        let sampled = Self.sampled(symbol) { x, y in
            let isInside = (0..<symbol.width).contains(x) && (0..<symbol.width).contains(y)
            return isInside && !symbol[x, y] ? light : nil
        }
        let grades = try #require(Self.grades(symbol, sampled))
        #expect(grades[.modulation]?.grade == grade)
        #expect(grades[.reflectanceMargin]?.grade == grade)
    }

    @Test("A few faint codewords are made up for by the correction that is left")
    func overlay() throws {
        let symbol = try Sample.symbol()
        // Modulation 0.1 on 4 codewords of one block: without them 1 − 8/18 = 0.56 is left, a B.
        let places = Set([0, 2, 4, 6].flatMap { Self.modules(symbol, of: $0..<$0 + 1) })
        let sampled = Self.sampled(symbol) { x, y in
            places.contains([x, y]) ? (symbol[x, y] ? 0.45 : 0.55) : nil
        }
        let grades = try #require(Self.grades(symbol, sampled))
        #expect(grades[.modulation]?.grade == .b)
        #expect(grades[.unusedErrorCorrection]?.grade == .a)
    }

    @Test(
        "Each wrong module of a finder pattern costs a grade",
        arguments: [(0, Grade.a), (1, .b), (2, .c), (3, .d), (4, .f), (9, .f)])
    func finder(wrong: Int, grade: Grade) throws {
        let symbol = try Sample.symbol()
        let sampled = Self.sampled(symbol) { x, y in
            y == 3 && (0..<wrong).contains(x) ? 1 - (symbol[x, y] ? 0 : 1) : nil
        }
        let turned = (0..<wrong).count
        let grades = try #require(Self.grades(symbol, sampled))
        #expect(grades[.fixedPatternDamage]?.value == Double(turned == 9 ? 8 : turned))
        #expect(grades[.fixedPatternDamage]?.grade == grade)
        #expect(grades[.unusedErrorCorrection]?.grade == .a)
    }

    @Test("Dirt in the quiet zone beside a finder pattern counts as its damage")
    func quietZone() throws {
        let symbol = try Sample.symbol()
        let sampled = Self.sampled(symbol) { x, y in x == -2 && (0..<5).contains(y) ? 0 : nil }
        #expect(Self.grades(symbol, sampled)?[.fixedPatternDamage]?.grade == .f)
        let far = Self.sampled(symbol) { x, y in x == symbol.width + 1 && y == symbol.width - 5 ? 0 : nil }
        #expect(Self.grades(symbol, far)?[.fixedPatternDamage]?.grade == .a)
    }

    @Test("Timing patterns are graded by parts, and broken by three of five in a row")
    func timing() {
        let whole = [Bool](repeating: false, count: 50)
        func line(_ damaged: [Int]) -> [Bool] { (0..<50).map { damaged.contains($0) } }
        #expect(FixedPatterns.timingGrade([whole, whole]) == .a)
        #expect(FixedPatterns.timingGrade([line([3]), whole]) == .b)
        #expect(FixedPatterns.timingGrade([line([3, 9, 15, 21]), line([3, 9, 15])]) == .b)
        #expect(FixedPatterns.timingGrade([line([3, 9, 15, 21, 27]), line([3, 9, 15, 21, 27, 33])]) == .c)
        #expect(FixedPatterns.timingGrade([line([3, 5, 7]), whole]) == .f)
        #expect(FixedPatterns.timingGrade([line([3, 4]), whole]) == .b)
    }

    @Test("A finder segment has the 168 modules of the standard")
    func segments() throws {
        for host in ["m.cn", "mend.example.edu", "repair.network.example.edu.cn"] {
            let symbol = try Sample.symbol(host: host)
            let anatomy = try #require(SymbolAnatomy(version: symbol.version))
            let patterns = FixedPatterns(symbol, anatomy)
            #expect(patterns.finders.map { Set($0).count } == [168, 168, 168])
            #expect(patterns.timing.map(\.count) == [symbol.width - 16, symbol.width - 16])
            #expect(patterns.alignment.count == 25)
        }
    }

    @Test(
        "Axial non-uniformity is the difference of the pitches in parts of their mean",
        arguments: [
            (8.0, 8.0, 0.0, Grade.a), (8.4, 8.0, 0.4 / 8.2, .a), (8.6, 8.0, 0.6 / 8.3, .b),
            (8.0, 8.8, 0.8 / 8.4, .c), (9.0, 8.0, 1 / 8.5, .d), (10.0, 8.0, 2.0 / 9, .f),
        ])
    func axial(across: Double, down: Double, value: Double, grade: Grade) {
        let geometry = GridGeometry(across: across, down: down, gridNonuniformity: 0)
        #expect(abs(geometry.axialNonuniformity - value) < 1e-9)
        #expect(GradeScale.axialNonuniformity.grade(geometry.axialNonuniformity) == grade)
    }
}
