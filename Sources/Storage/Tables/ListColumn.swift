import Ledger

/// Lists inside a row are canonical JSON; an empty one is NULL, which most are.
extension SQLValue {
    static func list(_ values: [some Encodable]) throws -> SQLValue {
        values.isEmpty ? .null : .blob(try CanonicalEncoder().encode(values))
    }
}

extension SQLRow {
    func list<Value: Decodable>(_ column: Int) throws -> [Value] {
        guard let bytes = blob(column) else { return [] }
        return try CanonicalDecoder().decode([Value].self, from: bytes)
    }
}
