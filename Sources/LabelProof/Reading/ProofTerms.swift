/// How a sheet is looked at, and what is asked of it.
public struct ProofTerms: Hashable, Sendable {
    /// The raster's resolution: the printer's.
    public var dotsPerInch: Int
    /// Any parameter below it fails the label.
    public var gradeMin: Grade
    /// What is done to each symbol; empty: nothing.
    public var damages: [Damage]
    /// The part of the damaged symbols that one decoder or the other must still read.
    public var survivalMin: Double
    /// Where blots and grain fall.
    public var seed: UInt64

    /// ISO/IEC 15415's users ask for 1.5, which rounds to C, of prints; a raster has no excuse below it.
    public static let gradeMinUsual = Grade.c
    public static let survivalMinUsual = 0.995

    public init(
        dotsPerInch: Int, gradeMin: Grade = gradeMinUsual, damages: [Damage] = Damage.allCases,
        survivalMin: Double = survivalMinUsual, seed: UInt64 = 1
    ) {
        self.dotsPerInch = dotsPerInch
        self.gradeMin = gradeMin
        self.damages = damages
        self.survivalMin = survivalMin
        self.seed = seed
    }
}
