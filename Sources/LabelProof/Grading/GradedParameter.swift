/// The parameters of the pre-check, with ISO/IEC 15415's names.
public enum GradedParameter: String, Hashable, Sendable, Codable, CaseIterable {
    case decode
    case symbolContrast
    case modulation
    case reflectanceMargin
    case fixedPatternDamage
    case axialNonuniformity
    case gridNonuniformity
    case unusedErrorCorrection
}
