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

    /// A list of numbers, read by hand: every new report looks at the paths of hundreds of tickets, and the general decoder
    /// took most of the time that a report takes.
    ///
    /// - Throws: `StorageError.corrupt` for anything but whole numbers from zero on.
    func identifiers<Entity>(_ column: Int) throws -> [Identifier<Entity>] {
        guard let bytes = blob(column) else { return [] }
        var (numbers, number): ([Identifier<Entity>], Int64?) = ([], nil)
        for byte in bytes.dropFirst().dropLast() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (tens, isTooMany) = (number ?? 0).multipliedReportingOverflow(by: 10)
                let (sum, isTooLarge) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
                guard !isTooMany, !isTooLarge else { throw StorageError.corrupt("a list of numbers") }
                number = sum
            case UInt8(ascii: ","):
                guard let read = number else { throw StorageError.corrupt("a list of numbers") }
                numbers.append(Identifier(read))
                number = nil
            default: throw StorageError.corrupt("a list of numbers")
            }
        }
        guard let last = number, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") else {
            throw StorageError.corrupt("a list of numbers")
        }
        return numbers + [Identifier(last)]
    }
}
