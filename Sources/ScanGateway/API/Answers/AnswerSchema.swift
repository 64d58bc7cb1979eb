/// The JSON Schema of a type, drawn from how it is read: by a decoder that gives a value for whatever it is asked and
/// notes what that was. So a description can't say anything else than the types by which answers are written.
enum AnswerSchema {
    /// - Throws: `DecodingError` for a type that isn't made of named members, lists, words and numbers.
    static func of(_ type: any Decodable.Type) throws -> APIValue { try value(of: type).schema }

    /// The schema of a type, and some value of it.
    fileprivate static func value<Value: Decodable>(
        of type: Value.Type
    ) throws -> (value: Value, schema: APIValue) {
        let plain: [(any Decodable, APIValue)] = [
            ("", ["type": "string"]), (false, ["type": "boolean"]), (0, ["type": "integer"]),
            (Int64(0), ["type": "integer"]), (0.0, ["type": "number"]),
        ]
        for (value, schema) in plain {
            if let value = value as? Value { return (value, schema) }
        }
        if let list = type as? any ListShape.Type, let empty = list.empty as? Value {
            return (empty, ["type": "array", "items": try of(list.element)])
        }
        if let (word, words) = Self.words(type) {
            return (word, ["type": "string", "enum": .list(words.map { .text($0) })])
        }
        let draft = SchemaDraft()
        let value = try Value(from: ShapeDecoder(draft: draft))
        return (value, draft.schema)
    }

    /// The words that an enum may be, with one of them as it is.
    private static func words<Value>(_ type: Value.Type) -> (Value, [String])? {
        guard let type = type as? any CaseIterable.Type else { return nil }
        let cases = all(type)
        let words = cases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        guard words.count == cases.count, let first = cases.first as? Value else { return nil }
        return (first, words)
    }

    private static func all<Cases: CaseIterable>(_ type: Cases.Type) -> [Any] { Array(type.allCases) }
}

/// A list, told apart from what has members.
private protocol ListShape {
    static var element: any Decodable.Type { get }
    static var empty: Self { get }
}

extension Array: ListShape where Element: Decodable {
    static var element: any Decodable.Type { Element.self }
    static var empty: [Element] { [] }
}

/// The members of one type as they are asked for.
private final class SchemaDraft {
    var properties: [String: APIValue] = [:]
    /// Looked for before they are read: they may be left out.
    var optional: Set<String> = []

    var schema: APIValue {
        let required = properties.keys.filter { !optional.contains($0) }.sorted()
        var schema: [String: APIValue] = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .list(required.map { .text($0) }) }
        return .object(schema)
    }
}

private struct ShapeDecoder: Decoder {
    let draft: SchemaDraft
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(ShapeContainer<Key>(draft: draft))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.shapeless }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw Self.shapeless }

    static var shapeless: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "expected a type with named members"))
    }
}

private struct ShapeContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let draft: SchemaDraft
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool {
        draft.optional.insert(key.stringValue)
        return true
    }

    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let (value, schema) = try AnswerSchema.value(of: type)
        draft.properties[key.stringValue] = schema
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw ShapeDecoder.shapeless }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw ShapeDecoder.shapeless
    }
    func superDecoder() throws -> any Decoder { throw ShapeDecoder.shapeless }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw ShapeDecoder.shapeless }
}
