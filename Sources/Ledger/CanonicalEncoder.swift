/// Writes `Encodable` values as canonical JSON: sorted keys, integers only, absent optionals left out.
public struct CanonicalEncoder: Sendable {
    /// Seals `Personal` values; nil: meeting one throws `PersonalError.noSealer`.
    public var sealer: (any PersonalSealer)?

    public init(sealer: (any PersonalSealer)? = nil) { self.sealer = sealer }

    /// - Throws: `CanonicalError`, `PersonalError`, or what the sealer throws.
    public func encode(_ value: some Encodable) throws -> [UInt8] {
        let node = CanonicalNode()
        var userInfo: [CodingUserInfoKey: any Sendable] = [:]
        userInfo[.sealer] = sealer
        try NodeEncoder(node: node, codingPath: [], userInfo: userInfo).put(value, into: node, nil)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        try node.write(to: &bytes)
        return bytes
    }
}

private struct NodeEncoder: Encoder {
    let node: CanonicalNode
    var codingPath: [any CodingKey]
    let sendableInfo: [CodingUserInfoKey: any Sendable]
    var userInfo: [CodingUserInfoKey: Any] { sendableInfo }

    init(node: CanonicalNode, codingPath: [any CodingKey], userInfo: [CodingUserInfoKey: any Sendable]) {
        self.node = node
        self.codingPath = codingPath
        self.sendableInfo = userInfo
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .none = node.content { node.content = .object([]) }
        return KeyedEncodingContainer(KeyedNode(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .none = node.content { node.content = .array([]) }
        return UnkeyedNode(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleNode(encoder: self) }

    func within(_ node: CanonicalNode, _ key: (any CodingKey)?) -> NodeEncoder {
        NodeEncoder(
            node: node, codingPath: key.map { codingPath + [$0] } ?? codingPath, userInfo: sendableInfo)
    }

    func put<Value: Encodable>(_ value: Value, into node: CanonicalNode, _ key: (any CodingKey)?) throws {
        // Comparing types costs a few instructions, asking a value what it conforms to far more.
        if Value.self == String.self, let text = value as? String {
            node.content = .string(text)
        } else if Value.self == Int64.self, let number = value as? Int64 {
            node.content = .integer(number)
        } else if Value.self == Int.self, let number = value as? Int {
            node.content = .integer(Int64(number))
        } else if Value.self == Bool.self, let flag = value as? Bool {
            node.content = .bool(flag)
        } else if Value.self == Double.self || Value.self == Float.self {
            throw CanonicalError.unsupportedNumber(path: path(key))
        } else if Integers.types.contains(ObjectIdentifier(Value.self)),
            let number = value as? any FixedWidthInteger
        {
            guard let exact = Int64(exactly: number) else {
                throw CanonicalError.unsupportedNumber(path: path(key))
            }
            node.content = .integer(exact)
        } else {
            try value.encode(to: within(node, key))
        }
    }

    private func path(_ key: (any CodingKey)?) -> String {
        (codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
    }
}

private enum Integers {
    /// Beside `Int` and `Int64`, which are looked for first.
    static let types: Set<ObjectIdentifier> = [
        ObjectIdentifier(Int8.self), ObjectIdentifier(Int16.self), ObjectIdentifier(Int32.self),
        ObjectIdentifier(Int128.self), ObjectIdentifier(UInt.self), ObjectIdentifier(UInt8.self),
        ObjectIdentifier(UInt16.self), ObjectIdentifier(UInt32.self), ObjectIdentifier(UInt64.self),
        ObjectIdentifier(UInt128.self),
    ]
}

private struct KeyedNode<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: NodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.node.member(key.stringValue).content = .null }

    func encode(_ value: String, forKey key: Key) {
        encoder.node.member(key.stringValue).content = .string(value)
    }

    func encode(_ value: Bool, forKey key: Key) {
        encoder.node.member(key.stringValue).content = .bool(value)
    }

    func encode(_ value: Int, forKey key: Key) {
        encoder.node.member(key.stringValue).content = .integer(Int64(value))
    }

    func encode(_ value: Int64, forKey key: Key) {
        encoder.node.member(key.stringValue).content = .integer(value)
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        try encoder.put(value, into: encoder.node.member(key.stringValue), key)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder.within(encoder.node.member(key.stringValue), key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.within(encoder.node.member(key.stringValue), key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.within(encoder.node.member("super"), nil) }
    func superEncoder(forKey key: Key) -> any Encoder {
        encoder.within(encoder.node.member(key.stringValue), key)
    }
}

private struct UnkeyedNode: UnkeyedEncodingContainer {
    let encoder: NodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.node.count }

    func encodeNil() { encoder.node.element().content = .null }
    func encode(_ value: some Encodable) throws { try encoder.put(value, into: encoder.node.element(), nil) }

    func nestedContainer<Nested: CodingKey>(keyedBy keyType: Nested.Type) -> KeyedEncodingContainer<Nested> {
        encoder.within(encoder.node.element(), nil).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        encoder.within(encoder.node.element(), nil).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.within(encoder.node.element(), nil) }
}

private struct SingleNode: SingleValueEncodingContainer {
    let encoder: NodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() { encoder.node.content = .null }
    func encode(_ value: String) { encoder.node.content = .string(value) }
    func encode(_ value: Int64) { encoder.node.content = .integer(value) }
    func encode(_ value: some Encodable) throws { try encoder.put(value, into: encoder.node, nil) }
}
