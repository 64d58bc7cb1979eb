/// The limits between a parameter's grades, by ISO/IEC 15415:2011 and, for fixed patterns, ISO/IEC 18004's annex on
/// print quality.
///
/// The standards aren't free; what was held against public sources is said at each. The edition of 2024 grades in
/// tenths, takes contrast from the lightest and darkest hundredth and adds print growth: none of that is done here.
/// Neither are QR's format and version information graded by themselves.
public struct GradeScale: Hashable, Sendable {
    private let limits: [Double]
    private let isMoreBetter: Bool

    /// Rmax − Rmin (same limits: Cognex, DataMan 475 Reference Manual, "ISO/IEC 15415 Grading Parameters").
    public static let symbolContrast = GradeScale(atLeast: 0.70, 0.55, 0.40, 0.20)
    /// Of one module, 2·|R − GT| / SC, and so of a codeword; reflectance margin has the same limits (same: Cognex,
    /// there).
    public static let modulation = GradeScale(atLeast: 0.50, 0.40, 0.30, 0.20)
    /// Difference of the two pitches in parts of their mean (same: several graders on GitHub, e.g. gs1grader's
    /// `AxialNonUniformityGrader`; no manual that prints the table was found).
    public static let axialNonuniformity = GradeScale(atMost: 0.06, 0.08, 0.10, 0.12)
    /// The farthest grid point off its place, in modules (same: graders on GitHub, as above).
    public static let gridNonuniformity = GradeScale(atMost: 0.38, 0.50, 0.63, 0.75)
    /// The part of the error correction that is left (same: Cognex, as above).
    public static let unusedErrorCorrection = GradeScale(atLeast: 0.62, 0.50, 0.37, 0.25)
    /// Wrong modules of a finder pattern with its separator and quiet zone (ISO/IEC 18004, segments A1 to A3; same:
    /// graders on GitHub).
    public static let finderDamage = GradeScale(atMost: 0, 1, 2, 3)
    /// The part of the timing patterns' modules that is wrong (ISO/IEC 18004, segments B1 and B2; found in no public
    /// source, so not checked).
    public static let timingDamage = GradeScale(atMost: 0, 0.07, 0.11, 0.14)
    /// The part of the alignment patterns' modules that is wrong (ISO/IEC 18004, segment C; found in no public source,
    /// so not checked).
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
