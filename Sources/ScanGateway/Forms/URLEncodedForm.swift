/// `application/x-www-form-urlencoded` (WHATWG URL, section 5) and the query part of an address.
enum URLEncodedForm {
    /// - Throws: `FormError.tooManyParts`, `.fieldTooLong`, `.notUTF8`.
    static func read(_ bytes: some Collection<UInt8>, limits: FormLimits) throws(FormError) -> Form {
        var form = Form()
        let pairs = bytes.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= limits.partsMax else { throw .tooManyParts(max: limits.partsMax) }
        for pair in pairs {
            let parts = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = String(validating: decoded(parts[0]), as: UTF8.self) else { throw .notUTF8 }
            let text = parts.count == 2 ? decoded(parts[1]) : []
            guard text.count <= limits.fieldBytesMax else {
                throw .fieldTooLong(bytesMax: limits.fieldBytesMax)
            }
            try form.add(text: text, to: name)
        }
        return form
    }

    /// A percent sign that isn't followed by two hexadecimal digits stands for itself.
    private static func decoded(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var iterator = Array(bytes)[...]
        while let byte = iterator.popFirst() {
            if byte == UInt8(ascii: "+") {
                result.append(0x20)
            } else if byte == UInt8(ascii: "%"), iterator.count >= 2,
                let high = hex(iterator[iterator.startIndex]),
                let low = hex(iterator[iterator.startIndex + 1])
            {
                result.append(high << 4 | low)
                iterator = iterator.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
