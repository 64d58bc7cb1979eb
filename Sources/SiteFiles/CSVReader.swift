import Facility

/// Reads records of RFC 4180, strictly: quotes only around a whole field, doubled inside it; lines end by CR
/// LF or LF; the last may end without; UTF-8 with or without a byte order mark.
///
/// A bad record is told and skipped, so that one pass finds every one of them.
struct CSVReader {
    struct Record {
        /// The line on which it begins, 1 and up.
        var line: Int
        var fields: [String]
    }

    /// Bytes of one field; what is longer is a quote that never ends.
    static let fieldBytesMax = 4096

    private let bytes: [UInt8]
    private let separator: UInt8
    /// nil: no character quotes.
    private let quote: UInt8?
    private var offset = 0
    private var line = 1
    private(set) var bad: [BadRow] = []

    init(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\"")) {
        self.bytes = bytes
        self.separator = separator
        self.quote = quote
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// The next good record that isn't an empty line; nil at the end.
    mutating func next() -> Record? {
        while offset < bytes.count {
            let start = (offset: offset, line: line)
            do throws(BadRow) {
                let fields = try record()
                if fields != [""] { return Record(line: start.line, fields: fields) }
            } catch {
                bad.append(error)
                skipLine(from: error.problem == .badQuoting ? offset : start.offset, start)
            }
        }
        return nil
    }

    /// Goes on after the line in which `position` lies.
    private mutating func skipLine(from position: Int, _ start: (offset: Int, line: Int)) {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
        line = start.line + bytes[start.offset..<end].count { $0 == UInt8(ascii: "\n") }
        offset = end
    }

    private mutating func record() throws(BadRow) -> [String] {
        let start = line
        var fields: [String] = []
        fields.reserveCapacity(16)
        while true {
            let field = try self.field(ofRecordAt: start)
            fields.append(field)
            guard offset < bytes.count, bytes[offset] == separator else { break }
            offset += 1
        }
        endLine()
        return fields
    }

    private mutating func endLine() {
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\r") { offset += 1 }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") {
            offset += 1
            line += 1
        }
    }

    /// Leaves `offset` at what ends the field: a comma, a line's end or the end of the file.
    private mutating func field(ofRecordAt start: Int) throws(BadRow) -> String {
        let isQuoted = offset < bytes.count && bytes[offset] == quote
        let content = isQuoted ? try quoted(start) : try plain(start)
        guard let text = String(validating: content, as: UTF8.self) else {
            throw BadRow(
                line: start, column: nil, problem: .notUTF8, found: String(decoding: content, as: UTF8.self))
        }
        return text
    }

    private mutating func plain(_ start: Int) throws(BadRow) -> ArraySlice<UInt8> {
        let first = offset
        while offset < bytes.count {
            switch bytes[offset] {
            case separator, UInt8(ascii: "\n"): return bytes[first..<offset]
            case UInt8(ascii: "\r")
            where offset + 1 == bytes.count || bytes[offset + 1] == UInt8(ascii: "\n"):
                return bytes[first..<offset]
            case quote: throw problem(.badQuoting, start, first)
            default: offset += 1
            }
            if offset - first > Self.fieldBytesMax {
                throw problem(.tooLong(charactersMax: Self.fieldBytesMax), start, first)
            }
        }
        return bytes[first..<offset]
    }

    private mutating func quoted(_ start: Int) throws(BadRow) -> ArraySlice<UInt8> {
        let first = offset
        offset += 1
        var content: ArraySlice<UInt8> = []
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte == quote {
                guard offset < bytes.count, bytes[offset] == byte else {
                    return try closed(content, start, first)
                }
                offset += 1
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            content.append(byte)
            if content.count > Self.fieldBytesMax {
                throw problem(.tooLong(charactersMax: Self.fieldBytesMax), start, first)
            }
        }
        // The quote never ends: the rest of the file may be fine, so reading goes on at the line after this
        // one.
        throw problem(.tooLong(charactersMax: Self.fieldBytesMax), start, first)
    }

    /// What follows a closing quote must end the field.
    private func closed(
        _ content: ArraySlice<UInt8>, _ start: Int, _ first: Int
    ) throws(BadRow) -> ArraySlice<UInt8> {
        guard offset < bytes.count, bytes[offset] != separator, bytes[offset] != UInt8(ascii: "\n") else {
            return content
        }
        let isLineEnd =
            bytes[offset] == UInt8(ascii: "\r") && offset + 1 < bytes.count
            && bytes[offset + 1] == UInt8(ascii: "\n")
        guard isLineEnd || (bytes[offset] == UInt8(ascii: "\r") && offset + 1 == bytes.count) else {
            throw problem(.badQuoting, start, first)
        }
        return content
    }

    private func problem(_ problem: RowProblem, _ line: Int, _ first: Int) -> BadRow {
        let shown = bytes[first..<min(bytes.count, max(offset, first + 24), first + 200)]
        return BadRow(
            line: line, column: nil, problem: problem, found: String(decoding: shown, as: UTF8.self))
    }
}
