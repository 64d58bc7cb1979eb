/// What an engine answered instead of doing what a statement says.
enum SQLFault: Error, Hashable {
    /// A unique key or another constraint of the schema.
    case constraint(String)
    case diskFull(String)
    /// Reading or writing the medium failed: what is durable isn't known any more.
    case medium(String)
    /// Another connection is in the way.
    case busy(String)
    /// Anything else, e.g. a statement that the schema doesn't fit.
    case refused(code: Int32, String)
}

extension SQLFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .constraint(let text): "constraint: \(text)"
        case .diskFull(let text): "disk full: \(text)"
        case .medium(let text): "medium: \(text)"
        case .busy(let text): "busy: \(text)"
        case .refused(let code, let text): "refused (\(code)): \(text)"
        }
    }
}
