/// The limits between a parameter's grades.
public struct GradeScale: Hashable, Sendable {
    private let limits: [Double]
    private let isMoreBetter: Bool

    /// Rmax − Rmin (ISO/IEC 15415:2011, table 5).
    public static let symbolContrast = GradeScale(atLeast: 0.70, 0.55, 0.40, 0.20)
    /// Of one module (table 6), and so of a codeword; reflectance margin has the same limits.
    public static let modulation = GradeScale(atLeast: 0.50, 0.40, 0.30, 0.20)
    /// Difference of the two pitches in parts of their mean (table 8).
    public static let axialNonuniformity = GradeScale(atMost: 0.06, 0.08, 0.10, 0.12)
    /// The farthest grid point off its place, in modules (table 9).
    public static let gridNonuniformity = GradeScale(atMost: 0.38, 0.50, 0.63, 0.75)
    /// The part of the error correction that is left (table 10).
    public static let unusedErrorCorrection = GradeScale(atLeast: 0.62, 0.50, 0.37, 0.25)
    /// Wrong modules of a finder pattern with its separator and quiet zone (ISO/IEC 18004:2015, annex G).
    public static let finderDamage = GradeScale(atMost: 0, 1, 2, 3)
    /// The part of the timing patterns' modules that is wrong (annex G).
    public static let timingDamage = GradeScale(atMost: 0, 0.07, 0.11, 0.14)
    /// The part of the alignment patterns' modules that is wrong (annex G).
    public static let alignmentDamage = GradeScale(atMost: 0, 0.10, 0.20, 0.30)

    /// - Parameters: limits of A, B, C and D, each still within its grade.
    init(atLeast limits: Double...) {
        self.limits = limits
        isMoreBetter = true
    }

    init(atMost limits: Double...) {
        self.limits = limits
        isMoreBetter = false
    }

    /// - Parameter value: compared to a billionth, so that 0.7 computed as 0.6999… is still an A.
    public func grade(_ value: Double) -> Grade {
        let slack = 1e-9
        let met = limits.firstIndex { isMoreBetter ? value >= $0 - slack : value <= $0 + slack }
        return met.flatMap { Grade(rawValue: 4 - $0) } ?? .f
    }
}
