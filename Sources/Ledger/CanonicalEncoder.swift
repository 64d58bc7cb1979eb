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
        try value.encode(to: NodeEncoder(node: node, codingPath: [], userInfo: userInfo))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        try node.value(at: []).write(to: &bytes)
        return bytes
    }
}

/// A place in the tree that is being built; a class, so that nested containers fill it from outside.
private final class CanonicalNode {
    enum Content {
        case none
        case value(CanonicalValue)
        case array([CanonicalNode])
        case object([String: CanonicalNode])
    }
    var content = Content.none

    func member(_ key: String) -> CanonicalNode {
        let node = CanonicalNode()
        if case .object(var members) = content {
            content = .none
            members[key] = node
            content = .object(members)
        } else {
            content = .object([key: node])
        }
        return node
    }

    func element() -> CanonicalNode {
        let node = CanonicalNode()
        if case .array(var elements) = content {
            content = .none
            elements.append(node)
            content = .array(elements)
        } else {
            content = .array([node])
        }
        return node
    }

    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }

    func value(at path: [any CodingKey]) throws -> CanonicalValue {
        switch content {
        case .none: throw CanonicalError.noValue(path: path.text)
        case .value(let value): return value
        case .array(let elements): return .array(try elements.map { try $0.value(at: path) })
        case .object(let members): return .object(try members.mapValues { try $0.value(at: path) })
        }
    }
}

extension [any CodingKey] {
    fileprivate var text: String { map(\.stringValue).joined(separator: ".") }
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
        if case .none = node.content { node.content = .object([:]) }
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

    func put(_ value: some Encodable, into node: CanonicalNode, _ key: (any CodingKey)?) throws {
        switch value {
        case let text as String: node.content = .value(.string(text))
        case let flag as Bool: node.content = .value(.bool(flag))
        case is Double, is Float:
            throw CanonicalError.unsupportedNumber(path: (codingPath + (key.map { [$0] } ?? [])).text)
        case let number as any FixedWidthInteger:
            guard let exact = Int64(exactly: number) else {
                throw CanonicalError.unsupportedNumber(path: (codingPath + (key.map { [$0] } ?? [])).text)
            }
            node.content = .value(.integer(exact))
        default: try value.encode(to: within(node, key))
        }
    }
}

private struct KeyedNode<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: NodeEncoder
    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.node.member(key.stringValue).content = .value(.null) }

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

    func encodeNil() { encoder.node.element().content = .value(.null) }
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

    func encodeNil() { encoder.node.content = .value(.null) }
    func encode(_ value: some Encodable) throws { try encoder.put(value, into: encoder.node, nil) }
}
