/// Why the locale files can't be used.
public enum PhrasebookError: Error, Hashable, Sendable {
    case unreadable(path: String, reason: String)
    case malformed(Language, key: String, Malformed)
    /// A key that one language has and another lacks.
    case missing(Language, key: String)
    /// The parameters of one phrase differ between two languages.
    case parameters(key: String, expected: Set<String>, found: Set<String>, in: Language)
    /// Keys that pages or code ask for and no language has.
    case unknownKeys([String])

    public enum Malformed: Error, Hashable, Sendable {
        /// Neither a text, a plural (`one`, `other`) nor a group.
        case kind
        case unclosedBrace(String)
        /// Between braces stands something else than Latin letters.
        case parameterName(String)
    }
}

extension PhrasebookError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): \(reason)"
        case .malformed(let language, let key, .kind):
            "\(language).json, \(key): expected a text, a plural or a group"
        case .malformed(let language, let key, .unclosedBrace(let text)):
            "\(language).json, \(key): a brace isn't closed in “\(text)”"
        case .malformed(let language, let key, .parameterName(let text)):
            "\(language).json, \(key): a parameter's name has Latin letters only, found “\(text)”"
        case .missing(let language, let key): "\(language).json lacks \(key)"
        case .parameters(let key, let expected, let found, let language):
            "\(language).json, \(key): expected the parameters \(expected.sorted()), found \(found.sorted())"
        case .unknownKeys(let keys): "no locale file has \(keys.joined(separator: ", "))"
        }
    }
}
