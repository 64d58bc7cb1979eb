/// An object of one PDF under other numbers in another one.
struct PDFRenumbering {
    /// Added to the number of every object.
    let objects: Int
    /// Added to the key of every page in the tree of parents (ISO 32000-1, 14.7.4.4).
    let structParents: Int

    private static let structParentsName = Array("/StructParents".utf8)
    private static let stream = Array("stream".utf8)

    /// - Parameter object: from its number to `endobj`, in cairo's way; the bytes of a stream stay as they are.
    func renumbered(_ object: some RandomAccessCollection<UInt8>) -> [UInt8] {
        let bytes = Array(object)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 64)
        var index = 0
        var isParentsKey = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "("):
                let end = Self.endOfString(bytes, from: index)
                result += bytes[index..<end]
                index = end
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                index = appendNumber(of: bytes, from: index, isParentsKey, to: &result)
                isParentsKey = false
            case let byte where PDFScanner.isRegular(byte) || byte == UInt8(ascii: "/"):
                let end = bytes[(index + 1)...].firstIndex { !PDFScanner.isRegular($0) } ?? bytes.count
                if bytes[index..<end].elementsEqual(Self.stream) { return result + bytes[index...] }
                isParentsKey = bytes[index..<end].elementsEqual(Self.structParentsName)
                result += bytes[index..<end]
                index = end
            default:
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// - Returns: where the number ends, or the reference.
    private func appendNumber(
        of bytes: [UInt8], from start: Int, _ isParentsKey: Bool, to result: inout [UInt8]
    ) -> Int {
        let end = bytes[start...].firstIndex { !PDFScanner.isRegular($0) } ?? bytes.count
        guard let number = Self.integer(bytes[start..<end]) else {
            result += bytes[start..<end]
            return end
        }
        if isParentsKey {
            result += Array(String(number + structParents).utf8)
        } else if Self.isObject(bytes[end...]) {
            result += Array(String(number + objects).utf8)
        } else {
            result += bytes[start..<end]
        }
        return end
    }

    /// Whether ` 0 R` or ` 0 obj` comes next.
    private static func isObject(_ rest: ArraySlice<UInt8>) -> Bool {
        guard rest.starts(with: [32, UInt8(ascii: "0"), 32]) else { return false }
        let word = rest.dropFirst(3).prefix { PDFScanner.isRegular($0) }
        return word.elementsEqual([UInt8(ascii: "R")]) || word.elementsEqual(Array("obj".utf8))
    }

    private static func integer(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.count <= 15, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return index }
        }
        return bytes.count
    }
}
