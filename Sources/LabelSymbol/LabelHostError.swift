/// Why a text can't stand as the host on a label.
public enum LabelHostError: Error, Hashable, Sendable {
    case empty
    /// Characters, of the whole text or of one label of the name.
    case tooLong(max: Int, found: Int)
    /// Only the host is wanted; `https://` is put before it.
    case hasScheme(String)
    /// Neither a Latin letter, digit, `-` nor `.`; a name in other scripts needs its `xn--` form.
    case foreignCharacter(Character)
    /// Two dots or slashes in a row, or one at either end.
    case emptyPart
    /// A label of the name begins or ends with `-` (RFC 1123, 2.1).
    case hyphenAtEdge(String)
    /// Not 1 to 65535.
    case badPort(String)
}

extension LabelHostError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "the host is empty"
        case .tooLong(let max, let found): "expected at most \(max) characters, found \(found)"
        case .hasScheme(let text): "expected a host without a scheme, found \(text)"
        case .foreignCharacter(let character):
            "expected Latin letters, digits, '-', '.' (other scripts as xn-- names), found '\(character)'"
        case .emptyPart: "expected something between, before and after every '.' and '/', found nothing"
        case .hyphenAtEdge(let label): "expected no '-' at the beginning or end, found \(label)"
        case .badPort(let port): "expected a port from 1 to 65535, found '\(port)'"
        }
    }
}
