/// A JSON value as a program sent it, before it is known whether it is what it should be.
enum APIValue: Decodable, Hashable, Sendable {
    case nothing
    case truth(Bool)
    case whole(Int64)
    /// Any number that no `whole` can hold.
    case number(Double)
    case text(String)
    case list([APIValue])
    case object([String: APIValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let value = try? container.decode(Bool.self) {
            self = .truth(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .whole(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let values = try? container.decode([APIValue].self) {
            self = .list(values)
        } else {
            self = .object(try container.decode([String: APIValue].self))
        }
    }

    /// What a refusal says that it found.
    var found: Found {
        switch self {
        case .nothing: .nothing
        case .truth(let value): .value(String(value))
        case .whole(let value): .value(String(value))
        case .number(let value): .value(String(value))
        case .text(let text): text.isEmpty ? .characters(0) : .value(text)
        case .list(let values): .items(values.count)
        case .object: .object
        }
    }
}
