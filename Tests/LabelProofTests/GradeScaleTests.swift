import Testing

@testable import LabelProof

@Suite("Limits of grades")
struct GradeScaleTests {
    @Test("Each limit belongs to its grade, the value just beyond it to the next")
    func limits() {
        let rising: [(GradeScale, [Double])] = [
            (.symbolContrast, [0.70, 0.55, 0.40, 0.20]), (.modulation, [0.50, 0.40, 0.30, 0.20]),
            (.unusedErrorCorrection, [0.62, 0.50, 0.37, 0.25]),
        ]
        for (scale, limits) in rising {
            #expect(limits.map { scale.grade($0) } == [.a, .b, .c, .d])
            #expect(limits.map { scale.grade($0 - 0.001) } == [.b, .c, .d, .f])
        }
        let falling: [(GradeScale, [Double])] = [
            (.axialNonuniformity, [0.06, 0.08, 0.10, 0.12]), (.gridNonuniformity, [0.38, 0.50, 0.63, 0.75]),
            (.finderDamage, [0, 1, 2, 3]), (.timingDamage, [0, 0.07, 0.11, 0.14]),
            (.alignmentDamage, [0, 0.10, 0.20, 0.30]),
        ]
        for (scale, limits) in falling {
            #expect(limits.map { scale.grade($0) } == [.a, .b, .c, .d])
            #expect(limits.map { scale.grade($0 + 0.001) } == [.b, .c, .d, .f])
        }
    }

    @Test("Letters and numbers go together, and there is no E")
    func letters() {
        #expect(Grade.allCases.map(\.letter) == ["F", "D", "C", "B", "A"])
        #expect(Grade.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
        #expect(Grade(letter: "c") == .c)
        #expect(Grade(letter: "E") == nil)
    }
}
