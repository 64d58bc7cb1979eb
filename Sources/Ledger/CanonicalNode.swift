/// A place in the tree that an encoder builds; a class, so that nested containers fill it from outside.
final class CanonicalNode {
    enum Content {
        case none
        case null
        case bool(Bool)
        case integer(Int64)
        case string(String)
        case array([CanonicalNode])
        /// In the order in which they came, no key twice.
        case object([(key: String, node: CanonicalNode)])
    }
    var content = Content.none

    /// A new member; one of that key that was there before is gone.
    func member(_ key: String) -> CanonicalNode {
        let node = CanonicalNode()
        guard case .object(var members) = content else {
            content = .object([(key, node)])
            return node
        }
        content = .none
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].node = node
        } else {
            members.append((key, node))
        }
        content = .object(members)
        return node
    }

    func element() -> CanonicalNode {
        let node = CanonicalNode()
        guard case .array(var elements) = content else {
            content = .array([node])
            return node
        }
        content = .none
        elements.append(node)
        content = .array(elements)
        return node
    }

    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }

    /// Appends the canonical bytes: keys sorted by their UTF-8 bytes, no white space, texts as RFC 8785 has them, and none
    /// of its number rules, since there are only integers.
    ///
    /// - Throws: `CanonicalError.noValue` where nothing was encoded.
    func write(to bytes: inout [UInt8]) throws(CanonicalError) {
        switch content {
        case .none: throw CanonicalError.noValue(path: "")
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .string(let text): CanonicalValue.write(text, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (index, member) in sorted.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                CanonicalValue.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                try member.node.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}
