import LabelScanning
import LabelSymbol
import Testing

@testable import LabelProof

@Suite("A symbol spoilt on purpose gets the parameter it deserves")
struct SpoiltSymbolTests {
    private func poor(_ grades: SymbolGrades?) -> Set<GradedParameter> {
        Set((grades?.entries ?? []).filter { $0.grade < .c }.map(\.parameter))
    }

    @Test("As drawn, everything is an A", arguments: [3, 4, 8, 20])
    func whole(module: Int) throws {
        let canvas = Canvas(try Sample.symbol(), across: module, down: module)
        let grades = try #require(canvas.grades())
        #expect(grades.overall == .a)
        #expect(try #require(grades[.gridNonuniformity]).value < 0.02)
    }

    @Test("A blot over a finder pattern is fixed pattern damage")
    func blotOnFinder() throws {
        var canvas = Canvas(try Sample.symbol())
        canvas.fill(1..<6, 1..<6, 0)
        let grades = canvas.grades()
        #expect(poor(grades) == [.fixedPatternDamage])
        #expect(grades?[.fixedPatternDamage]?.value == 16)
    }

    @Test("A blot over the data uses up error correction and nothing of the patterns")
    func blotOnData() throws {
        var canvas = Canvas(try Sample.symbol())
        canvas.fill(9..<19, 9..<19, 0)
        let grades = try #require(canvas.grades())
        #expect(grades[.unusedErrorCorrection]?.grade == .f)
        #expect(grades[.reflectanceMargin]?.grade == .f)
        #expect(grades[.fixedPatternDamage]?.grade == .a)
        #expect(grades[.symbolContrast]?.grade == .a)
    }

    @Test("Grey on grey is symbol contrast")
    func pale() throws {
        let canvas = Canvas(try Sample.symbol(), dark: 150, light: 190)
        #expect(poor(canvas.grades()) == [.symbolContrast])
    }

    @Test("White on black leaves no module on its side")
    func inverted() throws {
        let canvas = Canvas(try Sample.symbol(), dark: 255, light: 0)
        let grades = try #require(canvas.grades(isDecoded: false))
        #expect(
            poor(grades).isSuperset(of: [
                .decode, .reflectanceMargin, .fixedPatternDamage, .unusedErrorCorrection,
            ]))
        #expect(grades[.unusedErrorCorrection]?.value == 0)
    }

    @Test(
        "A stretched axis is axial non-uniformity", arguments: [(9, 8, Grade.d), (8, 10, .f), (16, 17, .b)])
    func stretched(across: Int, down: Int, grade: Grade) throws {
        let grades = try #require(Canvas(try Sample.symbol(), across: across, down: down).grades())
        #expect(grades[.axialNonuniformity]?.grade == grade)
        #expect(grades.entries.filter { $0.parameter != .axialNonuniformity }.allSatisfy { $0.grade == .a })
    }

    @Test("The grid is found from a start that is a module off and turned")
    func search() throws {
        let canvas = Canvas(try Sample.symbol())
        var start = canvas.grid
        start.origin = PhotoPoint(x: start.origin.x + 6, y: start.origin.y - 6)
        start.across = PhotoPoint(x: start.across.x * 0.985, y: 0.15)
        let fit = GridFit(canvas.image, canvas.symbol, from: start)
        #expect(abs(fit.grid.origin.x - canvas.grid.origin.x) < 0.1)
        #expect(abs(fit.grid.origin.y - canvas.grid.origin.y) < 0.1)
        #expect(abs(fit.grid.across.x - 8) < 0.01 && abs(fit.grid.across.y) < 0.01)
    }

    @Test("Smeared edges cost modulation, the more the wider")
    func smeared() throws {
        let canvas = Canvas(try Sample.symbol())
        let little = try #require(canvas.image.filtered(.blur(radius: 2)))
        let much = try #require(
            canvas.image.filtered(.blur(radius: 4))?.filtered(.blur(radius: 4))?.filtered(.blur(radius: 3)))
        #expect(try #require(canvas.grades(little)?[.modulation]).grade >= .b)
        #expect(try #require(canvas.grades(much)?[.modulation]).grade <= .d)
        #expect(canvas.grades(much)?[.axialNonuniformity]?.grade == .a)
    }

    @Test("A bent line of modules is grid non-uniformity")
    func bent() throws {
        let canvas = Canvas(try Sample.symbol())
        // From row 12 to row 18 everything stands 6 of 8 pixels farther right.
        var bent = canvas.pixels
        for y in (12 + Canvas.border) * 8..<(18 + Canvas.border) * 8 {
            let row = y * canvas.width
            for x in 0..<canvas.width { bent[row + x] = x < 6 ? 255 : canvas.pixels[row + x - 6] }
        }
        let grades = canvas.grades(GreyImage(width: canvas.width, height: canvas.height, pixels: bent))
        #expect(try #require(grades?[.gridNonuniformity]).grade <= .c)
        #expect(try #require(grades?[.axialNonuniformity]).grade == .a)
    }

    @Test("Ink spread is told apart from displacement")
    func spread() throws {
        let canvas = Canvas(try Sample.symbol())
        var wide = canvas.pixels
        for y in 0..<canvas.height {
            for x in 1..<canvas.width where canvas.pixels[y * canvas.width + x - 1] == 0 {
                wide[y * canvas.width + x] = 0
            }
        }
        let fit = GridFit(
            GreyImage(width: canvas.width, height: canvas.height, pixels: wide), canvas.symbol,
            from: canvas.grid)
        #expect(fit.geometry.gridNonuniformity < 0.05)
        #expect(fit.geometry.axialNonuniformity < 0.001)
    }
}
