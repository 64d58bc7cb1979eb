/// Reads canonical JSON into `Decodable` values.
public struct CanonicalDecoder: Sendable {
    /// Opens `Personal` values; nil: meeting one throws `PersonalError.noOpener`.
    public var opener: (any PersonalOpener)?

    public init(opener: (any PersonalOpener)? = nil) { self.opener = opener }

    /// - Throws: `CanonicalError`, `DecodingError`, `PersonalError`, or what the opener throws.
    public func decode<Value: Decodable>(_ type: Value.Type = Value.self, from bytes: [UInt8]) throws -> Value
    {
        var userInfo: [CodingUserInfoKey: any Sendable] = [:]
        userInfo[.opener] = opener
        return try ValueDecoder(
            value: try CanonicalParser.parse(bytes), codingPath: [], sendableInfo: userInfo
        )
        .unwrap(type)
    }
}

private struct ValueDecoder: Decoder, SingleValueDecodingContainer {
    let value: CanonicalValue
    var codingPath: [any CodingKey]
    let sendableInfo: [CodingUserInfoKey: any Sendable]
    var userInfo: [CodingUserInfoKey: Any] { sendableInfo }

    func mismatch(_ type: Any.Type) -> DecodingError {
        DecodingError.typeMismatch(
            type, .init(codingPath: codingPath, debugDescription: "expected \(type), found \(value)"))
    }

    func unwrap<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted {
        let scalar: Any?
        switch (type, value) {
        case (is String.Type, .string(let text)): scalar = text
        case (is Bool.Type, .bool(let flag)): scalar = flag
        case (is String.Type, _), (is Bool.Type, _): throw mismatch(type)
        case (let integer as any FixedWidthInteger.Type, .integer(let number)):
            scalar = Self.exact(number, integer)
        case (is any FixedWidthInteger.Type, _): throw mismatch(type)
        default: return try Wanted(from: self)
        }
        guard let wanted = scalar as? Wanted else { throw mismatch(type) }
        return wanted
    }

    private static func exact<Wanted: FixedWidthInteger>(_ number: Int64, _ type: Wanted.Type) -> Wanted? {
        Wanted(exactly: number)
    }

    func within(_ value: CanonicalValue, _ key: any CodingKey) -> ValueDecoder {
        ValueDecoder(value: value, codingPath: codingPath + [key], sendableInfo: sendableInfo)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = value else { throw mismatch([String: Any].self) }
        return KeyedDecodingContainer(KeyedValues(decoder: self, members: members))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = value else { throw mismatch([Any].self) }
        return UnkeyedValues(decoder: self, elements: elements)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
    func decodeNil() -> Bool { value == .null }
    func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted { try unwrap(type) }
}

private struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ValueDecoder
    let members: [String: CanonicalValue]
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    private func member(_ key: any CodingKey) throws -> ValueDecoder {
        guard let value = members[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key, .init(codingPath: codingPath, debugDescription: "expected a member \(key.stringValue)"))
        }
        return decoder.within(value, key)
    }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }
    func decodeNil(forKey key: Key) throws -> Bool { try member(key).decodeNil() }
    func decode<Wanted: Decodable>(_ type: Wanted.Type, forKey key: Key) throws -> Wanted {
        try member(key).unwrap(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    /// The member `super`, as the encoder writes it.
    func superDecoder() throws -> any Decoder {
        guard let value = members["super"] else {
            throw DecodingError.valueNotFound(
                CanonicalValue.self,
                .init(codingPath: codingPath, debugDescription: "expected a member super"))
        }
        return ValueDecoder(value: value, codingPath: codingPath, sendableInfo: decoder.sendableInfo)
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

private struct UnkeyedValues: UnkeyedDecodingContainer {
    let decoder: ValueDecoder
    let elements: [CanonicalValue]
    var currentIndex = 0
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private struct Index: CodingKey {
        let intValue: Int?
        var stringValue: String { String(intValue ?? 0) }
        init(_ index: Int) { intValue = index }
        init?(stringValue: String) { nil }
        init?(intValue: Int) { self.intValue = intValue }
    }

    private mutating func next() throws -> ValueDecoder {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                CanonicalValue.self,
                .init(codingPath: codingPath, debugDescription: "expected an element at \(currentIndex)"))
        }
        defer { currentIndex += 1 }
        return decoder.within(elements[currentIndex], Index(currentIndex))
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, elements[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Wanted: Decodable>(_ type: Wanted.Type) throws -> Wanted { try next().unwrap(type) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }
    mutating func superDecoder() throws -> any Decoder { try next() }
}
