public import LabelScanning

/// Why a label didn't pass.
public enum ProofFault: Hashable, Sendable, Codable {
    /// A decoder read nothing at its place.
    case unread(by: ReadingEngine)
    /// A decoder read something else there.
    case wrongText(by: ReadingEngine, expected: String, found: String)
    /// A parameter is below what was asked for.
    case poor(GradedParameter, grade: Grade, expected: Grade)
    /// The place isn't on the page.
    case offPage
    /// Read well, but it isn't a label of this site.
    case unknownCode(String)
}

extension ProofFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unread(let engine): "\(engine.rawValue) reads nothing"
        case .wrongText(let engine, let expected, let found):
            "\(engine.rawValue): expected \(expected), found \(found)"
        case .poor(let parameter, let grade, let expected):
            "\(parameter.rawValue): expected \(expected.letter) or better, found \(grade.letter)"
        case .offPage: "its place isn't on the page"
        case .unknownCode(let text): "\(text) isn't a label of this site"
        }
    }
}
